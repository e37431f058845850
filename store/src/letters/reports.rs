//! Letters that somebody received and handed to the administrators.

use crate::{Conn, Result};
use domain::letters::LetterReason;
use domain::{LetterId, MemberId, Timestamp};
use uuid::Uuid;

/// Notes a report; one a letter and reporter.
pub async fn report(
    conn: &mut Conn<'_>,
    letter: LetterId,
    reporter: MemberId,
    reason: LetterReason,
    sealed: &[u8],
    at: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO letter_report (letter, reporter, reason, sealed, created) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (letter, reporter) DO NOTHING",
        letter.0,
        reporter.0,
        reason.word(),
        sealed,
        at.0
    )
    .map(|_| ())
}

/// A report that waits.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `letter_report`")]
pub struct ReportRow {
    #[sqlx(try_from = "Uuid")]
    pub letter: LetterId,
    #[sqlx(try_from = "Uuid")]
    pub reporter: MemberId,
    #[sqlx(try_from = "Uuid")]
    pub author: MemberId,
    #[sqlx(try_from = "String")]
    pub reason: LetterReason,
    pub sealed: Vec<u8>,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
}

/// Reports that wait, oldest first.
pub async fn reports(conn: &mut Conn<'_>, limit: i64) -> Result<Vec<ReportRow>> {
    fetch_all!(
        conn,
        ReportRow,
        "SELECT r.letter, r.reporter, l.author, r.reason, r.sealed, r.created FROM letter_report r \
         JOIN letter l ON l.id = r.letter WHERE r.closed IS NULL ORDER BY r.created, r.letter LIMIT $1",
        limit
    )
}

/// Notes that a report was looked at.
pub async fn close_report(conn: &mut Conn<'_>, letter: LetterId, at: Timestamp) -> Result<u64> {
    execute!(conn, "UPDATE letter_report SET closed = $2 WHERE letter = $1 AND closed IS NULL", letter.0, at.0)
}
