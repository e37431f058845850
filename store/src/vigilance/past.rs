//! What was written in a community before a company ran it, or came by an import: looked at some texts at a time. How far
//! one is, is committed with what was noticed.

use crate::{Conn, Result};
use domain::{CommunityId, ThreadId};
use uuid::Uuid;

/// Before every moment.
const BEFORE: i64 = i64::MIN;

/// How far one is in a community: the thread whose own text was looked at, and the last of its replies that was.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct Past {
    /// Where.
    #[sqlx(try_from = "Uuid")]
    pub community: CommunityId,
    thread_created: i64,
    thread: Uuid,
    reply_created: i64,
    reply: Uuid,
}

impl Past {
    /// The thread whose replies are being looked at.
    pub fn thread(&self) -> ThreadId {
        ThreadId(self.thread)
    }

    /// Goes on to a thread, and the replies it has.
    pub fn enter(&mut self, thread: &PastText) {
        (self.thread_created, self.thread) = (thread.created, thread.id);
        (self.reply_created, self.reply) = (BEFORE, Uuid::nil());
    }

    /// Goes on behind a reply.
    pub fn pass(&mut self, reply: &PastText) {
        (self.reply_created, self.reply) = (reply.created, reply.id);
    }
}

/// A text as it stands.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PastText {
    /// The thread, or the reply.
    pub id: Uuid,
    created: i64,
    /// What it says; none where it was deleted.
    pub text: Option<String>,
}

/// Has all texts of a community be looked at that no company has run until now.
pub async fn begin_past(conn: &mut Conn<'_>, community: CommunityId) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO screening_past (community, thread_created, thread, reply_created, reply) \
         SELECT id, $2, $3, $2, $3 FROM community WHERE id = $1 AND owner_type <> 'company' \
         ON CONFLICT (community) DO UPDATE SET thread_created = excluded.thread_created, thread = excluded.thread, \
         reply_created = excluded.reply_created, reply = excluded.reply",
        community.0,
        BEFORE,
        Uuid::nil()
    )
    .map(|_| ())
}

/// The same in every community that a company runs, after texts came in by an import.
pub async fn begin_past_anywhere(conn: &mut Conn<'_>) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO screening_past (community, thread_created, thread, reply_created, reply) \
         SELECT id, $1, $2, $1, $2 FROM community WHERE owner_type = 'company' \
         ON CONFLICT (community) DO UPDATE SET thread_created = excluded.thread_created, thread = excluded.thread, \
         reply_created = excluded.reply_created, reply = excluded.reply",
        BEFORE,
        Uuid::nil()
    )
    .map(|_| ())
}

/// A community whose earlier texts are still being looked at.
pub async fn past(conn: &mut Conn<'_>) -> Result<Option<CommunityId>> {
    let row = fetch_optional!(conn, (Uuid,), "SELECT community FROM screening_past ORDER BY community LIMIT 1")?;
    Ok(row.map(|(community,)| CommunityId(community)))
}

/// How far one is, held until the transaction ends: of two nodes one goes on. `None` when somebody else came to the end.
pub async fn hold_past(conn: &mut Conn<'_>, community: CommunityId) -> Result<Option<Past>> {
    fetch_optional!(
        conn,
        Past,
        "UPDATE screening_past SET thread = thread WHERE community = $1 \
         RETURNING community, thread_created, thread, reply_created, reply",
        community.0
    )
}

/// The next thread, oldest first.
pub async fn past_thread(conn: &mut Conn<'_>, past: &Past) -> Result<Option<PastText>> {
    fetch_optional!(
        conn,
        PastText,
        "SELECT id, created, CASE WHEN deleted IS NULL THEN title || '\n\n' || body END AS text FROM thread \
         WHERE community = $1 AND (created, id) > ($2, $3) ORDER BY created, id LIMIT 1",
        past.community.0,
        past.thread_created,
        past.thread
    )
}

/// The next replies of the thread one is at, oldest first.
pub async fn past_replies(conn: &mut Conn<'_>, past: &Past, limit: usize) -> Result<Vec<PastText>> {
    fetch_all!(
        conn,
        PastText,
        "SELECT id, created, CASE WHEN deleted IS NULL THEN body END AS text FROM reply \
         WHERE thread = $1 AND (created, id) > ($2, $3) ORDER BY created, id LIMIT $4",
        past.thread,
        past.reply_created,
        past.reply,
        i64::try_from(limit).unwrap_or(i64::MAX)
    )
}

/// Notes how far one is.
pub async fn note_past(conn: &mut Conn<'_>, past: &Past) -> Result<()> {
    execute!(
        conn,
        "UPDATE screening_past SET thread_created = $2, thread = $3, reply_created = $4, reply = $5 WHERE community = $1",
        past.community.0,
        past.thread_created,
        past.thread,
        past.reply_created,
        past.reply
    )
    .map(|_| ())
}

/// All of a community's texts were looked at.
pub async fn end_past(conn: &mut Conn<'_>, community: CommunityId) -> Result<()> {
    execute!(conn, "DELETE FROM screening_past WHERE community = $1", community.0).map(|_| ())
}
