//! A thread: read, started, changed, deleted.

use super::input::{Ctx, OfId, Reader, Sent, Writer};
use super::problem::Refusal;
use super::shapes::{NewThread, Thread, ThreadChange};
use axum::Json;
use axum::http::{HeaderName, StatusCode, header};
use domain::tokens::Trouble;
use domain::{Problem, ThreadId};
use service::{Actor, Fault};

/// What a post answers with: where it is, and what stands there.
pub type Posted<T> = (StatusCode, [(HeaderName, String); 1], Json<T>);

/// A thread as it stands.
async fn read(ctx: &Ctx, actor: &Actor, id: ThreadId) -> Result<Thread, Refusal> {
    let page = service::threads::read(&ctx.0, actor, id, None, None).await?;
    let texts = service::threads::texts(&ctx.0, actor, id, &[]).await?;
    Ok(Thread::of(ctx.root(), page, texts))
}

/// An id that stands for something else is a conflict, not a request that cannot be read.
pub(super) fn posting(fault: Fault) -> Refusal {
    match fault {
        Fault::Problem(Problem::BadRequest) => Trouble::IdTaken.into(),
        fault => fault.into(),
    }
}

/// What was posted under this id before and is gone since keeps the id.
pub(super) fn taken(refusal: Refusal) -> Refusal {
    if refusal.trouble == Trouble::NotFound { Trouble::IdTaken.into() } else { refusal }
}

/// A thread
///
/// Its text, where it is, and what the asker may do in it. Its replies are a list of their own.
#[utoipa::path(
    get, path = "/threads/{id}", tag = "threads", operation_id = "read_thread",
    params(("id" = super::shapes::Id, Path, description = "The thread.")),
    security((), ("token" = ["read"])),
    responses((status = 200, body = Thread, description = "The thread."))
)]
pub async fn one(ctx: Ctx, Reader(actor): Reader, OfId(id): OfId) -> Result<Json<Thread>, Refusal> {
    read(&ctx, &actor, ThreadId(id)).await.map(Json)
}

/// Start a thread
///
/// In a community that the member belongs to. Sent twice under one `id`, it is posted once. Where
/// first texts wait for a host, `veil` says so.
#[utoipa::path(
    post, path = "/threads", tag = "threads", operation_id = "start_thread", request_body = NewThread,
    security(("token" = ["write"])),
    responses((
        status = 201, body = Thread, description = "The thread as it was posted.",
        headers(("Location" = String, description = "The thread."))
    ))
)]
pub async fn start(ctx: Ctx, _: Writer, Sent(new, actor): Sent<NewThread>) -> Result<Posted<Thread>, Refusal> {
    let id = new.id.map_or_else(|| ctx.0.new_id(), |id| ThreadId(id.0));
    let fields = new.into_fields(id)?;
    service::threads::ask(&ctx.0, &actor, &fields).await.map_err(posting)?;
    let thread = read(&ctx, &actor, id).await.map_err(taken)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("{}/threads/{id}", super::PREFIX))], Json(thread)))
}

/// Change one's own thread
///
/// What is left out stays. Readers can open what stood before.
#[utoipa::path(
    patch, path = "/threads/{id}", tag = "threads", operation_id = "change_thread", request_body = ThreadChange,
    params(("id" = super::shapes::Id, Path, description = "The thread.")),
    security(("token" = ["write"])),
    responses((status = 200, body = Thread, description = "The thread as it stands now."))
)]
pub async fn change(
    ctx: Ctx,
    _: Writer,
    OfId(id): OfId,
    Sent(change, actor): Sent<ThreadChange>,
) -> Result<Json<Thread>, Refusal> {
    let id = ThreadId(id);
    let before = service::threads::edit_page(&ctx.0, &actor, id).await?;
    let fields = change.into_fields(before)?;
    service::threads::edit_thread(&ctx.0, &actor, id, &fields).await?;
    read(&ctx, &actor, id).await.map(Json)
}

/// Delete one's own thread
///
/// Its text is gone; a trace stays while replies hang on it.
#[utoipa::path(
    delete, path = "/threads/{id}", tag = "threads", operation_id = "delete_thread",
    params(("id" = super::shapes::Id, Path, description = "The thread.")),
    security(("token" = ["write"])),
    responses((status = 204, description = "It is deleted."))
)]
pub async fn delete(ctx: Ctx, Writer(actor): Writer, OfId(id): OfId) -> Result<StatusCode, Refusal> {
    service::threads::delete_thread(&ctx.0, &actor, ThreadId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
