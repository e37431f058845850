//! Narrowing a thread's circle: fewer readers, never more.

use super::{pin, writable};
use crate::{Actor, Context, Outcome};
use domain::events::EventKind;
use domain::threads::Circle;
use domain::{FieldError, Fields, Problem, Refused, ThreadId};
use store::events::{self, Event};

/// Narrows the circle of one's own thread to the one chosen in `circle`.
pub async fn narrow(ctx: &Context, actor: &Actor, thread: ThreadId, fields: &Fields) -> Outcome<()> {
    // Fewer readers of what is theirs: a suspended member may, as they may delete it.
    let me = actor.addressed()?;
    let refused = || Refused::one("circle", FieldError::NotAChoice, fields);
    let circle = Circle::from_word(fields.get("circle")).ok_or_else(refused)?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let head = writable(&mut conn, actor, thread).await?;
    // What is out of sight is narrow enough, and nothing is to be heard of it.
    if head.author.a_id != Some(me.id.0) || head.deleted.is_some() {
        return Err(Problem::Forbidden.into());
    }
    if !actor.standing(head.place()).may_narrow(head.visibility, head.circle, circle) {
        return Err(refused().into());
    }
    store::threads::set_circle(&mut conn, thread, circle).await?;
    if head.pinned && !domain::policy::pinnable(circle) {
        pin::unpin(&mut conn, head.community, thread, ctx.now()).await?;
    }
    let event = Event { actor: Some(me.id), community: Some(head.community), thread: Some(thread), ..Event::default() };
    events::append(&mut conn, EventKind::ThreadNarrowed, ctx.now(), event).await?;
    tx.commit().await?;
    Ok(())
}
