//! Where others name the member by an `@`, and in what they said of them to moderation and administration: the name goes,
//! what they wrote stays.

use super::beside;
use super::carry_out::{Gone, alive};
use super::posts::set_thread;
use crate::{Context, Fault, Outcome, markdown, moderation, search};
use domain::erasures::{without_name, without_person};
use domain::events::EventKind;
use domain::{ReplyId, RevisionId, ThreadId, text};
use std::collections::BTreeSet;
use store::erasures::{self, NamingRow, Noted, Worded};
use store::events::{self, Event};
use store::{Conn, threads};
use uuid::Uuid;

/// Texts read at once.
const SOME: i64 = 500;
/// Texts opened at once.
const OPENED: i64 = 100;
/// How often words are gone through that others change meanwhile: another erasure takes its own name out of the same.
const TRIES: usize = 8;

/// Where names stand.
#[derive(Clone, Copy)]
enum Of {
    Threads,
    Replies,
    Revisions,
}

/// Takes the name out of every text of others.
pub(super) async fn take(ctx: &Context, gone: &Gone) -> Outcome<()> {
    // Before, because what stands again meanwhile must not bring it back; after, because of what is taken out meanwhile.
    hidden(ctx, gone).await?;
    in_sight(ctx, gone).await?;
    beside::take(ctx, gone).await?;
    hidden(ctx, gone).await?;
    for &of in Worded::ALL {
        let mut tries = 0;
        while !in_moderation(ctx, gone, of).await? {
            again(&mut tries)?;
        }
    }
    for &of in Noted::ALL {
        let mut tries = 0;
        while !in_clear(ctx, gone, of).await? {
            again(&mut tries)?;
        }
    }
    Ok(())
}

/// Counts how often words were gone through that changed under the hand. Where they never stand still it is all left for
/// later: nobody is gone while their name may stand there.
pub(super) fn again(tries: &mut usize) -> Outcome<()> {
    *tries += 1;
    if *tries < TRIES { Ok(()) } else { Err(Fault::internal("words that name somebody change all the time")) }
}

/// The same in what others wrote about cases, decisions and appeals, and in why administrators did something. False when
/// something changed meanwhile.
async fn in_moderation(ctx: &Context, gone: &Gone, of: Worded) -> Outcome<bool> {
    let (mut after, mut whole) = (Uuid::nil(), true);
    loop {
        let mut reader = ctx.store.read().await?;
        let mut conn = reader.conn();
        let some = erasures::worded(&mut conn, of, after, OPENED).await?;
        let Some(last) = some.last() else { return Ok(whole) };
        after = last.id;
        let mut unnamed = Vec::new();
        for row in &some {
            if let Some(sealed) = moderation::unworded(ctx, &mut conn, of, row, &gone.name).await? {
                unnamed.push((row, sealed));
            }
        }
        drop(reader);
        let mut tx = ctx.store.begin().await?;
        let mut conn = tx.conn();
        for (row, sealed) in unnamed {
            whole &= erasures::set_worded(&mut conn, of, row, &sealed).await?;
        }
        // Also where nothing was found: opening all of them takes long.
        alive(ctx, &mut conn, gone).await?;
        tx.commit().await?;
    }
}

/// The same in notes that are kept in clear.
async fn in_clear(ctx: &Context, gone: &Gone, of: Noted) -> Outcome<bool> {
    let (mut after, mut whole) = (Uuid::nil(), true);
    loop {
        let mut tx = ctx.store.begin().await?;
        let mut conn = tx.conn();
        let some = erasures::noted(&mut conn, of, after, SOME).await?;
        let Some(last) = some.last() else { return Ok(whole) };
        after = last.id;
        for row in &some {
            if let Some(note) = without_person(&row.note, &gone.name) {
                whole &= erasures::set_noted(&mut conn, of, row, &note, &text::fold(&note)).await?;
            }
        }
        alive(ctx, &mut conn, gone).await?;
        tx.commit().await?;
    }
}

/// The same in texts that no reader reads: they may stand again.
async fn hidden(ctx: &Context, gone: &Gone) -> Outcome<()> {
    let mut tries = 0;
    while !out_of_sight(ctx, gone).await? {
        again(&mut tries)?;
    }
    Ok(())
}

/// Goes through them once; false when something changed meanwhile.
async fn out_of_sight(ctx: &Context, gone: &Gone) -> Outcome<bool> {
    let (mut after, mut whole) = (Uuid::nil(), true);
    loop {
        let mut reader = ctx.store.read().await?;
        let mut conn = reader.conn();
        let some = erasures::veils(&mut conn, after, OPENED).await?;
        let Some(last) = some.last() else { return Ok(whole) };
        after = last.subject_id;
        let mut unnamed = Vec::new();
        for row in &some {
            if let Some(sealed) = moderation::unnamed(ctx, &mut conn, row.member, &row.sealed, &gone.key).await? {
                unnamed.push((row, sealed));
            }
        }
        drop(reader);
        let mut tx = ctx.store.begin().await?;
        let mut conn = tx.conn();
        for (row, sealed) in unnamed {
            whole &= erasures::set_veil(&mut conn, row, &sealed).await?;
        }
        alive(ctx, &mut conn, gone).await?;
        tx.commit().await?;
    }
}

async fn in_sight(ctx: &Context, gone: &Gone) -> Outcome<()> {
    for of in [Of::Threads, Of::Replies, Of::Revisions] {
        let mut after = Uuid::nil();
        loop {
            let mut reader = ctx.store.read().await?;
            let mut conn = reader.conn();
            let some = match of {
                Of::Threads => erasures::naming_threads(&mut conn, after, SOME).await?,
                Of::Replies => erasures::naming_replies(&mut conn, after, SOME).await?,
                Of::Revisions => erasures::naming_revisions(&mut conn, after, SOME).await?,
            };
            drop(reader);
            let Some(last) = some.last() else { break };
            after = last.id;
            for row in some.iter().filter(|row| names(row, &gone.key)) {
                one(ctx, gone, of, row).await?;
            }
        }
    }
    Ok(())
}

fn names(row: &NamingRow, key: &str) -> bool {
    let named = |text: &str| without_name(text, key, true).is_some();
    named(&row.body) || row.title.as_deref().is_some_and(named)
}

fn without(text: &str, key: &str) -> String {
    without_name(text, key, true).unwrap_or_else(|| text.to_owned())
}

/// Takes the name out of one text, as it stands now.
async fn one(ctx: &Context, gone: &Gone, of: Of, row: &NamingRow) -> Outcome<()> {
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    search::hold(&mut conn).await?;
    threads::hold_thread(&mut conn, row.thread).await?;
    let (mut of_threads, mut of_replies) = (BTreeSet::new(), BTreeSet::new());
    match of {
        Of::Threads => {
            let Some(there) = threads::thread_text(&mut conn, row.thread).await? else { return Ok(()) };
            let (title, body) = (without(&there.title, &gone.key), without(&there.body, &gone.key));
            set_thread(&mut conn, row.thread, &title, &body).await?;
            of_threads.insert(row.thread);
            edited(ctx, &mut conn, EventKind::ThreadEdited, row.thread, None).await?;
        }
        Of::Replies => {
            let id = ReplyId(row.id);
            let Some(there) = threads::reply_text(&mut conn, id).await? else { return Ok(()) };
            let body = without(&there.body, &gone.key);
            erasures::set_reply(&mut conn, id, &body, &markdown::render(&body)).await?;
            of_replies.insert((row.thread, id));
            edited(ctx, &mut conn, EventKind::ReplyEdited, row.thread, Some(id)).await?;
        }
        Of::Revisions => {
            let body = without(&row.body, &gone.key);
            let title = row.title.as_deref().map(|title| without(title, &gone.key));
            let text = (title.as_deref(), body.as_str(), &*markdown::render(&body));
            erasures::set_revision(&mut conn, RevisionId(row.id), text).await?;
        }
    }
    search::again(&mut conn, &of_threads, &of_replies).await?;
    alive(ctx, &mut conn, gone).await?;
    Ok(tx.commit().await?)
}

/// Tells that a text of others says something else now.
pub(super) async fn edited(
    ctx: &Context,
    conn: &mut Conn<'_>,
    kind: EventKind,
    thread: ThreadId,
    reply: Option<ReplyId>,
) -> Outcome<()> {
    let event = Event { thread: Some(thread), reply, ..Event::default() };
    Ok(events::append(conn, kind, ctx.now(), event).await?)
}
