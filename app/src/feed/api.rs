//! The server function that reads the feed.

use crate::error::AppError;
use domain::feed::{FeedPage, Order};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// One page of the reader's feed.
#[server(prefix = "/api", endpoint = "feed/page", input = GetUrl)]
pub async fn read_feed(order: Order, everything: bool, after: Option<String>) -> Result<FeedPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    let cursor = after.as_deref().and_then(domain::feed::Cursor::parse);
    crate::ssr::answer(service::feed::read(&ctx, &actor, order, everything, cursor).await)
}
