//! The log of who is gone: a mark each, which only this instance's secret makes of an id.

use crate::{Conn, Result};
use domain::erasures::Words;
use domain::{MemberId, Timestamp};
use uuid::Uuid;

/// Somebody who was erased.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Tombstone {
    /// A keyed hash of their id.
    pub mark: Vec<u8>,
    /// What became of their words.
    #[sqlx(try_from = "String")]
    pub words: Words,
    /// When.
    #[sqlx(try_from = "i64")]
    pub erased: Timestamp,
}

/// Adds to the log; what stands there stays as it is. Whether it is new.
pub async fn bury(conn: &mut Conn<'_>, tombstone: &Tombstone) -> Result<bool> {
    execute!(
        conn,
        "INSERT INTO tombstone (mark, words, erased) VALUES ($1, $2, $3) ON CONFLICT (mark) DO NOTHING",
        tombstone.mark.as_slice(),
        tombstone.words.word(),
        tombstone.erased.0
    )
    .map(|rows| rows > 0)
}

/// The whole log.
pub async fn tombstones(conn: &mut Conn<'_>) -> Result<Vec<Tombstone>> {
    fetch_all!(conn, Tombstone, "SELECT mark, words, erased FROM tombstone ORDER BY mark")
}

/// How many there are in the log.
pub async fn tombstone_count(conn: &mut Conn<'_>) -> Result<i64> {
    let (count,) = fetch_one!(conn, (i64,), "SELECT COUNT(*) FROM tombstone")?;
    Ok(count)
}

/// Members behind one, in the order of their ids: to hold them against the log.
pub async fn members_after(conn: &mut Conn<'_>, after: MemberId, limit: i64) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(conn, (Uuid,), "SELECT id FROM member WHERE id > $1 ORDER BY id LIMIT $2", after.0, limit)?;
    Ok(rows.into_iter().map(|(id,)| MemberId(id)).collect())
}
