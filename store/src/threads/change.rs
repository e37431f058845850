//! Editing, narrowing, deleting, marking what helped.

use crate::{Conn, Result};
use domain::threads::{Circle, Source, Voice};
use domain::{ReplyId, ThreadId, Timestamp};

/// Nobody else changes a thread until the transaction ends: what is read of it afterwards holds. SQLite has one
/// writer at a time anyway.
pub async fn hold_thread(conn: &mut Conn<'_>, thread: ThreadId) -> Result<()> {
    if conn.engine() == crate::Engine::Postgres {
        execute!(conn, "SELECT 1 FROM thread WHERE id = $1 FOR UPDATE", thread.0)?;
    }
    Ok(())
}

/// The same of a reply.
pub async fn hold_reply(conn: &mut Conn<'_>, reply: ReplyId) -> Result<()> {
    if conn.engine() == crate::Engine::Postgres {
        execute!(conn, "SELECT 1 FROM reply WHERE id = $1 FOR UPDATE", reply.0)?;
    }
    Ok(())
}

/// Replaces a thread's text.
pub async fn set_thread_text(
    conn: &mut Conn<'_>,
    thread: ThreadId,
    (title, body, html, excerpt): (&str, &str, &str, &str),
    at: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "UPDATE thread SET title = $2, body = $3, html = $4, excerpt = $5, edited = $6 WHERE id = $1",
        thread.0,
        title,
        body,
        html,
        excerpt,
        at.0,
    )
    .map(|_| ())
}

/// Replaces a reply's text and sources.
pub async fn set_reply_text(
    conn: &mut Conn<'_>,
    reply: ReplyId,
    (body, html): (&str, &str),
    (sources, no_source): (&[Source], bool),
    at: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "UPDATE reply SET body = $2, html = $3, no_source = $4, sources = $5, edited = $6 WHERE id = $1",
        reply.0,
        body,
        html,
        no_source,
        i32::try_from(sources.len()).unwrap_or(i32::MAX),
        at.0,
    )?;
    execute!(conn, "DELETE FROM reply_source WHERE reply = $1", reply.0)?;
    super::insert_sources(conn, reply, sources).await
}

/// Narrows a thread's circle; the service asked the policy. Whoever looks at a case in it may read it no more: others
/// take the case.
pub async fn set_circle(conn: &mut Conn<'_>, thread: ThreadId, circle: Circle) -> Result<()> {
    execute!(conn, "UPDATE thread SET circle = $2 WHERE id = $1", thread.0, circle.word())?;
    crate::moderation::release_thread(conn, thread).await
}

/// Takes a thread's text out of every table; the row stays as a trace for its replies.
pub async fn erase_thread_text(conn: &mut Conn<'_>, thread: ThreadId, at: Timestamp) -> Result<()> {
    execute!(
        conn,
        "UPDATE thread SET title = '', body = '', html = '', excerpt = '', edited = NULL, deleted = $2, \
         pictures = 0, thanks = 0, me_too = 0, courage = 0, useful = 0 WHERE id = $1",
        thread.0,
        at.0
    )?;
    execute!(conn, "DELETE FROM revision WHERE thread = $1 AND reply IS NULL", thread.0)?;
    execute!(conn, "DELETE FROM thread_tag WHERE thread = $1", thread.0)?;
    execute!(conn, "DELETE FROM reaction WHERE subject = $1", thread.0)?;
    execute!(conn, "DELETE FROM pin WHERE thread = $1", thread.0)?;
    crate::vigilance::forget_text(conn, thread.0).await?;
    crate::pictures::let_go(conn, thread.0, at).await?;
    crate::tags::drop_unused(conn).await
}

/// Takes a reply's text out of every table, and out of its thread's counts.
pub async fn erase_reply_text(
    conn: &mut Conn<'_>,
    thread: ThreadId,
    reply: ReplyId,
    voice: Voice,
    at: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "UPDATE reply SET body = '', html = '', no_source = FALSE, sources = 0, helped = NULL, edited = NULL, deleted = $2, \
         pictures = 0, thanks = 0, me_too = 0, courage = 0, useful = 0 WHERE id = $1",
        reply.0,
        at.0
    )?;
    execute!(conn, "DELETE FROM reply_source WHERE reply = $1", reply.0)?;
    execute!(conn, "DELETE FROM revision WHERE reply = $1", reply.0)?;
    execute!(conn, "DELETE FROM reaction WHERE subject = $1", reply.0)?;
    crate::vigilance::forget_text(conn, reply.0).await?;
    crate::pictures::let_go(conn, reply.0, at).await?;
    let (lived, professional) = if voice == Voice::Lived { (1, 0) } else { (0, 1) };
    execute!(
        conn,
        "UPDATE thread SET lived = lived - $2, professional = professional - $3 WHERE id = $1",
        thread.0,
        lived,
        professional
    )
    .map(|_| ())
}

/// Marks or unmarks a reply as having helped the asker.
pub async fn set_helped(conn: &mut Conn<'_>, reply: ReplyId, at: Option<Timestamp>) -> Result<()> {
    execute!(conn, "UPDATE reply SET helped = $2 WHERE id = $1", reply.0, at.map(|at| at.0)).map(|_| ())
}
