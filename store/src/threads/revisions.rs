//! Earlier texts.

use crate::{Conn, Result};
use domain::{ReplyId, RevisionId, ThreadId, Timestamp};

/// An earlier text.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `revision`")]
pub struct RevisionRow {
    pub title: Option<String>,
    pub html: String,
    #[sqlx(try_from = "i64")]
    pub until: Timestamp,
}

/// Keeps a text that is about to be replaced.
pub async fn keep_revision(
    conn: &mut Conn<'_>,
    id: RevisionId,
    (thread, reply): (ThreadId, Option<ReplyId>),
    (title, body, html): (Option<&str>, &str, &str),
    until: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO revision (id, thread, reply, title, body, html, until) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        thread.0,
        reply.map(|reply| reply.0),
        title,
        body,
        html,
        until.0,
    )
    .map(|_| ())
}

/// Earlier texts of a thread, latest first.
pub async fn thread_revisions(conn: &mut Conn<'_>, thread: ThreadId) -> Result<Vec<RevisionRow>> {
    fetch_all!(
        conn,
        RevisionRow,
        "SELECT title, html, until FROM revision WHERE thread = $1 AND reply IS NULL ORDER BY until DESC, id DESC LIMIT 100",
        thread.0
    )
}

/// Earlier texts of a reply, latest first.
pub async fn reply_revisions(conn: &mut Conn<'_>, reply: ReplyId) -> Result<Vec<RevisionRow>> {
    fetch_all!(
        conn,
        RevisionRow,
        "SELECT title, html, until FROM revision WHERE reply = $1 ORDER BY until DESC, id DESC LIMIT 100",
        reply.0
    )
}
