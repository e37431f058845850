//! Carrying out what is due.

use super::{log, mails, names, posts};
use crate::members::keys;
use crate::{Context, Fault, Outcome, exports, limits, pictures};
use domain::erasures::Words;
use domain::events::EventKind;
use domain::time::SECOND;
use domain::{ErasureId, Locale, MemberId, text};
use std::time::Duration;
use store::erasures::{self, ErasureRow};
use store::events::{self, Event};

/// What is due falls due without anything happening.
const LOOKED_FOR: Duration = Duration::from_secs(30);
/// Who carries out an erasure and says nothing for so long has died; another goes on. In microseconds.
pub(super) const HELD: i64 = 300 * SECOND;
/// Erasures looked at together.
const SOME: i64 = 20;
/// Pictures taken away between two signs of life.
const PICTURES: i64 = 20;
/// A database file up to this size is written anew at once, in bytes: it takes seconds, in which those who write
/// wait. A larger one, at night.
const AT_ONCE: u64 = 256 << 20;
/// The hours of the instance's clock that are night.
const NIGHT: std::ops::Range<i8> = 2..5;
/// A file that could not be written anew is tried again after so long, in microseconds.
const AGAIN: i64 = 600 * SECOND;

/// Somebody who is leaving, and what their texts are searched for.
pub(super) struct Gone {
    pub erasure: ErasureId,
    pub member: MemberId,
    pub words: Words,
    /// Their pseudonym, as it is shown.
    pub name: String,
    /// The same folded.
    pub key: String,
    /// Their address; empty when there is none.
    pub email: String,
}

/// Carries out what is due until it is dropped. Several nodes may run it.
pub async fn run(ctx: Context) {
    let mut moved = ctx.live.moved();
    loop {
        if let Err(fault) = carry_out(&ctx).await {
            tracing::error!(%fault, "an erasure could not be carried out; it is tried again");
        }
        let _ = tokio::time::timeout(LOOKED_FOR, moved.changed()).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Carries out every erasure that is due and that nobody is at; how many. One that fails holds up no other.
pub async fn carry_out(ctx: &Context) -> Outcome<usize> {
    let (mut done, mut failed) = (0, None);
    loop {
        let now = ctx.now();
        let due = erasures::due(&mut ctx.store.read().await?.conn(), now, SOME).await?;
        if due.is_empty() {
            break;
        }
        for row in due {
            match one(ctx, &row).await {
                Ok(carried_out) => done += usize::from(carried_out),
                Err(fault) => failed = Some(fault),
            }
        }
        // Tried again later, not at once and again and again.
        if failed.is_some() {
            break;
        }
    }
    if let Err(fault) = compact(ctx).await {
        failed = Some(fault);
    }
    failed.map_or(Ok(done), Err)
}

async fn one(ctx: &Context, row: &ErasureRow) -> Outcome<bool> {
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mine = erasures::hold(&mut tx.conn(), (row.id, row.member()), now, now.plus(HELD)).await?;
    tx.commit().await?;
    let Some(member) = row.member().filter(|_| mine) else { return Ok(false) };
    erase(ctx, row, member).await?;
    Ok(true)
}

async fn erase(ctx: &Context, row: &ErasureRow, member: MemberId) -> Outcome<()> {
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let account = store::members::find(&mut conn, member).await?.ok_or(domain::Problem::NotFound)?;
    erasures::shut(&mut conn, member).await?;
    let event = Event { actor: Some(member), member: Some(member), ..Event::default() };
    events::append(&mut conn, EventKind::SessionEnded, ctx.now(), event).await?;
    tx.commit().await?;
    let gone = Gone {
        erasure: row.id,
        member,
        words: row.words,
        name: account.pseudonym.clone(),
        key: text::fold(&account.pseudonym),
        email: keys::email_of(ctx, &account)?.unwrap_or_default(),
    };
    posts::take_back_reactions(ctx, &gone).await?;
    loop {
        posts::take(ctx, &gone).await?;
        names::take(ctx, &gone).await?;
        take_pictures(ctx, &gone).await?;
        exports::take(ctx, member).await?;
        let others = exports::others(ctx, member, &gone.key).await?;
        if !gone.email.is_empty() {
            last_mail(ctx, &gone, account.locale, &account.pseudonym).await;
        }
        // What is kept instead of sent goes.
        ctx.mailer.forget(&gone.email, &gone.name).await;
        // Outside of the database first: a backup restored from now on knows.
        let tombstone = log::write(ctx, member, row.words).await?;
        if finish(ctx, &gone, &tombstone, &others).await? {
            break;
        }
    }
    // Nobody finds these any more; what is left of them goes with the next erasure, or when a worker starts.
    if let Err(fault) = exports::strays(ctx).await {
        tracing::error!(%fault, "copies of others in which somebody erased is named could not be taken away");
    }
    // Until then others were told of them.
    ctx.mailer.forget(&gone.email, &gone.name).await;
    limits::forget(ctx, &member.to_string()).await?;
    limits::forget(ctx, &gone.email).await
}

/// Says that somebody is at it.
pub(super) async fn alive(ctx: &Context, conn: &mut store::Conn<'_>, gone: &Gone) -> Outcome<()> {
    Ok(erasures::hold_on(conn, gone.erasure, ctx.now().plus(HELD)).await?)
}

async fn take_pictures(ctx: &Context, gone: &Gone) -> Outcome<()> {
    loop {
        let some = erasures::pictures(&mut ctx.store.read().await?.conn(), gone.member, PICTURES).await?;
        if some.is_empty() {
            return Ok(());
        }
        for &picture in &some {
            pictures::files_of(ctx, picture).await.map_err(Fault::internal)?;
        }
        let mut tx = ctx.store.begin().await?;
        for &picture in &some {
            erasures::drop_picture(&mut tx.conn(), picture).await?;
        }
        alive(ctx, &mut tx.conn(), gone).await?;
        tx.commit().await?;
    }
}

/// Tells them that it is done; a mail server that does not answer keeps nobody here.
async fn last_mail(ctx: &Context, gone: &Gone, locale: Locale, name: &str) {
    let mut mail = mails::erased(locale, &gone.email, name);
    mail.id = Some(gone.erasure.0);
    if let Err(cause) = ctx.mailer.deliver(mail).await {
        tracing::warn!(%cause, "the last mail of an erased account was not taken");
    }
}

/// The last of them, in one transaction; false when they wrote something meanwhile, or somebody got a copy.
async fn finish(
    ctx: &Context,
    gone: &Gone,
    tombstone: &erasures::Tombstone,
    others: &exports::Others,
) -> Outcome<bool> {
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    if erasures::writes(&mut conn, gone.member).await? {
        return Ok(false);
    }
    if !exports::make_anew(ctx, &mut conn, gone.member, others).await? {
        return Ok(false);
    }
    for community in erasures::empty_communities(&mut conn, gone.member).await? {
        erasures::drop_community(&mut conn, community).await?;
    }
    erasures::forget(&mut conn, gone.member).await?;
    erasures::forget_references(&mut conn, gone.member).await?;
    erasures::drop_member(&mut conn, gone.member).await?;
    erasures::bury(&mut conn, tombstone).await?;
    events::append(&mut conn, EventKind::MemberErased, ctx.now(), Event::default()).await?;
    tx.commit().await?;
    Ok(true)
}

/// Writes the database file anew once somebody was erased.
async fn compact(ctx: &Context) -> Outcome<()> {
    let swept = erasures::swept(&mut ctx.store.read().await?.conn(), SOME).await?;
    let Some(&first) = swept.first() else { return Ok(()) };
    let now = ctx.now();
    if ctx.store.file_size().await?.is_some_and(|size| size > AT_ONCE) && !is_night(ctx) {
        return Ok(());
    }
    let mut tx = ctx.store.begin().await?;
    let mine = erasures::hold(&mut tx.conn(), (first, None), now, now.plus(AGAIN)).await?;
    tx.commit().await?;
    if !mine {
        return Ok(());
    }
    if !ctx.store.compact().await? {
        return Err(Fault::internal("a reader holds an old moment of the database; it is written anew later"));
    }
    let mut tx = ctx.store.begin().await?;
    for id in swept {
        erasures::done(&mut tx.conn(), id).await?;
    }
    Ok(tx.commit().await?)
}

fn is_night(ctx: &Context) -> bool {
    let moment = jiff::Timestamp::from_microsecond(ctx.now().0).unwrap_or_default();
    NIGHT.contains(&moment.to_zoned(crate::actor::zone(&ctx.settings.zone)).hour())
}
