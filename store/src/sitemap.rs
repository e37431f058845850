//! The addresses that everybody may read, in an order that stays: open communities, public threads, tags.

use crate::{Conn, Result};
use domain::Timestamp;
use uuid::Uuid;

/// Public threads that are there still, `t` with their open communities `c`.
macro_rules! public {
    () => {
        "t.circle = 'public' AND c.visibility = 'open' AND t.deleted IS NULL"
    };
}

/// From the first thread on. `CROSS JOIN`: SQLite keeps this order (see `store::feed::public`).
macro_rules! threads {
    ($columns:literal, $tail:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM thread t CROSS JOIN community c WHERE c.id = t.community AND ",
            public!(),
            " AND (t.created, t.id) > ($1, $2) ORDER BY t.created, t.id LIMIT ",
            $tail
        )
    };
}

/// Public threads after a key: id, created, latest activity.
pub async fn threads(conn: &mut Conn<'_>, after: (Timestamp, Uuid), limit: i64) -> Result<Vec<(Uuid, i64, i64)>> {
    fetch_all!(conn, (Uuid, i64, i64), threads!("t.id, t.created, t.active", "$3"), after.0.0, after.1, limit)
}

/// The key of the last thread of the page that follows a key, if that page is full.
pub async fn threads_end(conn: &mut Conn<'_>, after: (Timestamp, Uuid), size: i64) -> Result<Option<(i64, Uuid)>> {
    fetch_optional!(conn, (i64, Uuid), threads!("t.created, t.id", "1 OFFSET $3"), after.0.0, after.1, size - 1)
}

/// Open communities after an id: id, address part, created, their latest public thread.
pub async fn communities(
    conn: &mut Conn<'_>,
    after: Uuid,
    limit: i64,
) -> Result<Vec<(Uuid, String, i64, Option<i64>)>> {
    fetch_all!(
        conn,
        (Uuid, String, i64, Option<i64>),
        "SELECT c.id, c.slug, c.created, (SELECT t.created FROM thread t WHERE t.community = c.id \
         AND t.circle = 'public' AND t.deleted IS NULL ORDER BY t.created DESC, t.id DESC LIMIT 1) AS latest \
         FROM community c WHERE c.id > $1 AND c.visibility = 'open' ORDER BY c.id LIMIT $2",
        after,
        limit
    )
}

/// The id of the last community of the page that follows an id, if that page is full.
pub async fn communities_end(conn: &mut Conn<'_>, after: Uuid, size: i64) -> Result<Option<Uuid>> {
    let row = fetch_optional!(
        conn,
        (Uuid,),
        "SELECT c.id FROM community c WHERE c.id > $1 AND c.visibility = 'open' ORDER BY c.id LIMIT 1 OFFSET $2",
        after,
        size - 1
    )?;
    Ok(row.map(|(id,)| id))
}

/// Tags that stand on a public thread.
macro_rules! tags {
    ($columns:literal, $tail:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM (SELECT g.key, (SELECT x.active FROM thread_tag x JOIN thread t ON t.id = x.thread ",
            "JOIN community c ON c.id = t.community WHERE x.tag = g.key AND ",
            public!(),
            " ORDER BY x.active DESC, x.thread DESC LIMIT 1) AS latest FROM tag g WHERE g.key > $1) AS tags ",
            "WHERE latest IS NOT NULL ORDER BY key LIMIT ",
            $tail
        )
    };
}

/// Tags after a key that everybody finds something under: key, latest activity.
pub async fn tags(conn: &mut Conn<'_>, after: &str, limit: i64) -> Result<Vec<(String, i64)>> {
    fetch_all!(conn, (String, i64), tags!("key, latest", "$2"), after, limit)
}

/// The last tag of the page that follows a key, if that page is full.
pub async fn tags_end(conn: &mut Conn<'_>, after: &str, size: i64) -> Result<Option<String>> {
    let row = fetch_optional!(conn, (String,), tags!("key", "1 OFFSET $2"), after, size - 1)?;
    Ok(row.map(|(key,)| key))
}
