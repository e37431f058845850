//! Texts in which a member may be named.

use crate::{Conn, Result};
use domain::{ReplyId, RevisionId, ThreadId};
use uuid::Uuid;

/// A text in which somebody is named by an `@`.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `thread`, `reply` and `revision`")]
pub struct NamingRow {
    pub id: Uuid,
    #[sqlx(try_from = "Uuid")]
    pub thread: ThreadId,
    pub title: Option<String>,
    pub body: String,
}

macro_rules! naming {
    ($name:ident, $doc:literal, $columns:literal, $from:literal, $title:literal) => {
        #[doc = $doc]
        pub async fn $name(conn: &mut Conn<'_>, after: Uuid, limit: i64) -> Result<Vec<NamingRow>> {
            fetch_all!(
                conn,
                NamingRow,
                concat!(
                    "SELECT ",
                    $columns,
                    " AS title, body FROM ",
                    $from,
                    " WHERE id > $1 AND (body LIKE '%@%'",
                    $title,
                    ") ORDER BY id LIMIT $2"
                ),
                after,
                limit
            )
        }
    };
}

naming!(
    naming_threads,
    "Threads behind an id that name somebody.",
    "id, id AS thread, title",
    "thread",
    " OR title LIKE '%@%'"
);
naming!(naming_replies, "Replies behind an id that name somebody.", "id, thread, NULL", "reply", "");
naming!(
    naming_revisions,
    "Earlier texts behind an id that name somebody.",
    "id, thread, title",
    "revision",
    " OR title LIKE '%@%'"
);

/// A text that no reader reads, as it is kept.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `veil`")]
pub struct VeiledRow {
    pub subject_id: Uuid,
    pub member: Option<Uuid>,
    pub sealed: Vec<u8>,
}

/// Texts behind an id that no reader reads: who is named in them is known once they are open.
pub async fn veils(conn: &mut Conn<'_>, after: Uuid, limit: i64) -> Result<Vec<VeiledRow>> {
    fetch_all!(
        conn,
        VeiledRow,
        "SELECT subject_id, member, sealed FROM veil WHERE subject_id > $1 ORDER BY subject_id LIMIT $2",
        after,
        limit
    )
}

/// Sets a text that no reader reads as it is without a name, unless it changed since it was read; whether it did not.
pub async fn set_veil(conn: &mut Conn<'_>, was: &VeiledRow, sealed: &[u8]) -> Result<bool> {
    execute!(
        conn,
        "UPDATE veil SET sealed = $3 WHERE subject_id = $1 AND sealed = $2",
        was.subject_id,
        was.sealed.as_slice(),
        sealed
    )
    .map(|rows| rows > 0)
}

/// Sets a thread's text as it is without a name; nothing else of it changes.
pub async fn set_thread(
    conn: &mut Conn<'_>,
    thread: ThreadId,
    (title, body, html, excerpt): (&str, &str, &str, &str),
) -> Result<()> {
    execute!(
        conn,
        "UPDATE thread SET title = $2, body = $3, html = $4, excerpt = $5 WHERE id = $1",
        thread.0,
        title,
        body,
        html,
        excerpt
    )
    .map(|_| ())
}

/// The same of a reply.
pub async fn set_reply(conn: &mut Conn<'_>, reply: ReplyId, body: &str, html: &str) -> Result<()> {
    execute!(conn, "UPDATE reply SET body = $2, html = $3 WHERE id = $1", reply.0, body, html).map(|_| ())
}

/// The same of an earlier text.
pub async fn set_revision(
    conn: &mut Conn<'_>,
    revision: RevisionId,
    (title, body, html): (Option<&str>, &str, &str),
) -> Result<()> {
    execute!(conn, "UPDATE revision SET title = $2, body = $3, html = $4 WHERE id = $1", revision.0, title, body, html)
        .map(|_| ())
}

/// The sources of a reply: place, text, link.
pub async fn sources(conn: &mut Conn<'_>, reply: ReplyId) -> Result<Vec<(i32, String, Option<String>)>> {
    fetch_all!(
        conn,
        (i32, String, Option<String>),
        "SELECT place, text, url FROM reply_source WHERE reply = $1 ORDER BY place",
        reply.0
    )
}

/// Sets a source.
pub async fn set_source(conn: &mut Conn<'_>, reply: ReplyId, place: i32, text: &str, url: Option<&str>) -> Result<()> {
    execute!(
        conn,
        "UPDATE reply_source SET text = $3, url = $4 WHERE reply = $1 AND place = $2",
        reply.0,
        place,
        text,
        url
    )
    .map(|_| ())
}
