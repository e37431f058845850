//! What the page about passkeys reads, and what a passkey is to sign.

use crate::error::AppError;
use domain::passkeys::{Asked, Ceremony, PasskeysPage};
use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

/// One's own passkeys; with them, once, the recovery codes just made.
#[server(prefix = "/api", endpoint = "passkeys/list", input = GetUrl)]
pub async fn list() -> Result<PasskeysPage, AppError> {
    use crate::ssr::cookies;
    let (ctx, actor) = crate::ssr::parts()?;
    let brought = use_context::<http::request::Parts>().and_then(|parts| {
        let mut cookies = parts.headers.get_all(http::header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        cookies.find_map(|header| cookies::read(header, cookies::CODES)).map(str::to_owned)
    });
    if brought.is_some()
        && let Some(options) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(value) = http::HeaderValue::from_str(&cookies::no_codes(&ctx.settings))
    {
        options.append_header(http::header::SET_COOKIE, value);
    }
    let made: Vec<String> = brought.iter().flat_map(|codes| codes.split('.')).map(str::to_owned).collect();
    crate::ssr::answer(service::passkeys::list(&ctx, &actor, &made, &crate::ssr::user_agent()).await)
}

/// What a passkey is to sign; `public/passkeys.js` asks.
#[server(prefix = "/api", endpoint = "passkeys/ask", input = Json)]
pub async fn ask(ceremony: Ceremony) -> Result<Asked, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::passkeys::ask(&ctx, &actor, ceremony).await)
}
