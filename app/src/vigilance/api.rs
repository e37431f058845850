//! Server functions that read what is told of adverse effects.

use crate::error::AppError;
use domain::vigilance::{DeclarePage, ScreeningPage};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// What the summary of one's own text starts with.
#[server(prefix = "/api", endpoint = "vigilance/declare", input = GetUrl)]
pub async fn read_declare(id: String) -> Result<DeclarePage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::vigilance::page(&ctx, &actor, &id).await)
}

/// What is to be looked at in a community that a company runs, or what was.
#[server(prefix = "/api", endpoint = "vigilance/queue", input = GetUrl)]
pub async fn read_queue(slug: String, done: bool) -> Result<ScreeningPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::vigilance::queue(&ctx, &actor, &slug, done).await)
}
