//! Reactions: given, taken back. Saying either twice changes nothing.

use super::input::{Ctx, Of, Writer};
use super::problem::Refusal;
use super::shapes::{Id, Reaction};
use axum::http::StatusCode;
use domain::{ReplyId, ThreadId};
use service::Actor;

async fn react(
    ctx: &Ctx,
    actor: &Actor,
    thread: ThreadId,
    reply: Option<ReplyId>,
    (kind, given): (Reaction, bool),
) -> Result<StatusCode, Refusal> {
    service::threads::react(&ctx.0, actor, thread, reply, kind.0, given).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// React to a thread
///
/// Of somebody else, in a circle that the member writes in.
#[utoipa::path(
    put, path = "/threads/{id}/reactions/{kind}", tag = "reactions", operation_id = "react_to_thread",
    params(("id" = Id, Path, description = "The thread."), ("kind" = Reaction, Path, description = "Which reaction.")),
    security(("token" = ["write"])),
    responses((status = 204, description = "It is given."))
)]
pub async fn give_to_thread(
    ctx: Ctx,
    Writer(actor): Writer,
    Of((id, kind)): Of<(Id, Reaction)>,
) -> Result<StatusCode, Refusal> {
    react(&ctx, &actor, ThreadId(id.0), None, (kind, true)).await
}

/// Take a reaction to a thread back
#[utoipa::path(
    delete, path = "/threads/{id}/reactions/{kind}", tag = "reactions", operation_id = "take_reaction_from_thread",
    params(("id" = Id, Path, description = "The thread."), ("kind" = Reaction, Path, description = "Which reaction.")),
    security(("token" = ["write"])),
    responses((status = 204, description = "It is not given any more."))
)]
pub async fn take_from_thread(
    ctx: Ctx,
    Writer(actor): Writer,
    Of((id, kind)): Of<(Id, Reaction)>,
) -> Result<StatusCode, Refusal> {
    react(&ctx, &actor, ThreadId(id.0), None, (kind, false)).await
}

/// React to a reply
///
/// Of somebody else, in a circle that the member writes in.
#[utoipa::path(
    put, path = "/replies/{id}/reactions/{kind}", tag = "reactions", operation_id = "react_to_reply",
    params(("id" = Id, Path, description = "The reply."), ("kind" = Reaction, Path, description = "Which reaction.")),
    security(("token" = ["write"])),
    responses((status = 204, description = "It is given."))
)]
pub async fn give_to_reply(
    ctx: Ctx,
    Writer(actor): Writer,
    Of((id, kind)): Of<(Id, Reaction)>,
) -> Result<StatusCode, Refusal> {
    let thread = service::threads::thread_of(&ctx.0, &actor, ReplyId(id.0)).await?;
    react(&ctx, &actor, thread, Some(ReplyId(id.0)), (kind, true)).await
}

/// Take a reaction to a reply back
#[utoipa::path(
    delete, path = "/replies/{id}/reactions/{kind}", tag = "reactions", operation_id = "take_reaction_from_reply",
    params(("id" = Id, Path, description = "The reply."), ("kind" = Reaction, Path, description = "Which reaction.")),
    security(("token" = ["write"])),
    responses((status = 204, description = "It is not given any more."))
)]
pub async fn take_from_reply(
    ctx: Ctx,
    Writer(actor): Writer,
    Of((id, kind)): Of<(Id, Reaction)>,
) -> Result<StatusCode, Refusal> {
    let thread = service::threads::thread_of(&ctx.0, &actor, ReplyId(id.0)).await?;
    react(&ctx, &actor, thread, Some(ReplyId(id.0)), (kind, false)).await
}
