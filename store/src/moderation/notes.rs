//! What those who handle a case note for each other: sealed under the key of whom the case is about.

use crate::{Conn, Result};
use domain::{CaseId, MemberId, Timestamp};
use uuid::Uuid;

/// A note of a handler.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `case_note`")]
pub struct NoteRow {
    pub pseudonym: Option<String>,
    pub company: Option<bool>,
    /// In clear, of a note that is not sealed yet; empty otherwise.
    pub body: String,
    pub sealed: Option<Vec<u8>>,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
}

/// Notes something for those who handle a case.
pub async fn insert_note(
    conn: &mut Conn<'_>,
    id: Uuid,
    case: CaseId,
    member: MemberId,
    sealed: &[u8],
    at: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO case_note (id, moderation_case, member, body, sealed, created) VALUES ($1, $2, $3, '', $4, $5)",
        id,
        case.0,
        member.0,
        sealed,
        at.0
    )
    .map(|_| ())
}

/// The notes of a case, oldest first.
pub async fn notes(conn: &mut Conn<'_>, case: CaseId) -> Result<Vec<NoteRow>> {
    fetch_all!(
        conn,
        NoteRow,
        "SELECT m.pseudonym, m.organisation = 'company' AS company, n.body, n.sealed, n.created FROM case_note n \
         LEFT JOIN member m ON m.id = n.member WHERE n.moderation_case = $1 ORDER BY n.created, n.id",
        case.0
    )
}

/// Notes that are not sealed yet, some of them behind an id: which, whom their case is about, what stands there.
pub async fn clear_notes(conn: &mut Conn<'_>, after: Uuid, limit: i64) -> Result<Vec<(Uuid, Option<Uuid>, String)>> {
    fetch_all!(
        conn,
        (Uuid, Option<Uuid>, String),
        "SELECT n.id, k.member, n.body FROM case_note n JOIN moderation_case k ON k.id = n.moderation_case \
         WHERE n.sealed IS NULL AND n.id > $1 ORDER BY n.id LIMIT $2",
        after,
        limit
    )
}

/// Seals a note that was not, and takes away what stood there in clear.
pub async fn seal_note(conn: &mut Conn<'_>, id: Uuid, sealed: &[u8]) -> Result<()> {
    execute!(conn, "UPDATE case_note SET body = '', sealed = $2 WHERE id = $1 AND sealed IS NULL", id, sealed)
        .map(|_| ())
}
