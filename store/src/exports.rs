//! Copies made for members: who asked, how far they are; and what of a member goes into one.

mod data;
mod rows;

pub use data::*;
pub use rows::*;

use crate::{Conn, Result};
use domain::exports::State;
use domain::{ExportId, MemberId, SessionId, Timestamp};
use uuid::Uuid;

/// A copy.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `export`")]
pub struct ExportRow {
    #[sqlx(try_from = "Uuid")]
    pub id: ExportId,
    #[sqlx(try_from = "Uuid")]
    pub member: MemberId,
    #[sqlx(try_from = "String")]
    pub state: State,
    #[sqlx(try_from = "i64")]
    pub asked: Timestamp,
    pub expires: Option<i64>,
    pub parts: i32,
    pub bytes: i64,
    pub opened_by: Option<Uuid>,
    pub opened_until: Option<i64>,
}

impl ExportRow {
    /// Whether this session may fetch it now.
    pub fn is_open(&self, session: SessionId, now: Timestamp) -> bool {
        self.state == State::Ready
            && self.opened_by == Some(session.0)
            && self.opened_until.is_some_and(|until| until > now.0)
            && self.expires.is_some_and(|expires| expires > now.0)
    }
}

macro_rules! export_where {
    ($rest:literal) => {
        concat!(
            "SELECT id, member, state, asked, expires, parts, bytes, opened_by, opened_until FROM export WHERE ",
            $rest
        )
    };
}

/// Notes that a member asks for a copy.
pub async fn ask(conn: &mut Conn<'_>, id: ExportId, member: MemberId, at: Timestamp) -> Result<()> {
    execute!(conn, "INSERT INTO export (id, member, state, asked) VALUES ($1, $2, 'asked', $3)", id.0, member.0, at.0)
        .map(|_| ())
}

/// The copies of a member, latest first.
pub async fn of_member(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<ExportRow>> {
    fetch_all!(conn, ExportRow, export_where!("member = $1 ORDER BY asked DESC, id DESC"), member.0)
}

/// One copy.
pub async fn find(conn: &mut Conn<'_>, id: ExportId) -> Result<Option<ExportRow>> {
    fetch_optional!(conn, ExportRow, export_where!("id = $1"), id.0)
}

/// Copies that are to be made and that nobody is at, longest waiting first.
pub async fn waiting(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<ExportRow>> {
    fetch_all!(
        conn,
        ExportRow,
        export_where!("state = 'asked' AND (held IS NULL OR held <= $1) ORDER BY asked, id LIMIT $2"),
        now.0,
        limit
    )
}

/// Takes a copy that is to be made for oneself until a moment; of two nodes that try, one gets it.
pub async fn hold(conn: &mut Conn<'_>, id: ExportId, now: Timestamp, until: Timestamp) -> Result<bool> {
    execute!(
        conn,
        "UPDATE export SET held = $3 WHERE id = $1 AND state = 'asked' AND (held IS NULL OR held <= $2)",
        id.0,
        now.0,
        until.0
    )
    .map(|rows| rows > 0)
}

/// A copy is made; false when its member is gone meanwhile.
pub async fn made(
    conn: &mut Conn<'_>,
    id: ExportId,
    (parts, bytes): (i32, i64),
    at: Timestamp,
    expires: Timestamp,
) -> Result<bool> {
    execute!(
        conn,
        "UPDATE export SET state = 'ready', made = $4, expires = $5, parts = $2, bytes = $3 WHERE id = $1 AND state = 'asked'",
        id.0,
        parts,
        bytes,
        at.0,
        expires.0
    )
    .map(|rows| rows > 0)
}

/// A session proved who asks: it may fetch a member's copies until a moment.
pub async fn open(conn: &mut Conn<'_>, member: MemberId, session: SessionId, until: Timestamp) -> Result<()> {
    execute!(
        conn,
        "UPDATE export SET opened_by = $2, opened_until = $3 WHERE member = $1 AND state = 'ready'",
        member.0,
        session.0,
        until.0
    )
    .map(|_| ())
}

/// Copies whose time is over, with how many parts each has.
pub async fn expired(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<ExportRow>> {
    fetch_all!(conn, ExportRow, export_where!("expires <= $1 ORDER BY expires, id LIMIT $2"), now.0, limit)
}

/// Members in whose copies a member may be named under another name than theirs now: they exchanged letters with them,
/// or blocked them.
pub async fn correspondents(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "SELECT one FROM correspondence WHERE other = $1 UNION SELECT other FROM correspondence WHERE one = $1 \
         UNION SELECT member FROM letter_block WHERE blocked = $1",
        member.0
    )?;
    Ok(rows.into_iter().map(|(id,)| MemberId(id)).collect())
}

/// The copies of others that are ready.
pub async fn ready_of_others(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<ExportRow>> {
    fetch_all!(conn, ExportRow, export_where!("state = 'ready' AND member <> $1 ORDER BY id"), member.0)
}

/// The copies of others that somebody is at. Until the transaction ends nobody begins or finishes one.
pub async fn being_made_of_others(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<ExportId>> {
    if conn.engine() == crate::Engine::Postgres {
        execute!(conn, "SELECT 1 FROM export WHERE state = 'asked' ORDER BY id FOR UPDATE")?;
    }
    let sql = "SELECT id FROM export WHERE state = 'asked' AND held IS NOT NULL AND member <> $1 ORDER BY id";
    let rows = fetch_all!(conn, (Uuid,), sql, member.0)?;
    Ok(rows.into_iter().map(|(id,)| ExportId(id)).collect())
}

/// Has a copy made anew, under another id: whoever is at the old one finishes nothing, and it is found by nobody.
/// False when it is not there any more.
pub async fn anew(conn: &mut Conn<'_>, id: ExportId, new: ExportId) -> Result<bool> {
    execute!(
        conn,
        "UPDATE export SET id = $2, state = 'asked', held = NULL, made = NULL, expires = NULL, parts = 0, bytes = 0, \
         opened_by = NULL, opened_until = NULL WHERE id = $1",
        id.0,
        new.0
    )
    .map(|rows| rows > 0)
}

/// Forgets a copy whose file is gone.
pub async fn drop_export(conn: &mut Conn<'_>, id: ExportId) -> Result<()> {
    execute!(conn, "DELETE FROM export WHERE id = $1", id.0).map(|_| ())
}
