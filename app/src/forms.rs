//! Forms: one way in, with and without JavaScript.
//!
//! A form names its command in `_form`. Without JavaScript it posts to the page it stands on; the
//! server carries the command out and redirects, or renders the page again with status 422,
//! everything typed and each error at its field. Hydrated, the same fields go to [`submit`] and the
//! answer is shown in place.

mod draft;
mod fields;
mod form;
mod pause;
mod proof;
mod words;

pub use draft::{put as put_draft, read};
pub use fields::*;
pub use form::*;
pub use pause::when_paused;
pub use proof::*;
pub use words::{Words, say, say_in};

use crate::error::AppError;
use domain::{Fields, Refused};
use leptos::prelude::*;
use leptos::server_fn::codec::{Json, JsonEncoding};
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// What a command leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Submitted {
    /// Done: where to go on.
    Done {
        /// Address on this site; its `#fragment` is focused.
        to: String,
        /// Who reads, or how, has changed: the page is loaded whole, and memory is emptied.
        reload: bool,
    },
}

/// Why a command was not carried out. An error to the transport, whose answers of status 422 are
/// read as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Answer", into = "Answer")]
pub enum NotDone {
    /// To be corrected.
    Refused(Refused),
    /// Not possible as a whole.
    Error(AppError),
}

/// As it crosses the wire: an [`AppError`] is written as it is anywhere else. Its variants stand here
/// by name, since telling them apart by trying is 25 kB of program at every first visit.
#[derive(Clone, Serialize, Deserialize)]
enum Answer {
    Refused(Refused),
    Problem(domain::Problem),
    Network,
}

impl From<Answer> for NotDone {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Refused(refused) => Self::Refused(refused),
            Answer::Problem(problem) => Self::Error(problem.into()),
            Answer::Network => Self::Error(AppError::Network),
        }
    }
}

impl From<NotDone> for Answer {
    fn from(answer: NotDone) -> Self {
        match answer {
            NotDone::Refused(refused) => Self::Refused(refused),
            NotDone::Error(AppError::Problem(problem)) => Self::Problem(problem),
            NotDone::Error(AppError::Network) => Self::Network,
        }
    }
}

impl FromServerFnError for NotDone {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self::Error(AppError::from_server_fn_error(error))
    }
}

/// What carrying a command out gave, on the server.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// Address on this site to go on at.
    pub to: String,
    /// Who reads, or how, has changed.
    pub reload: bool,
    /// `Set-Cookie` values.
    pub cookies: Vec<String>,
    /// The browser is to forget everything that it keeps of this site.
    pub wipe: bool,
    /// An address elsewhere to go on at, which this program made itself: never what somebody sent.
    pub away: Option<String>,
}

/// A file that came with a form and proves a profession; read by the server from a form that was posted whole.
#[cfg(feature = "ssr")]
#[derive(Clone)]
pub struct ProofFile(pub std::sync::Arc<[u8]>);

#[cfg(feature = "ssr")]
impl ProofFile {
    /// The one that came with the form being carried out; empty when none did.
    pub fn brought() -> std::sync::Arc<[u8]> {
        use_context::<http::request::Parts>()
            .and_then(|parts| parts.extensions.get::<Self>().cloned())
            .map(|file| file.0)
            .unwrap_or_default()
    }
}

#[cfg(feature = "ssr")]
impl Done {
    /// Done, going on there.
    pub fn at(to: impl Into<String>) -> Self {
        Self { to: to.into(), ..Self::default() }
    }
}

/// Names the member that a form was written by; forms sent late bring it (`public/outbox.js`).
#[cfg(feature = "ssr")]
const WHO: &str = "_who";
/// Takes what a browser keeps of this site off it: pages, texts that wait, drafts, the service worker.
#[cfg(feature = "ssr")]
pub const CLEAR_SITE_DATA: (&str, &str) = ("clear-site-data", "\"storage\"");

/// Carries out a command. The feature before the dot knows its verbs.
#[cfg(feature = "ssr")]
pub async fn carry_out(command: &str, fields: &Fields) -> service::Outcome<Done> {
    let (ctx, actor) = crate::ssr::parts().map_err(|_| domain::Problem::Internal)?;
    // What a device kept for one member is not posted by another who signed in there since.
    if fields.has(WHO) && actor.me.as_ref().is_none_or(|me| me.id.to_string() != fields.get(WHO)) {
        return Err(domain::Problem::SignInNeeded.into());
    }
    // A net under every verb; those that cost more have limits of their own in `service`.
    service::limits::check_actor(&ctx, "writes", &actor, service::limits::WRITES).await?;
    let (feature, verb) = command.split_once('.').ok_or(domain::Problem::BadRequest)?;
    match feature {
        "members" => crate::members::submit::carry_out(&ctx, &actor, verb, fields).await,
        "communities" => crate::communities::submit::carry_out(&ctx, &actor, verb, fields).await,
        "threads" => crate::threads::submit::carry_out(&ctx, &actor, verb, fields).await,
        "letters" => crate::letters::submit::carry_out(&ctx, &actor, verb, fields).await,
        "moderation" => crate::moderation::submit::carry_out(&ctx, &actor, verb, fields).await,
        "vigilance" => crate::vigilance::submit::carry_out(&ctx, &actor, verb, fields).await,
        "tags" => crate::tags::submit::carry_out(&ctx, &actor, verb, fields).await,
        "notices" => crate::notices::submit::carry_out(&ctx, &actor, verb, fields).await,
        "exports" => crate::exports::submit::carry_out(&ctx, &actor, verb).await,
        "erasures" => crate::erasures::submit::carry_out(&ctx, &actor, verb, fields).await,
        "passkeys" => crate::passkeys::submit::carry_out(&ctx, &actor, verb, fields).await,
        "pro_sante" => crate::pro_sante::submit::carry_out(&ctx, &actor, verb, fields).await,
        "tokens" => crate::tokens::submit::carry_out(&ctx, &actor, verb, fields).await,
        "administration" => crate::administration::submit::carry_out(&ctx, &actor, verb, fields).await,
        _ => Err(domain::Problem::BadRequest.into()),
    }
}

/// Carries out a command for a hydrated page.
#[server(prefix = "/api", endpoint = "forms/submit", input = Json)]
pub async fn submit(command: String, fields: Fields) -> Result<Submitted, NotDone> {
    use service::Fault;
    if let Err(fault) = proved_by(&fields).await {
        return match fault {
            Fault::Form(refused) => {
                crate::ssr::set_status(422);
                Err(NotDone::Refused(refused))
            }
            fault => crate::ssr::answer(Err(fault)).map_err(NotDone::Error),
        };
    }
    match carry_out(&command, &fields).await {
        Ok(done) => {
            let options = expect_context::<leptos_axum::ResponseOptions>();
            for cookie in &done.cookies {
                if let Ok(value) = http::HeaderValue::from_str(cookie) {
                    options.append_header(http::header::SET_COOKIE, value);
                }
            }
            if done.wipe {
                let (name, value) = CLEAR_SITE_DATA;
                options.insert_header(http::HeaderName::from_static(name), http::HeaderValue::from_static(value));
            }
            let reload = done.reload || done.away.is_some();
            Ok(Submitted::Done { to: done.away.unwrap_or(done.to), reload })
        }
        Err(Fault::Form(refused)) => {
            crate::ssr::set_status(422);
            Err(NotDone::Refused(refused))
        }
        Err(fault) => crate::ssr::answer(Err(fault)).map_err(NotDone::Error),
    }
}

/// Whether the browser has taken over: false on the server and while hydrating, so that both draw
/// the same.
pub fn hydrated() -> bool {
    with_context::<Hydrated, _>(|hydrated| hydrated.0.get()).unwrap_or(false)
}

/// Set once the first page is hydrated.
#[derive(Clone, Copy)]
pub struct Hydrated(pub RwSignal<bool>);

/// A fresh id for what a form will create, the same on the server and while hydrating; drawn anew
/// in the browser for each form it makes itself.
pub fn fresh_id() -> String {
    #[cfg(feature = "ssr")]
    let draw = || crate::ssr::parts().map(|(ctx, _)| ctx.new_id::<domain::ReplyId>().to_string()).unwrap_or_default();
    #[cfg(not(feature = "ssr"))]
    let draw = browser_id;
    SharedValue::new(draw).into_inner()
}

/// A UUIDv7 from the browser's clock and its source of secure randomness.
#[cfg(not(feature = "ssr"))]
fn browser_id() -> String {
    let mut random = [0u8; 10];
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds since 1970 fit")]
    let millis = window().performance().map_or(0.0, |performance| performance.time_origin() + performance.now()) as u64;
    domain::ids::to_base62(domain::ids::uuid_v7(millis, random))
}
