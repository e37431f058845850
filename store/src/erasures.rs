//! Erasures: who asked, what goes row by row, and the log of who is gone.

mod beside;
mod posts;
mod rest;
mod rows;
mod texts;
mod tombstones;
mod words;

pub use beside::*;
pub use posts::*;
pub use rest::*;
pub use rows::*;
pub use texts::*;
pub use tombstones::*;
pub use words::*;

use crate::{Conn, Result};
use domain::communities::CommunityLink;
use domain::erasures::Words;
use domain::{ErasureId, MemberId, Timestamp};
use uuid::Uuid;

/// An erasure that was asked for.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `erasure`")]
pub struct ErasureRow {
    #[sqlx(try_from = "Uuid")]
    pub id: ErasureId,
    member: Option<Uuid>,
    #[sqlx(try_from = "String")]
    pub words: Words,
    #[sqlx(try_from = "i64")]
    pub due: Timestamp,
}

impl ErasureRow {
    /// Whose; none once they are gone and only the database file is to be written anew.
    pub fn member(&self) -> Option<MemberId> {
        self.member.map(MemberId)
    }
}

/// Notes that a member wants to be erased; what they asked for before no longer counts.
pub async fn ask(
    conn: &mut Conn<'_>,
    (id, member): (ErasureId, MemberId),
    words: Words,
    asked: Timestamp,
    due: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO erasure (id, member, words, asked, due) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (member) DO UPDATE SET words = excluded.words, asked = excluded.asked, due = excluded.due",
        id.0,
        member.0,
        words.word(),
        asked.0,
        due.0
    )
    .map(|_| ())
}

/// What a member asked for.
pub async fn of_member(conn: &mut Conn<'_>, member: MemberId) -> Result<Option<ErasureRow>> {
    fetch_optional!(conn, ErasureRow, "SELECT id, member, words, due FROM erasure WHERE member = $1", member.0)
}

/// Takes back what a member asked for, unless somebody is at it; whether there was something.
pub async fn cancel(conn: &mut Conn<'_>, member: MemberId) -> Result<bool> {
    execute!(conn, "DELETE FROM erasure WHERE member = $1 AND held IS NULL", member.0).map(|rows| rows > 0)
}

/// What is due and nobody is at.
pub async fn due(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<ErasureRow>> {
    fetch_all!(
        conn,
        ErasureRow,
        "SELECT id, member, words, due FROM erasure WHERE member IS NOT NULL AND due <= $1 AND (held IS NULL OR held <= $1) \
         ORDER BY due, id LIMIT $2",
        now.0,
        limit
    )
}

/// Takes an erasure that is due for oneself until a moment; of two nodes that try, one gets it. `of` is whose it was
/// when it was read, none for one whose member is gone: what somebody else has finished since is not taken.
pub async fn hold(
    conn: &mut Conn<'_>,
    (id, of): (ErasureId, Option<MemberId>),
    now: Timestamp,
    until: Timestamp,
) -> Result<bool> {
    execute!(
        conn,
        "UPDATE erasure SET held = $3 WHERE id = $1 AND member IS NOT DISTINCT FROM $4 AND due <= $2 \
         AND (held IS NULL OR held <= $2)",
        id.0,
        now.0,
        until.0,
        of.map(|member| member.0)
    )
    .map(|rows| rows > 0)
}

/// Keeps it for longer.
pub async fn hold_on(conn: &mut Conn<'_>, id: ErasureId, until: Timestamp) -> Result<()> {
    execute!(conn, "UPDATE erasure SET held = $2 WHERE id = $1", id.0, until.0).map(|_| ())
}

/// Forgets an erasure that is done.
pub async fn done(conn: &mut Conn<'_>, id: ErasureId) -> Result<()> {
    execute!(conn, "DELETE FROM erasure WHERE id = $1 AND member IS NULL", id.0).map(|_| ())
}

/// Erasures whose member is gone and whose traces may still lie in free pages of the database file.
pub async fn swept(conn: &mut Conn<'_>, limit: i64) -> Result<Vec<ErasureId>> {
    let rows =
        fetch_all!(conn, (Uuid,), "SELECT id FROM erasure WHERE member IS NULL ORDER BY due, id LIMIT $1", limit)?;
    Ok(rows.into_iter().map(|(id,)| ErasureId(id)).collect())
}

/// Communities that others belong to and that this member alone hosts.
pub async fn alone_host_of(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<CommunityLink>> {
    let rows = fetch_all!(
        conn,
        (String, String, bool),
        "SELECT c.slug, c.name, c.owner_type = 'company' AS company FROM membership m JOIN community c ON c.id = m.community \
         WHERE m.member = $1 AND m.place = 'host' \
         AND NOT EXISTS (SELECT 1 FROM membership h WHERE h.community = c.id AND h.place = 'host' AND h.member <> $1) \
         AND EXISTS (SELECT 1 FROM membership o WHERE o.community = c.id AND o.place = 'member' AND o.member <> $1) \
         ORDER BY c.name_key, c.id",
        member.0
    )?;
    Ok(rows.into_iter().map(|(slug, name, company)| CommunityLink { slug, name, company }).collect())
}

/// Whether nobody but this member administers the instance. Whose account only reads looks after nothing.
pub async fn last_administrator(conn: &mut Conn<'_>, member: MemberId) -> Result<bool> {
    let row = fetch_optional!(
        conn,
        (i32,),
        "SELECT 1 FROM member WHERE id = $1 AND administrator \
         AND NOT EXISTS (SELECT 1 FROM member o WHERE o.administrator AND o.suspension IS NULL AND o.id <> $1)",
        member.0
    )?;
    Ok(row.is_some())
}
