//! Server functions that read threads.

use crate::error::AppError;
use domain::threads::{ComposePage, EditPage, HistoryPage, Previewed, ThreadPage};
use domain::{ReplyId, ThreadId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// A thread and one page of its replies.
#[server(prefix = "/api", endpoint = "threads/page", input = GetUrl)]
pub async fn read_thread(id: ThreadId, after: Option<ReplyId>, at: Option<ReplyId>) -> Result<ThreadPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::threads::read(&ctx, &actor, id, after, at).await)
}

/// What the composer needs.
#[server(prefix = "/api", endpoint = "threads/compose", input = GetUrl)]
pub async fn read_compose() -> Result<ComposePage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::threads::compose(&ctx, &actor).await)
}

/// What the edit form of a thread starts with.
#[server(prefix = "/api", endpoint = "threads/edit", input = GetUrl)]
pub async fn read_edit(id: ThreadId) -> Result<EditPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::threads::edit_page(&ctx, &actor, id).await)
}

/// What the edit form of a reply starts with.
#[server(prefix = "/api", endpoint = "threads/edit_reply", input = GetUrl)]
pub async fn read_edit_reply(id: ReplyId) -> Result<EditPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::threads::edit_reply_page(&ctx, &actor, id).await)
}

/// Earlier texts of a thread.
#[server(prefix = "/api", endpoint = "threads/history", input = GetUrl)]
pub async fn read_history(id: ThreadId) -> Result<HistoryPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::threads::history(&ctx, &actor, id).await)
}

/// Earlier texts of a reply.
#[server(prefix = "/api", endpoint = "threads/reply_history", input = GetUrl)]
pub async fn read_reply_history(id: ReplyId) -> Result<HistoryPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::threads::reply_history(&ctx, &actor, id).await)
}

/// A text as it will look, and whether it or its title (empty where there is none) calls for help. Takes the text in the body of a POST because it may be
/// long; changes nothing.
#[server(prefix = "/api", endpoint = "threads/preview")]
pub async fn preview(title: String, body: String) -> Result<Previewed, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::threads::preview(&ctx, &actor, &title, &body).await)
}
