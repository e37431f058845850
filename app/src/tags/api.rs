//! The server function that reads a tag's page.

use crate::error::AppError;
use domain::tags::TagPage;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// A tag with one page of its threads.
#[server(prefix = "/api", endpoint = "tags/page", input = GetUrl)]
pub async fn read_tag(key: String, after: Option<String>) -> Result<TagPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(
        service::tags::page(&ctx, &actor, &key, after.as_deref().and_then(domain::feed::Cursor::parse)).await,
    )
}
