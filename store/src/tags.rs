//! Tags as rows.

use crate::{Conn, Result};
use domain::tags::Tag;
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
