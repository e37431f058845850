//! Whose token it is, and what concerns them.

use super::input::{Ctx, Known, Params, Sent, Writer};
use super::problem::Refusal;
use super::shapes::{Me, Notice, Notices, PageCursor, Seen};
use axum::Json;
use axum::http::StatusCode;
use domain::ThreadId;
use serde::Deserialize;
use utoipa::IntoParams;

/// Whose token this is
///
/// The member, where they may write, and the token.
#[utoipa::path(
    get, path = "/me", tag = "member", operation_id = "read_me", security(("token" = ["read"])),
    responses((status = 200, body = Me, description = "The member and the token."))
)]
pub async fn me(ctx: Ctx, Known(bearer): Known) -> Result<Json<Me>, Refusal> {
    let me = bearer.actor.signed_in()?;
    let places = if me.confirmed { service::threads::compose(&ctx.0, &bearer.actor).await?.places } else { vec![] };
    Ok(Json(Me::of(ctx.root(), me, &bearer.actor, &bearer, places)))
}

/// Which page of the notices.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NoticesAsked {
    /// The `next` of the page before.
    cursor: Option<PageCursor>,
}

/// Notices
///
/// What concerns the member, latest first, 30 on a page.
#[utoipa::path(
    get, path = "/notices", tag = "member", operation_id = "list_notices", params(NoticesAsked),
    security(("token" = ["read"])),
    responses((status = 200, body = Notices, description = "One page of notices."))
)]
pub async fn notices(
    ctx: Ctx,
    Known(bearer): Known,
    Params(asked): Params<NoticesAsked>,
) -> Result<Json<Notices>, Refusal> {
    let page = service::notices::list(&ctx.0, &bearer.actor, asked.cursor.map(|cursor| cursor.0)).await?;
    Ok(Json(Notices {
        items: page.notices.rows.into_iter().map(|notice| Notice::of(ctx.root(), notice)).collect(),
        next: page.notices.next,
        unseen: page.new,
    }))
}

/// Note notices as seen
///
/// Those of a thread, or all of them.
#[utoipa::path(
    post, path = "/notices/seen", tag = "member", operation_id = "see_notices", request_body = Seen,
    security(("token" = ["write"])),
    responses((status = 204, description = "They are seen."))
)]
pub async fn see(ctx: Ctx, _: Writer, Sent(seen, actor): Sent<Seen>) -> Result<StatusCode, Refusal> {
    service::notices::see(&ctx.0, &actor, seen.thread.map(|id| ThreadId(id.0))).await?;
    Ok(StatusCode::NO_CONTENT)
}
