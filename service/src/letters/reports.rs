//! Reported letters: what somebody received and hands to the administrators. They read that letter and no
//! other.

use super::{LETTER, REPORT};
use crate::members::administers;
use crate::members::keys::MemberKey;
use crate::{Actor, Context, Outcome, limits};
use domain::letters::{LetterReason, ReportedLetter};
use domain::{FieldError, Fields, LetterId, Problem, Refused};
use store::letters;

/// Reports listed.
const LISTED: i64 = 50;

/// Reports a letter that one received.
pub async fn report(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<domain::MemberId> {
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

/// What was reported and waits, for administrators.
pub async fn reported(ctx: &Context, actor: &Actor) -> Outcome<Vec<ReportedLetter>> {
    administers(ctx, actor)?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let mut reported = Vec::new();
    for row in letters::reports(&mut conn, LISTED).await? {
        let reporter = store::members::find(&mut conn, row.reporter).await?;
        let wrapped = reporter.and_then(|account| account.wrapped);
        let text = match &wrapped {
            Some(_) => MemberKey::unwrap(ctx, wrapped.as_deref())?.open(REPORT, &row.sealed)?,
            None => String::new(),
        };
        reported.push(ReportedLetter {
            id: row.letter,
            author: letters::byline(&mut conn, row.author).await?.and_then(store::threads::AuthorRow::byline),
            reporter: letters::byline(&mut conn, row.reporter).await?.and_then(store::threads::AuthorRow::byline),
            reason: row.reason,
            text,
            reported: actor.when(row.created),
        });
    }
    Ok(reported)
}

/// Notes that a report was looked at.
pub async fn close(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    administers(ctx, actor)?;
    let id: LetterId = fields.get("letter").parse().map_err(|_| Problem::NotFound)?;
    let mut tx = ctx.store.begin().await?;
    letters::close_report(&mut tx.conn(), id, ctx.now()).await?;
    Ok(tx.commit().await?)
}
