//! What hosts do with a thread: pin it in their community, close an announcement to replies.

use super::readable;
use crate::{Actor, Context, Outcome, limits};
use domain::events::EventKind;
use domain::threads::{Kind, MAX_PINS};
use domain::{CommunityId, FieldError, Fields, Problem, Refused, ThreadId, Timestamp};
use store::Conn;
use store::events::{self, Event};
use store::threads::HeadRow;

/// What is asked for a pin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// Pinned, behind those that are.
    On,
    /// Not pinned any more.
    Off,
    /// One place further to the front.
    Up,
}

/// Pins a thread in its community, takes the pin away or moves it. Asked twice, it is done once.
pub async fn pin(ctx: &Context, actor: &Actor, thread: ThreadId, asked: Pin, fields: &Fields) -> Outcome<()> {
    actor.confirmed()?;
    limits::check_actor(ctx, "small", actor, limits::SMALL).await?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let head = there(&mut conn, actor, thread).await?;
    let standing = actor.standing(head.place());
    let may = match asked {
        Pin::On => standing.may_pin(head.visibility, head.circle),
        Pin::Off | Pin::Up => standing.may_close(head.visibility, head.circle),
    };
    if !may {
        return Err(Problem::Forbidden.into());
    }
    let mut pins = store::threads::lock_pins(&mut conn, head.community).await?;
    let place = pins.iter().position(|&one| one == thread);
    match (asked, place) {
        (Pin::On, None) if pins.len() >= MAX_PINS => {
            let max = u32::try_from(MAX_PINS).unwrap_or_default();
            return Err(Refused::one("pin", FieldError::TooMany { max }, fields).into());
        }
        (Pin::On, None) => pins.push(thread),
        (Pin::Off, Some(place)) => drop(pins.remove(place)),
        (Pin::Up, Some(place)) if place > 0 => pins.swap(place, place - 1),
        _ => return Ok(()),
    }
    let now = ctx.now();
    store::threads::set_pins(&mut conn, head.community, &pins, now).await?;
    let kind = if asked == Pin::Off { EventKind::ThreadUnpinned } else { EventKind::ThreadPinned };
    tell(&mut conn, actor, &head, kind, now).await?;
    Ok(tx.commit().await?)
}

/// Takes the pin away from a thread that fewer may read from now on.
pub(super) async fn unpin(conn: &mut Conn<'_>, community: CommunityId, thread: ThreadId, at: Timestamp) -> Outcome<()> {
    let mut pins = store::threads::lock_pins(conn, community).await?;
    pins.retain(|&one| one != thread);
    Ok(store::threads::set_pins(conn, community, &pins, at).await?)
}

/// Closes an announcement to replies, or opens it again.
pub async fn close(ctx: &Context, actor: &Actor, thread: ThreadId, closed: bool) -> Outcome<()> {
    actor.confirmed()?;
    limits::check_actor(ctx, "small", actor, limits::SMALL).await?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let head = there(&mut conn, actor, thread).await?;
    if head.kind != Kind::Announcement || !actor.standing(head.place()).may_close(head.visibility, head.circle) {
        return Err(Problem::Forbidden.into());
    }
    if head.closed.is_some() == closed {
        return Ok(());
    }
    let now = ctx.now();
    store::threads::set_closed(&mut conn, thread, closed.then_some(now)).await?;
    let kind = if closed { EventKind::ThreadClosed } else { EventKind::ThreadReopened };
    tell(&mut conn, actor, &head, kind, now).await?;
    Ok(tx.commit().await?)
}

/// The thread, if it is there to be acted on.
async fn there(conn: &mut Conn<'_>, actor: &Actor, thread: ThreadId) -> Outcome<HeadRow> {
    let head = readable(conn, actor, thread).await?;
    if head.deleted.is_some() { Err(Problem::NotFound.into()) } else { Ok(head) }
}

async fn tell(conn: &mut Conn<'_>, actor: &Actor, head: &HeadRow, kind: EventKind, at: Timestamp) -> Outcome<()> {
    let event = Event {
        actor: actor.me.as_ref().map(|me| me.id),
        community: Some(head.community),
        thread: Some(head.id),
        ..Event::default()
    };
    Ok(events::append(conn, kind, at, event).await?)
}
