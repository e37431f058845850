//! What handlers are handed: who asks with which right, ids from the address, parameters, bodies. What cannot
//! be read is refused here, with the field where it is known.

use super::admit;
use super::problem::{Refusal, Wrong};
use super::shapes::Id;
use crate::http::Shared;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Path, RawPathParams};
use axum::http::{Request, header, request};
use domain::FieldError;
use domain::tokens::{Scope, Trouble};
use serde::de::DeserializeOwned;
use service::tokens::Bearer;
use service::{Actor, Context};

/// The largest body, in bytes: a text of 20,000 characters fits several times.
const BODY_LIMIT: usize = 512 * 1024;

/// Whoever asks: put into the request by `super::admit`.
#[derive(Clone)]
pub struct Caller {
    /// A visitor, or the token's member.
    pub actor: Actor,
    /// The token.
    pub bearer: Option<Bearer>,
}

impl Caller {
    fn may(&self, scope: Scope) -> bool {
        self.bearer.as_ref().is_none_or(|bearer| bearer.scopes.contains(&scope))
    }
}

/// Whoever reads: a visitor, or a member whose token may read.
pub struct Reader(pub Actor);

/// A member whose token may write.
pub struct Writer(pub Actor);

/// Whoever may say something without an account: a visitor, or a member whose token may write.
pub struct Anybody(pub Actor);

/// A member whose token may read, with the token.
pub struct Known(pub Bearer);

fn caller(parts: &request::Parts) -> Result<&Caller, Refusal> {
    parts.extensions.get::<Caller>().ok_or_else(|| Trouble::Internal.into())
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut request::Parts, _: &S) -> Result<Self, Refusal> {
        let caller = caller(parts)?;
        if caller.may(Scope::Read) { Ok(Self(caller.actor.clone())) } else { Err(Trouble::ScopeMissing.into()) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Writer {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut request::Parts, _: &S) -> Result<Self, Refusal> {
        let caller = caller(parts)?;
        match &caller.bearer {
            None => Err(Trouble::TokenNeeded.into()),
            Some(_) if !caller.may(Scope::Write) => Err(Trouble::ScopeMissing.into()),
            Some(_) => Ok(Self(caller.actor.clone())),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Anybody {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut request::Parts, _: &S) -> Result<Self, Refusal> {
        let caller = caller(parts)?;
        if caller.may(Scope::Write) { Ok(Self(caller.actor.clone())) } else { Err(Trouble::ScopeMissing.into()) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Known {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut request::Parts, _: &S) -> Result<Self, Refusal> {
        let caller = caller(parts)?;
        match &caller.bearer {
            None => Err(Trouble::TokenNeeded.into()),
            Some(_) if !caller.may(Scope::Read) => Err(Trouble::ScopeMissing.into()),
            Some(bearer) => Ok(Self(bearer.clone())),
        }
    }
}

/// The use cases' context.
pub struct Ctx(pub Context);

impl FromRequestParts<Shared> for Ctx {
    type Rejection = Refusal;
    async fn from_request_parts(_: &mut request::Parts, shared: &Shared) -> Result<Self, Refusal> {
        Ok(Self(shared.ctx.clone()))
    }
}

impl Ctx {
    /// Where this site is.
    pub fn root(&self) -> &str {
        &self.0.settings.public_url
    }
}

/// The id in the address; what is none leads nowhere.
pub struct OfId(pub uuid::Uuid);

impl<S: Send + Sync> FromRequestParts<S> for OfId {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut request::Parts, state: &S) -> Result<Self, Refusal> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Trouble::NotFound)?;
        let id = params.iter().find(|(name, _)| *name == "id").and_then(|(_, id)| Id::parse(id));
        id.map(|id| Self(id.0)).ok_or_else(|| Trouble::NotFound.into())
    }
}

/// The name in the address. What no name holds leads nowhere, before a database is asked that may not take it.
pub struct OfName(pub String);

impl<S: Send + Sync> FromRequestParts<S> for OfName {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut request::Parts, state: &S) -> Result<Self, Refusal> {
        let Of(name) = Of::<String>::from_request_parts(parts, state).await?;
        if name.chars().any(char::is_control) { Err(Trouble::NotFound.into()) } else { Ok(Self(name)) }
    }
}

/// Other parts of the address; what cannot be read leads nowhere.
pub struct Of<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Of<T> {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut request::Parts, state: &S) -> Result<Self, Refusal> {
        Path::from_request_parts(parts, state).await.map(|Path(of)| Self(of)).map_err(|_| Trouble::NotFound.into())
    }
}

/// Parameters; those that nobody knows are refused.
pub struct Params<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut request::Parts, _: &S) -> Result<Self, Refusal> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        let deserializer = serde_urlencoded::Deserializer::new(pairs);
        serde_path_to_error::deserialize(deserializer).map(Self).map_err(|error| unreadable(&error))
    }
}

/// A body of JSON, and the member who writes it, looked up anew: it may have taken its time. Fields that nobody knows are
/// refused.
pub struct Sent<T>(pub T, pub Actor);

/// The same, of whoever may say something without an account.
pub struct Told<T>(pub T, pub Actor);

impl<T: DeserializeOwned> FromRequest<Shared> for Sent<T> {
    type Rejection = Refusal;
    async fn from_request(request: Request<Body>, shared: &Shared) -> Result<Self, Refusal> {
        let (mut parts, bytes) = received(request, shared).await?;
        let Writer(actor) = Writer::from_request_parts(&mut parts, shared).await?;
        Ok(Self(parsed(&bytes)?, actor))
    }
}

impl<T: DeserializeOwned> FromRequest<Shared> for Told<T> {
    type Rejection = Refusal;
    async fn from_request(request: Request<Body>, shared: &Shared) -> Result<Self, Refusal> {
        let (mut parts, bytes) = received(request, shared).await?;
        let Anybody(actor) = Anybody::from_request_parts(&mut parts, shared).await?;
        Ok(Self(parsed(&bytes)?, actor))
    }
}

/// A body that has come in whole, with who sends it looked up anew.
async fn received(request: Request<Body>, shared: &Shared) -> Result<(request::Parts, Vec<u8>), Refusal> {
    let (mut parts, body) = request.into_parts();
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).map(|kind| kind.trim().to_ascii_lowercase());
    if kind.as_deref() != Some("application/json") {
        return Err(Trouble::NotJson.into());
    }
    let bytes = to_bytes(body, BODY_LIMIT).await.map_err(|_| Trouble::TooLarge)?;
    let again = admit::again(shared, caller(&parts)?, &parts.headers).await?;
    parts.extensions.insert(again);
    Ok((parts, bytes.into()))
}

fn parsed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let sent = serde_path_to_error::deserialize(&mut json).map_err(|error| unreadable(&error))?;
    json.end().map_err(|_| Trouble::Unreadable)?;
    Ok(sent)
}

/// Which field could not be read, as far as it is known: the reader names some in its message alone.
fn unreadable<E: std::error::Error>(error: &serde_path_to_error::Error<E>) -> Refusal {
    let said = error.inner().to_string();
    let quoted = |before: &str| said.strip_prefix(before).and_then(|rest| rest.split('`').next()).map(str::to_owned);
    let path = match error.path().to_string() {
        root if root == "." => String::new(),
        path => path,
    };
    let below = |name: String| if path.is_empty() { name } else { format!("{path}.{name}") };
    let fields = if let Some(name) = quoted("missing field `") {
        vec![(below(name), Wrong::Rule(FieldError::Missing))]
    } else if let Some(name) = quoted("unknown field `") {
        let parent = path.strip_suffix(&name).map(|parent| parent.trim_end_matches('.').to_owned());
        let name = match parent {
            Some(parent) if parent.is_empty() => name,
            Some(parent) => format!("{parent}.{name}"),
            None => below(name),
        };
        vec![(name, Wrong::Unknown)]
    } else if path.is_empty() {
        vec![]
    } else {
        // Up to where the reader says at which line of the body it was.
        let said = said.split(" at line ").next().unwrap_or_default().to_owned();
        vec![(path, Wrong::Kind(said))]
    };
    Refusal { trouble: Trouble::Unreadable, fields, wait: None }
}
