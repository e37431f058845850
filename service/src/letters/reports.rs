//! Reported letters: what somebody received and hands to the administrators. They read that letter and no
//! other; that they did is written down.

use super::{LETTER, REPORT};
use crate::members::administers;
use crate::members::keys::MemberKey;
use crate::moderation::audit::{self, Entry, Verb};
use crate::{Actor, Context, Outcome, limits};
use domain::letters::{LetterReason, ReportedLetter};
use domain::{FieldError, Fields, LetterId, MemberId, Problem, Refused};
use store::letters;

/// Reports listed.
const LISTED: i64 = 50;

/// Reports a letter that one received.
pub async fn report(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<MemberId> {
    let me = actor.signed_in()?.id;
    let id: LetterId = fields.get("letter").parse().map_err(|_| Problem::NotFound)?;
    let reason = LetterReason::from_word(fields.get("reason"))
        .ok_or_else(|| Refused::one("reason", FieldError::NotAChoice, fields))?;
    limits::check_actor(ctx, "letter reports", actor, limits::LETTER_REQUESTS).await?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let (author, of) = letters::author(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let received = letters::of(&mut conn, of).await?.and_then(|found| found.with(me)) == Some(author);
    let sealed = letters::letter(&mut conn, id).await?.and_then(|letter| letter.sealed);
    let (true, Some(sealed)) = (received, sealed) else { return Err(Problem::NotFound.into()) };
    let theirs = store::members::find(&mut conn, author).await?.ok_or(Problem::NotFound)?;
    let text = MemberKey::unwrap(ctx, theirs.wrapped.as_deref())?.open(LETTER, &sealed)?;
    let mine = store::members::find(&mut conn, me).await?.ok_or(Problem::SignInNeeded)?;
    let copy = MemberKey::unwrap(ctx, mine.wrapped.as_deref())?.seal(ctx, REPORT, &text);
    letters::report(&mut conn, id, me, reason, &copy, ctx.now()).await?;
    tx.commit().await?;
    Ok(author)
}

/// What was reported and waits, for administrators. Whose letter one reads is written down.
pub async fn reported(ctx: &Context, actor: &Actor) -> Outcome<Vec<ReportedLetter>> {
    let me = administers(ctx, actor)?.id;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let (mut reported, mut read) = (Vec::new(), Vec::new());
    for row in letters::reports(&mut conn, LISTED).await? {
        let reporter = store::members::find(&mut conn, row.reporter).await?;
        let wrapped = reporter.and_then(|account| account.wrapped);
        let text = match &wrapped {
            Some(_) => MemberKey::unwrap(ctx, wrapped.as_deref())?.open(REPORT, &row.sealed)?,
            None => String::new(),
        };
        read.push((row.letter, row.author));
        reported.push(ReportedLetter {
            id: row.letter,
            author: letters::byline(&mut conn, row.author).await?.and_then(store::threads::AuthorRow::byline),
            reporter: letters::byline(&mut conn, row.reporter).await?.and_then(store::threads::AuthorRow::byline),
            reason: row.reason,
            text,
            reported: actor.when(row.created),
        });
    }
    drop(reader);
    if !read.is_empty() {
        let mut tx = ctx.store.begin().await?;
        for (letter, author) in read {
            audit::note_once(ctx, &mut tx.conn(), entry(me, letter, author, Verb::LetterRead)).await?;
        }
        tx.commit().await?;
    }
    Ok(reported)
}

fn entry(me: MemberId, letter: LetterId, author: MemberId, verb: Verb) -> Entry<'static> {
    Entry { actor: Some(me), about: Some(author), verb, community: None, subject: Some(letter.0), detail: "" }
}

/// Notes that a report was looked at.
pub async fn close(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = administers(ctx, actor)?.id;
    let id: LetterId = fields.get("letter").parse().map_err(|_| Problem::NotFound)?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let closed = letters::close_report(&mut conn, id, ctx.now()).await? > 0;
    if let Some((author, _)) = letters::author(&mut conn, id).await?.filter(|_| closed) {
        audit::note(ctx, &mut conn, entry(me, id, author, Verb::LetterClosed)).await?;
    }
    Ok(tx.commit().await?)
}
