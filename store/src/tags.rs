//! Tags as rows.

use crate::readable::Reading;
use crate::{Conn, Result};
use domain::tags::{COUNTED, Tag};
use domain::{MemberId, ThreadId, Timestamp};

/// Files a thread under its tags; a tag keeps the spelling it was first written with.
pub async fn set(conn: &mut Conn<'_>, thread: ThreadId, tags: &[Tag]) -> Result<()> {
    execute!(conn, "DELETE FROM thread_tag WHERE thread = $1", thread.0)?;
    for (place, tag) in tags.iter().enumerate() {
        execute!(conn, "INSERT INTO tag (key, label) VALUES ($1, $2) ON CONFLICT DO NOTHING", &tag.key, &tag.label)?;
        execute!(
            conn,
            "INSERT INTO thread_tag (tag, thread, place, created, active) \
             SELECT $1, t.id, $3, t.created, t.active FROM thread t WHERE t.id = $2 ON CONFLICT DO NOTHING",
            &tag.key,
            thread.0,
            i32::try_from(place).unwrap_or(i32::MAX),
        )?;
    }
    Ok(())
}

/// Moves a thread up the lists of its tags.
pub(crate) async fn touch(conn: &mut Conn<'_>, thread: uuid::Uuid, at: i64) -> Result<()> {
    execute!(conn, "UPDATE thread_tag SET active = $2 WHERE thread = $1 AND active < $2", thread, at).map(|_| ())
}

/// The tags that a member follows, a bounded number of them.
pub async fn followed(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<String>> {
    let rows =
        fetch_all!(conn, (String,), "SELECT tag FROM follow_tag WHERE member = $1 ORDER BY tag LIMIT 100", member.0)?;
    Ok(rows.into_iter().map(|(tag,)| tag).collect())
}

/// The tags of a thread, in its author's order.
pub async fn of_thread(conn: &mut Conn<'_>, thread: ThreadId) -> Result<Vec<Tag>> {
    let rows = fetch_all!(
        conn,
        (String, String),
        "SELECT g.key, g.label FROM thread_tag x JOIN tag g ON g.key = x.tag WHERE x.thread = $1 ORDER BY x.place",
        thread.0
    )?;
    Ok(rows.into_iter().map(|(key, label)| Tag { key, label }).collect())
}

/// A tag by its key.
pub async fn by_key(conn: &mut Conn<'_>, key: &str) -> Result<Option<Tag>> {
    let row = fetch_optional!(conn, (String, String), "SELECT key, label FROM tag WHERE key = $1", key)?;
    Ok(row.map(|(key, label)| Tag { key, label }))
}

/// Whether a member follows a tag.
pub async fn follows(conn: &mut Conn<'_>, member: MemberId, key: &str) -> Result<bool> {
    Ok(fetch_optional!(conn, (i32,), "SELECT 1 FROM follow_tag WHERE member = $1 AND tag = $2", member.0, key)?
        .is_some())
}

/// Follows a tag; following twice changes nothing.
pub async fn follow(conn: &mut Conn<'_>, member: MemberId, key: &str, at: Timestamp) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO follow_tag (member, tag, created) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        member.0,
        key,
        at.0
    )
    .map(|_| ())
}

/// Stops following a tag.
pub async fn unfollow(conn: &mut Conn<'_>, member: MemberId, key: &str) -> Result<()> {
    execute!(conn, "DELETE FROM follow_tag WHERE member = $1 AND tag = $2", member.0, key).map(|_| ())
}

/// A tag's threads that this reader reads, latest first: `$1`–`$3` the reader, `$4` the tag.
macro_rules! read_under {
    ($columns:literal) => {
        concat!(
            "(SELECT ",
            $columns,
            " FROM thread_tag x JOIN thread t ON t.id = x.thread JOIN community c ON c.id = t.community ",
            "WHERE x.tag = $4 AND t.deleted IS NULL AND ",
            readable!("$1", "$2", "$3"),
            " ORDER BY x.created DESC, x.thread DESC LIMIT $5)"
        )
    };
}

/// How many threads of a tag this reader reads, and in how many communities; counted up to [`COUNTED`].
pub async fn counted(conn: &mut Conn<'_>, reader: Reading, key: &str) -> Result<(u32, u32)> {
    let (threads, communities) = fetch_one!(
        conn,
        (i64, i64),
        concat!("SELECT COUNT(*), COUNT(DISTINCT community) FROM ", read_under!("t.community"), " AS counted"),
        reader.id(),
        reader.word(),
        reader.verified,
        key,
        i64::from(COUNTED)
    )?;
    let number = |n: i64| u32::try_from(n).unwrap_or_default();
    Ok((number(threads), number(communities)))
}

/// How many of the latest threads say what a tag stands beside.
const LOOKED_AT: i64 = 50;
/// How many related tags are shown.
const RELATED: i64 = 12;

/// The tags of the latest threads of a tag that this reader reads, the most frequent first.
pub async fn related(conn: &mut Conn<'_>, reader: Reading, key: &str) -> Result<Vec<Tag>> {
    let rows = fetch_all!(
        conn,
        (String, String),
        concat!(
            "SELECT g.key, g.label FROM ",
            read_under!("x.thread AS id"),
            " AS latest JOIN thread_tag h ON h.thread = latest.id JOIN tag g ON g.key = h.tag WHERE h.tag <> $4 ",
            "GROUP BY g.key, g.label ORDER BY COUNT(*) DESC, g.key LIMIT $6"
        ),
        reader.id(),
        reader.word(),
        reader.verified,
        key,
        LOOKED_AT,
        RELATED
    )?;
    Ok(rows.into_iter().map(|(key, label)| Tag { key, label }).collect())
}

/// Forgets tags that stand nowhere and that nobody follows.
pub(crate) async fn drop_unused(conn: &mut Conn<'_>) -> Result<()> {
    execute!(
        conn,
        "DELETE FROM tag WHERE NOT EXISTS (SELECT 1 FROM thread_tag x WHERE x.tag = tag.key) \
         AND NOT EXISTS (SELECT 1 FROM follow_tag f WHERE f.tag = tag.key)"
    )
    .map(|_| ())
}
