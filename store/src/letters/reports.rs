//! Letters that somebody received and handed to those who moderate: the copy. Why and what came of it stand in its case.

use crate::{Conn, Result};
use domain::moderation::Reason;
use domain::{LetterId, MemberId, Timestamp};
use uuid::Uuid;

/// Keeps the copy; one a letter and reporter, that of the latest report.
pub async fn report(
    conn: &mut Conn<'_>,
    letter: LetterId,
    reporter: MemberId,
    reason: Reason,
    sealed: &[u8],
    at: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO letter_report (letter, reporter, reason, sealed, created) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (letter, reporter) DO UPDATE SET reason = excluded.reason, sealed = excluded.sealed, \
         created = excluded.created, closed = NULL",
        letter.0,
        reporter.0,
        reason.word(),
        sealed,
        at.0
    )
    .map(|_| ())
}

/// The copy of a letter whose report waits, and whose key opens it.
pub async fn disclosed(conn: &mut Conn<'_>, letter: LetterId) -> Result<Option<(MemberId, Vec<u8>)>> {
    fetch_optional!(
        conn,
        (Uuid, Vec<u8>),
        "SELECT reporter, sealed FROM letter_report WHERE letter = $1 AND closed IS NULL ORDER BY created LIMIT 1",
        letter.0
    )
    .map(|found| found.map(|(reporter, sealed)| (MemberId(reporter), sealed)))
}

/// Stands where a copy was.
const NOTHING: &[u8] = &[];

/// Notes that it was decided. The copy goes: nobody opens it any more, and an appeal is read by what the decision quotes.
pub async fn close_report(conn: &mut Conn<'_>, letter: LetterId, at: Timestamp) -> Result<u64> {
    execute!(
        conn,
        "UPDATE letter_report SET closed = $2, sealed = $3 WHERE letter = $1 AND closed IS NULL",
        letter.0,
        at.0,
        NOTHING
    )
}

/// The same of copies that were decided about while they were still kept.
pub async fn empty_closed(conn: &mut Conn<'_>) -> Result<u64> {
    execute!(conn, "UPDATE letter_report SET sealed = $1 WHERE closed IS NOT NULL AND sealed <> $1", NOTHING)
}
