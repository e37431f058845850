//! Replies: read page by page, written, changed, deleted.

use super::input::{Ctx, OfId, Params, Reader, Sent, Writer};
use super::problem::Refusal;
use super::shapes::{Id, NewReply, Page, Reply, ReplyChange};
use super::threads::{Posted, posting, taken};
use axum::Json;
use axum::http::{StatusCode, header};
use domain::tokens::Trouble;
use domain::{ReplyId, ThreadId};
use serde::Deserialize;
use service::Actor;
use utoipa::IntoParams;

/// Which page of replies.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RepliesAsked {
    /// The `next` of the page before.
    cursor: Option<Id>,
}

/// Replies to a thread
///
/// Oldest first, those that hang on another after it, 50 on a page.
#[utoipa::path(
    get, path = "/threads/{id}/replies", tag = "replies", operation_id = "list_replies",
    params(("id" = Id, Path, description = "The thread."), RepliesAsked),
    security((), ("token" = ["read"])),
    responses((status = 200, body = Page<Reply>, description = "One page of replies."))
)]
pub async fn list(
    ctx: Ctx,
    Reader(actor): Reader,
    OfId(id): OfId,
    Params(asked): Params<RepliesAsked>,
) -> Result<Json<Page<Reply>>, Refusal> {
    let id = ThreadId(id);
    let after = asked.cursor.map(|id| ReplyId(id.0));
    let page = service::threads::read(&ctx.0, &actor, id, after, None).await?;
    let ids: Vec<ReplyId> = page.replies.iter().map(|reply| reply.id).collect();
    let mut texts = service::threads::texts(&ctx.0, &actor, id, &ids).await?;
    let items = page.replies.into_iter().map(|reply| Reply::of(ctx.root(), id, reply, &mut texts)).collect();
    Ok(Json(Page { items, next: page.next }))
}

/// A reply as it stands; one that was deleted is not there, but for what only its author reads.
async fn read(ctx: &Ctx, actor: &Actor, thread: ThreadId, id: ReplyId) -> Result<Reply, Refusal> {
    let page = service::threads::read(&ctx.0, actor, thread, None, Some(id)).await?;
    let mut texts = service::threads::texts(&ctx.0, actor, thread, &[id]).await?;
    let found = page.replies.into_iter().find(|reply| reply.id == id && (!reply.deleted || reply.own));
    found.map(|reply| Reply::of(ctx.root(), thread, reply, &mut texts)).ok_or_else(|| Trouble::NotFound.into())
}

/// A reply
#[utoipa::path(
    get, path = "/replies/{id}", tag = "replies", operation_id = "read_reply",
    params(("id" = Id, Path, description = "The reply.")),
    security((), ("token" = ["read"])),
    responses((status = 200, body = Reply, description = "The reply."))
)]
pub async fn one(ctx: Ctx, Reader(actor): Reader, OfId(id): OfId) -> Result<Json<Reply>, Refusal> {
    let id = ReplyId(id);
    let thread = service::threads::thread_of(&ctx.0, &actor, id).await?;
    read(&ctx, &actor, thread, id).await.map(Json)
}

/// Reply
///
/// Sent twice under one `id`, it is posted once. Where first texts wait for a host, `veil` says so.
#[utoipa::path(
    post, path = "/threads/{id}/replies", tag = "replies", operation_id = "write_reply", request_body = NewReply,
    params(("id" = Id, Path, description = "The thread.")),
    security(("token" = ["write"])),
    responses((
        status = 201, body = Reply, description = "The reply as it was posted.",
        headers(("Location" = String, description = "The reply."))
    ))
)]
pub async fn write(
    ctx: Ctx,
    _: Writer,
    OfId(id): OfId,
    Sent(new, actor): Sent<NewReply>,
) -> Result<Posted<Reply>, Refusal> {
    let thread = ThreadId(id);
    let id = new.id.map_or_else(|| ctx.0.new_id(), |id| ReplyId(id.0));
    let fields = new.into_fields(thread, id)?;
    let (there, id) = service::threads::reply(&ctx.0, &actor, &fields).await.map_err(posting)?;
    if there != thread {
        return Err(Trouble::IdTaken.into());
    }
    let reply = read(&ctx, &actor, thread, id).await.map_err(taken)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("{}/replies/{id}", super::PREFIX))], Json(reply)))
}

/// Change one's own reply
///
/// What is left out stays. Readers can open what stood before.
#[utoipa::path(
    patch, path = "/replies/{id}", tag = "replies", operation_id = "change_reply", request_body = ReplyChange,
    params(("id" = Id, Path, description = "The reply.")),
    security(("token" = ["write"])),
    responses((status = 200, body = Reply, description = "The reply as it stands now."))
)]
pub async fn change(
    ctx: Ctx,
    _: Writer,
    OfId(id): OfId,
    Sent(change, actor): Sent<ReplyChange>,
) -> Result<Json<Reply>, Refusal> {
    let id = ReplyId(id);
    let before = service::threads::edit_reply_page(&ctx.0, &actor, id).await?;
    let fields = change.into_fields(before)?;
    let thread = service::threads::edit_reply(&ctx.0, &actor, id, &fields).await?;
    read(&ctx, &actor, thread, id).await.map(Json)
}

/// Delete one's own reply
///
/// Its text is gone; a trace of it stays in the list.
#[utoipa::path(
    delete, path = "/replies/{id}", tag = "replies", operation_id = "delete_reply",
    params(("id" = Id, Path, description = "The reply.")),
    security(("token" = ["write"])),
    responses((status = 204, description = "It is deleted."))
)]
pub async fn delete(ctx: Ctx, Writer(actor): Writer, OfId(id): OfId) -> Result<StatusCode, Refusal> {
    service::threads::delete_reply(&ctx.0, &actor, ReplyId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
