//! What the member wrote: gone, an empty place where others replied, or left without a name.

use super::carry_out::{Gone, alive};
use crate::threads::EXCERPT;
use crate::{Context, Outcome, markdown, search};
use domain::erasures::{GAP, Words, without_name};
use domain::events::EventKind;
use domain::{CommunityId, ReplyId, ThreadId, Timestamp, text};
use std::collections::BTreeSet;
use store::erasures::{self, OwnReply, OwnThread};
use store::events::{self, Event};
use store::{Conn, threads};

/// Texts in one transaction.
const SOME: i64 = 20;
/// Reactions in one transaction.
const REACTIONS: i64 = 200;

/// Takes back every reaction.
pub(super) async fn take_back_reactions(ctx: &Context, gone: &Gone) -> Outcome<()> {
    loop {
        let mut tx = ctx.store.begin().await?;
        let mut conn = tx.conn();
        let some = erasures::reactions(&mut conn, gone.member, REACTIONS).await?;
        if some.is_empty() {
            return Ok(());
        }
        for (subject, reaction) in some {
            threads::react(&mut conn, subject, gone.member, reaction, false, ctx.now()).await?;
        }
        alive(ctx, &mut conn, gone).await?;
        tx.commit().await?;
    }
}

/// Takes every text, replies first: what a thread carries is known afterwards.
pub(super) async fn take(ctx: &Context, gone: &Gone) -> Outcome<()> {
    while some_replies(ctx, gone).await? {}
    while some_threads(ctx, gone).await? {}
    Ok(())
}

async fn some_replies(ctx: &Context, gone: &Gone) -> Outcome<bool> {
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    search::hold(&mut conn).await?;
    let some = erasures::replies(&mut conn, gone.member, SOME).await?;
    let again: BTreeSet<_> = some.iter().map(|reply| (reply.thread, reply.id)).collect();
    for one in &some {
        reply(&mut conn, gone, one, ctx.now()).await?;
    }
    search::again(&mut conn, &BTreeSet::new(), &again).await?;
    alive(ctx, &mut conn, gone).await?;
    tx.commit().await?;
    Ok(!some.is_empty())
}

async fn reply(conn: &mut Conn<'_>, gone: &Gone, one: &OwnReply, now: Timestamp) -> Outcome<()> {
    threads::hold_thread(conn, one.thread).await?;
    let stays = gone.words == Words::Leave && !one.deleted && (one.carries || one.valued);
    if stays {
        erasures::unsign_reply(conn, one.id, now).await?;
        clean_reply(conn, gone, one.id).await?;
    } else {
        if !one.deleted {
            threads::erase_reply_text(conn, one.thread, one.id, one.voice, now).await?;
            threads::settle_state(conn, one.thread).await?;
        }
        if one.carries {
            erasures::unsign_reply(conn, one.id, now).await?;
        } else {
            erasures::drop_reply(conn, one.id).await?;
        }
    }
    let kind = if stays { EventKind::ReplyEdited } else { EventKind::ReplyDeleted };
    happened(conn, kind, (one.community, one.thread, Some(one.id)), now).await
}

async fn some_threads(ctx: &Context, gone: &Gone) -> Outcome<bool> {
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    search::hold(&mut conn).await?;
    // One at a time: its replies may be thousands, and all of them are found by its title.
    let some = erasures::threads(&mut conn, gone.member, 1).await?;
    let again: BTreeSet<ThreadId> = some.iter().map(|thread| thread.id).collect();
    for one in &some {
        thread(&mut conn, gone, one, ctx.now()).await?;
    }
    search::again(&mut conn, &again, &BTreeSet::new()).await?;
    alive(ctx, &mut conn, gone).await?;
    tx.commit().await?;
    Ok(!some.is_empty())
}

async fn thread(conn: &mut Conn<'_>, gone: &Gone, one: &OwnThread, now: Timestamp) -> Outcome<()> {
    threads::hold_thread(conn, one.id).await?;
    let stays = gone.words == Words::Leave && !one.deleted && (one.carries || one.valued);
    if stays {
        erasures::unsign_thread(conn, one.id, now).await?;
        clean_thread(conn, gone, one.id).await?;
    } else {
        if !one.deleted {
            threads::erase_thread_text(conn, one.id, now).await?;
        }
        if one.carries {
            erasures::unsign_thread(conn, one.id, now).await?;
        } else {
            erasures::drop_thread(conn, one.id, now).await?;
        }
    }
    let kind = if stays { EventKind::ThreadEdited } else { EventKind::ThreadDeleted };
    happened(conn, kind, (one.community, one.id, None), now).await
}

async fn happened(
    conn: &mut Conn<'_>,
    kind: EventKind,
    (community, thread, reply): (CommunityId, ThreadId, Option<ReplyId>),
    now: Timestamp,
) -> Outcome<()> {
    let event = Event { community: Some(community), thread: Some(thread), reply, ..Event::default() };
    Ok(events::append(conn, kind, now, event).await?)
}

/// A text of theirs that stays, without their name and address in it.
fn clean(gone: &Gone, text: &str) -> String {
    let mut text = text.to_owned();
    // An address is ASCII: its place is the same in lower case.
    while let Some(at) = text.to_ascii_lowercase().find(&gone.email).filter(|_| !gone.email.is_empty()) {
        text.replace_range(at..at + gone.email.len(), GAP);
    }
    without_name(&text, &gone.key, false).unwrap_or(text)
}

async fn clean_reply(conn: &mut Conn<'_>, gone: &Gone, id: ReplyId) -> Outcome<()> {
    let Some(there) = threads::reply_text(conn, id).await? else { return Ok(()) };
    let body = clean(gone, &there.body);
    if body != there.body {
        erasures::set_reply(conn, id, &body, &markdown::render(&body)).await?;
    }
    for (place, text, link) in erasures::sources(conn, id).await? {
        let cleaned = clean(gone, &text);
        let link = link.filter(|link| clean(gone, link) == *link);
        erasures::set_source(conn, id, place, &cleaned, link.as_deref()).await?;
    }
    Ok(())
}

async fn clean_thread(conn: &mut Conn<'_>, gone: &Gone, id: ThreadId) -> Outcome<()> {
    let Some(there) = threads::thread_text(conn, id).await? else { return Ok(()) };
    let (title, body) = (clean(gone, &there.title), clean(gone, &there.body));
    if title != there.title || body != there.body {
        set_thread(conn, id, &title, &body).await?;
    }
    Ok(())
}

/// Sets what a thread says, as it is shown too.
pub(super) async fn set_thread(conn: &mut Conn<'_>, id: ThreadId, title: &str, body: &str) -> Outcome<()> {
    let excerpt = text::excerpt(&markdown::plain(body), EXCERPT);
    Ok(erasures::set_thread(conn, id, (title, body, &markdown::render(body), &excerpt)).await?)
}
