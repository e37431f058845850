//! Texts that tell of an adverse effect, in communities that a company runs.

mod past;

pub use past::*;

use crate::readable::Reading;
use crate::threads::{AuthorRow, author_columns};
use crate::{Conn, Result};
use domain::vigilance::Screening;
use domain::{CommunityId, MemberId, ThreadId, Timestamp};
use uuid::Uuid;

/// Whether a company runs a community.
pub async fn of_company(conn: &mut Conn<'_>, community: CommunityId) -> Result<bool> {
    let row =
        fetch_optional!(conn, (i32,), "SELECT 1 FROM community WHERE id = $1 AND owner_type = 'company'", community.0)?;
    Ok(row.is_some())
}

/// Notes that a text is to be looked at; one that was looked at before and has changed is looked at again. Whether it did
/// not wait already.
pub async fn notice(
    conn: &mut Conn<'_>,
    subject: Uuid,
    (community, thread): (CommunityId, ThreadId),
    at: Timestamp,
) -> Result<bool> {
    execute!(
        conn,
        "INSERT INTO screening (subject_id, thread, community, noticed) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (subject_id) DO UPDATE SET noticed = excluded.noticed, state = 'waiting' \
         WHERE screening.state <> 'waiting'",
        subject,
        thread.0,
        community.0,
        at.0
    )
    .map(|rows| rows > 0)
}

/// Whether a text still waits to be looked at.
pub async fn waits(conn: &mut Conn<'_>, subject: Uuid) -> Result<bool> {
    let row =
        fetch_optional!(conn, (i32,), "SELECT 1 FROM screening WHERE subject_id = $1 AND state = 'waiting'", subject)?;
    Ok(row.is_some())
}

/// A text to be looked at, or that was.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `screening`, of its text and of who looked at it")]
pub struct ScreeningRow {
    pub subject_id: Uuid,
    #[sqlx(try_from = "Uuid")]
    pub thread: ThreadId,
    #[sqlx(try_from = "String")]
    pub state: Screening,
    #[sqlx(try_from = "i64")]
    pub noticed: Timestamp,
    pub screened: Option<i64>,
    pub note: String,
    pub screener: Option<String>,
    pub screener_company: Option<bool>,
    pub title: String,
    pub body: String,
    pub reply_body: Option<String>,
    #[sqlx(flatten)]
    pub author: AuthorRow,
}

macro_rules! listed {
    ($which:literal) => {
        concat!(
            "SELECT s.subject_id, s.thread, s.state, s.noticed, s.screened, s.note, h.pseudonym AS screener, ",
            "h.organisation = 'company' AS screener_company, t.title, t.body, r.body AS reply_body, ",
            author_columns!(),
            " FROM screening s JOIN thread t ON t.id = s.thread JOIN community c ON c.id = t.community ",
            "LEFT JOIN reply r ON r.id = s.subject_id LEFT JOIN member h ON h.id = s.member ",
            "LEFT JOIN member a ON a.id = CASE WHEN s.subject_id = s.thread THEN t.author ELSE r.author END ",
            "WHERE s.community = $4 AND ",
            readable!("$1", "$2", "$3"),
            $which
        )
    };
}

/// Texts of a community that wait, longest first, of those that this reader reads.
pub async fn waiting(
    conn: &mut Conn<'_>,
    reader: Reading,
    community: CommunityId,
    limit: i64,
) -> Result<Vec<ScreeningRow>> {
    fetch_all!(
        conn,
        ScreeningRow,
        listed!(" AND s.state = 'waiting' ORDER BY s.noticed, s.subject_id LIMIT $5"),
        reader.id(),
        reader.word(),
        reader.verified,
        community.0,
        limit
    )
}

/// Texts of a community that were looked at, latest first, of those that this reader reads.
pub async fn done(
    conn: &mut Conn<'_>,
    reader: Reading,
    community: CommunityId,
    limit: i64,
) -> Result<Vec<ScreeningRow>> {
    fetch_all!(
        conn,
        ScreeningRow,
        listed!(" AND s.state <> 'waiting' ORDER BY s.screened DESC, s.subject_id DESC LIMIT $5"),
        reader.id(),
        reader.word(),
        reader.verified,
        community.0,
        limit
    )
}

/// Where a text that is to be looked at stands.
pub async fn place_of(conn: &mut Conn<'_>, subject: Uuid) -> Result<Option<(CommunityId, ThreadId)>> {
    let row =
        fetch_optional!(conn, (Uuid, Uuid), "SELECT community, thread FROM screening WHERE subject_id = $1", subject)?;
    Ok(row.map(|(community, thread)| (CommunityId(community), ThreadId(thread))))
}

/// Says what became of a text.
pub async fn decide(
    conn: &mut Conn<'_>,
    subject: Uuid,
    state: Screening,
    by: MemberId,
    note: &str,
    at: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "UPDATE screening SET state = $2, member = $3, note = $4, screened = $5 WHERE subject_id = $1",
        subject,
        state.word(),
        by.0,
        note,
        at.0
    )
    .map(|_| ())
}

/// The texts of a thread as they stand: which, whose, what.
pub async fn texts_of(conn: &mut Conn<'_>, thread: ThreadId) -> Result<Vec<(Uuid, String)>> {
    fetch_all!(
        conn,
        (Uuid, String),
        "SELECT id, title || '\n\n' || body FROM thread WHERE id = $1 AND deleted IS NULL \
         UNION ALL SELECT id, body FROM reply WHERE thread = $1 AND deleted IS NULL",
        thread.0
    )
}

/// A text is gone, and with it that it was to be looked at.
pub async fn forget_text(conn: &mut Conn<'_>, subject: Uuid) -> Result<()> {
    execute!(conn, "DELETE FROM screening WHERE subject_id = $1", subject).map(|_| ())
}

/// The same of all texts of a thread.
pub async fn forget_thread(conn: &mut Conn<'_>, thread: ThreadId) -> Result<()> {
    execute!(conn, "DELETE FROM screening WHERE thread = $1", thread.0).map(|_| ())
}

/// Takes out what was noted about a text whose author goes: it may speak of them.
pub async fn unsign(conn: &mut Conn<'_>, subject: Uuid) -> Result<()> {
    execute!(conn, "UPDATE screening SET note = '' WHERE subject_id = $1", subject).map(|_| ())
}

/// Takes a member who looked at texts out, with what they noted.
pub async fn forget_member(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    execute!(conn, "UPDATE screening SET member = NULL, note = '' WHERE member = $1", member.0).map(|_| ())
}
