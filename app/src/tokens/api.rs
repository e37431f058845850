//! What the pages about tokens read.

use crate::error::AppError;
use domain::tokens::{Guide, TokensPage};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// One's own tokens; the secret of the one just made with them, once.
#[server(prefix = "/api", endpoint = "tokens/list", input = GetUrl)]
pub async fn list() -> Result<TokensPage, AppError> {
    use crate::ssr::cookies;
    let (ctx, actor) = crate::ssr::parts()?;
    let brought = use_context::<http::request::Parts>().and_then(|parts| {
        let mut cookies = parts.headers.get_all(http::header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        cookies.find_map(|header| cookies::read(header, cookies::MADE)).map(str::to_owned)
    });
    if brought.is_some()
        && let Some(options) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(value) = http::HeaderValue::from_str(&cookies::no_made(&ctx.settings))
    {
        options.append_header(http::header::SET_COOKIE, value);
    }
    crate::ssr::answer(service::tokens::list(&ctx, &actor, brought.as_deref()).await)
}

/// Where this site is, for the examples.
#[server(prefix = "/api", endpoint = "tokens/guide", input = GetUrl)]
pub async fn read_guide() -> Result<Guide, AppError> {
    let (ctx, _) = crate::ssr::parts()?;
    // A server function is asynchronous, also where nothing is waited for.
    std::future::ready(Ok(Guide { root: ctx.settings.public_url.clone() })).await
}
