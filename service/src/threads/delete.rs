//! Deleting one's own: the text is gone from every table; a trace stays where replies hang on it.

use super::{own_reply, writable};
use crate::moderation::withdraw;
use crate::{Actor, Context, Outcome};
use domain::events::EventKind;
use domain::moderation::Subject;
use domain::{Problem, ReplyId, ThreadId};
use store::events::{self, Event};

/// Deletes one's own thread. Whether a trace stays, because others replied.
pub async fn delete_thread(ctx: &Context, actor: &Actor, thread: ThreadId) -> Outcome<(String, bool)> {
    let me = actor.signed_in()?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::threads::hold_thread(&mut conn, thread).await?;
    let head = writable(&mut conn, actor, thread).await?;
    if head.author.a_id != Some(me.id.0) {
        return Err(Problem::Forbidden.into());
    }
    let now = ctx.now();
    if head.deleted.is_none() {
        store::threads::erase_thread_text(&mut conn, thread, now).await?;
        let event =
            Event { actor: Some(me.id), community: Some(head.community), thread: Some(thread), ..Event::default() };
        events::append(&mut conn, EventKind::ThreadDeleted, now, event).await?;
        tx.commit().await?;
    } else if withdraw(&mut conn, (Subject::Thread, thread.0), now).await? {
        tx.commit().await?;
    }
    Ok((head.slug, head.lived + head.professional > 0))
}

/// Deletes one's own reply; returns its thread.
pub async fn delete_reply(ctx: &Context, actor: &Actor, reply: ReplyId) -> Outcome<ThreadId> {
    let me = actor.signed_in()?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::threads::hold_reply(&mut conn, reply).await?;
    let text = store::threads::reply_text(&mut conn, reply).await?.ok_or(Problem::NotFound)?;
    let head = writable(&mut conn, actor, text.thread).await?;
    own_reply(&mut conn, me.id, reply, text.author).await?;
    let now = ctx.now();
    if text.deleted.is_none() {
        store::threads::erase_reply_text(&mut conn, text.thread, reply, text.voice, now).await?;
        store::threads::settle_state(&mut conn, text.thread).await?;
        let event = Event {
            actor: Some(me.id),
            community: Some(head.community),
            thread: Some(text.thread),
            reply: Some(reply),
            ..Event::default()
        };
        events::append(&mut conn, EventKind::ReplyDeleted, now, event).await?;
        tx.commit().await?;
    } else if withdraw(&mut conn, (Subject::Reply, reply.0), now).await? {
        tx.commit().await?;
    }
    Ok(text.thread)
}
