//! Reactions, and what helped the asker.

use super::writable;
use crate::{Actor, Context, Outcome, limits};
use domain::events::EventKind;
use domain::threads::{Kind, Reaction};
use domain::{Problem, ReplyId, ThreadId};
use store::events::{self, Event};
use store::threads::Subject;

/// Gives or takes back a reaction to a thread (`reply` none) or a reply. Saying it twice changes
/// nothing. One does not react to oneself.
pub async fn react(
    ctx: &Context,
    actor: &Actor,
    thread: ThreadId,
    reply: Option<ReplyId>,
    reaction: Reaction,
    given: bool,
) -> Outcome<()> {
    let me = actor.confirmed()?;
    limits::check_actor(ctx, "small", actor, limits::SMALL).await?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let head = writable(&mut conn, actor, thread).await?;
    let (subject, author) = match reply {
        None if head.deleted.is_some() => return Err(Problem::NotFound.into()),
        None => (Subject::Thread(thread), head.author.a_id),
        Some(reply) => match store::threads::reply_text(&mut conn, reply).await? {
            Some(text) if text.thread == thread && text.deleted.is_none() => {
                (Subject::Reply(thread, reply), text.author)
            }
            _ => return Err(Problem::NotFound.into()),
        },
    };
    if author == Some(me.id.0) {
        return Err(Problem::Forbidden.into());
    }
    let now = ctx.now();
    if store::threads::react(&mut conn, subject, me.id, reaction, given, now).await? {
        let kind = if given { EventKind::ReactionGiven } else { EventKind::ReactionWithdrawn };
        let event = Event {
            actor: Some(me.id),
            community: Some(head.community),
            thread: Some(thread),
            reply,
            ..Event::default()
        };
        events::append(&mut conn, kind, now, event).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The asker marks, or no longer marks, a reply as having helped.
pub async fn mark_helped(ctx: &Context, actor: &Actor, thread: ThreadId, reply: ReplyId, helped: bool) -> Outcome<()> {
    let me = actor.confirmed()?;
    limits::check_actor(ctx, "small", actor, limits::SMALL).await?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let head = writable(&mut conn, actor, thread).await?;
    if head.author.a_id != Some(me.id.0) || head.kind != Kind::Question {
        return Err(Problem::Forbidden.into());
    }
    match store::threads::reply_text(&mut conn, reply).await? {
        Some(text) if text.thread == thread && text.deleted.is_none() => {}
        _ => return Err(Problem::NotFound.into()),
    }
    let now = ctx.now();
    store::threads::set_helped(&mut conn, reply, helped.then_some(now)).await?;
    store::threads::settle_state(&mut conn, thread).await?;
    let event = Event {
        actor: Some(me.id),
        community: Some(head.community),
        thread: Some(thread),
        reply: Some(reply),
        ..Event::default()
    };
    events::append(&mut conn, if helped { EventKind::ReplyHelped } else { EventKind::ReplyUnhelped }, now, event)
        .await?;
    tx.commit().await?;
    Ok(())
}
