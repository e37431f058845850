//! Texts as they were typed, for programs that read and change them.

use super::readable;
use crate::{Actor, Context, Outcome};
use domain::{Problem, ReplyId, ThreadId};
use std::collections::HashMap;
use uuid::Uuid;

/// The source of a thread's texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// Its title, without the typography of pages.
    pub title: String,
    /// Its text; empty when it is gone.
    pub body: String,
    /// The texts of the replies asked for, and whether they say that they have no source.
    pub replies: HashMap<ReplyId, (String, bool)>,
}

/// The source of a thread that the reader may read, and of these replies in it.
pub async fn texts(ctx: &Context, actor: &Actor, thread: ThreadId, replies: &[ReplyId]) -> Outcome<Texts> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    readable(&mut conn, actor, thread).await?;
    let mut text = store::threads::thread_text(&mut conn, thread).await?.ok_or(Problem::NotFound)?;
    let me = actor.me.as_ref().map(|me| me.id.0);
    // What nobody else reads is there for its author.
    if text.deleted.is_some()
        && me.is_some()
        && text.author == me
        && let Some(kept) = crate::moderation::kept(ctx, &mut conn, thread.0).await?
    {
        (text.title, text.body) = (kept.title, kept.body);
    }
    let ids: Vec<Uuid> = replies.iter().map(|reply| reply.0).collect();
    let rows = if ids.is_empty() { vec![] } else { store::threads::reply_bodies(&mut conn, thread, &ids).await? };
    let mut replies: HashMap<_, _> = rows.into_iter().map(|(id, body, none)| (ReplyId(id), (body, none))).collect();
    for (id, body) in crate::moderation::kept_of(ctx, &mut conn, me, &ids).await? {
        replies.insert(ReplyId(id), (body, false));
    }
    Ok(Texts { title: text.title, body: text.body, replies })
}

/// The thread of a reply that the reader may read.
pub async fn thread_of(ctx: &Context, actor: &Actor, reply: ReplyId) -> Outcome<ThreadId> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let text = store::threads::reply_text(&mut conn, reply).await?.ok_or(Problem::NotFound)?;
    readable(&mut conn, actor, text.thread).await?;
    Ok(text.thread)
}
