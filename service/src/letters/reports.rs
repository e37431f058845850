//! Reported letters. Reporting goes the way of everything that is reported (`moderation::report`); what is here is the
//! one letter that somebody received and hands over, as a copy under their own key. Those who moderate read that letter
//! and no other.

use super::{LETTER, REPORT};
use crate::members::keys::MemberKey;
use crate::{Actor, Context, Outcome};
use domain::moderation::Reason;
use domain::{LetterId, MemberId, Problem, Timestamp};
use store::{Conn, letters};

/// Who wrote a letter that the reader received, and its text. Any other letter does not exist for them.
pub(crate) async fn received(
    ctx: &Context,
    conn: &mut Conn<'_>,
    actor: &Actor,
    id: LetterId,
) -> Outcome<(MemberId, String)> {
    let me = actor.signed_in()?.id;
    let (author, of) = letters::author(conn, id).await?.ok_or(Problem::NotFound)?;
    let received = letters::of(conn, of).await?.and_then(|found| found.with(me)) == Some(author);
    let sealed = letters::letter(conn, id).await?.and_then(|letter| letter.sealed);
    let (true, Some(sealed)) = (received, sealed) else { return Err(Problem::NotFound.into()) };
    let theirs = store::members::find(conn, author).await?.ok_or(Problem::NotFound)?;
    let text = MemberKey::unwrap(ctx, theirs.wrapped.as_deref())?.open(LETTER, &sealed)?;
    Ok((author, text))
}

/// Keeps the copy that whoever reports hands over.
pub(crate) async fn disclose(
    ctx: &Context,
    conn: &mut Conn<'_>,
    (letter, text): (LetterId, &str),
    reporter: MemberId,
    reason: Reason,
    now: Timestamp,
) -> Outcome<()> {
    let account = store::members::find(conn, reporter).await?.ok_or(Problem::SignInNeeded)?;
    let copy = MemberKey::unwrap(ctx, account.wrapped.as_deref())?.seal(ctx, REPORT, text);
    Ok(letters::report(conn, letter, reporter, reason, &copy, now).await?)
}

/// What was handed over of a letter, while its report waits; nothing once its reporter is gone.
pub(crate) async fn disclosed(ctx: &Context, conn: &mut Conn<'_>, letter: LetterId) -> Outcome<Option<String>> {
    let Some((reporter, sealed)) = letters::disclosed(conn, letter).await? else { return Ok(None) };
    let wrapped = store::members::find(conn, reporter).await?.and_then(|account| account.wrapped);
    match wrapped {
        Some(wrapped) => Ok(Some(MemberKey::unwrap(ctx, Some(&wrapped))?.open(REPORT, &sealed)?)),
        None => Ok(None),
    }
}
