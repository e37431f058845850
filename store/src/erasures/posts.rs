//! What a member wrote, one text after the other: gone, an empty place, or left without a name.

use crate::{Conn, Result};
use domain::threads::{Reaction, Voice};
use domain::{CommunityId, MemberId, ReplyId, ThreadId, Timestamp};
use uuid::Uuid;

/// A reply of a member, and what others made of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OwnReply {
    /// The reply.
    #[sqlx(try_from = "Uuid")]
    pub id: ReplyId,
    /// Where it stands.
    #[sqlx(try_from = "Uuid")]
    pub thread: ThreadId,
    /// In which community.
    #[sqlx(try_from = "Uuid")]
    pub community: CommunityId,
    /// Its voice.
    #[sqlx(try_from = "String")]
    pub voice: Voice,
    /// It is a trace already.
    pub deleted: bool,
    /// Others replied under it, and that stands.
    pub carries: bool,
    /// Others reacted to it, or it helped the asker.
    pub valued: bool,
}

/// Some replies of a member, those that hang on others first.
pub async fn replies(conn: &mut Conn<'_>, member: MemberId, limit: i64) -> Result<Vec<OwnReply>> {
    fetch_all!(
        conn,
        OwnReply,
        "SELECT r.id, r.thread, t.community, r.voice, r.deleted IS NOT NULL AS deleted, \
         EXISTS (SELECT 1 FROM reply k WHERE k.parent = r.id AND (k.deleted IS NULL OR k.veiled IS NOT NULL) AND (k.author IS NULL OR k.author <> $1)) AS carries, \
         (r.helped IS NOT NULL OR EXISTS (SELECT 1 FROM reaction x WHERE x.subject = r.id AND x.member <> $1)) AS valued \
         FROM reply r JOIN thread t ON t.id = r.thread WHERE r.author = $1 \
         ORDER BY CASE WHEN r.parent IS NULL THEN 1 ELSE 0 END, r.created, r.id LIMIT $2",
        member.0,
        limit
    )
}

/// A thread of a member, and what others made of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OwnThread {
    /// The thread.
    #[sqlx(try_from = "Uuid")]
    pub id: ThreadId,
    /// In which community.
    #[sqlx(try_from = "Uuid")]
    pub community: CommunityId,
    /// It is a trace already.
    pub deleted: bool,
    /// Others replied, and that stands.
    pub carries: bool,
    /// Others reacted to it.
    pub valued: bool,
}

/// Some threads of a member. Their replies are looked after before.
pub async fn threads(conn: &mut Conn<'_>, member: MemberId, limit: i64) -> Result<Vec<OwnThread>> {
    fetch_all!(
        conn,
        OwnThread,
        "SELECT t.id, t.community, t.deleted IS NOT NULL AS deleted, \
         EXISTS (SELECT 1 FROM reply r WHERE r.thread = t.id AND (r.deleted IS NULL OR r.veiled IS NOT NULL) AND (r.author IS NULL OR r.author <> $1)) AS carries, \
         EXISTS (SELECT 1 FROM reaction x WHERE x.subject = t.id AND x.member <> $1) AS valued \
         FROM thread t WHERE t.author = $1 ORDER BY t.created, t.id LIMIT $2",
        member.0,
        limit
    )
}

/// Whether a member still has a text under their name.
pub async fn writes(conn: &mut Conn<'_>, member: MemberId) -> Result<bool> {
    let (writes,): (bool,) = fetch_one!(
        conn,
        (bool,),
        "SELECT EXISTS (SELECT 1 FROM thread WHERE author = $1) OR EXISTS (SELECT 1 FROM reply WHERE author = $1)",
        member.0
    )?;
    Ok(writes)
}

/// Takes the name from a reply, its earlier texts and its pictures: what stands stays.
pub async fn unsign_reply(conn: &mut Conn<'_>, reply: ReplyId, now: Timestamp) -> Result<()> {
    execute!(conn, "UPDATE reply SET author = NULL, edited = NULL, pictures = 0 WHERE id = $1", reply.0)?;
    execute!(conn, "DELETE FROM revision WHERE reply = $1", reply.0)?;
    crate::vigilance::unsign(conn, reply.0).await?;
    crate::pictures::let_go(conn, reply.0, now).await
}

/// The same of a thread's own text.
pub async fn unsign_thread(conn: &mut Conn<'_>, thread: ThreadId, now: Timestamp) -> Result<()> {
    execute!(conn, "UPDATE thread SET author = NULL, edited = NULL, pictures = 0 WHERE id = $1", thread.0)?;
    execute!(conn, "DELETE FROM revision WHERE thread = $1 AND reply IS NULL", thread.0)?;
    crate::vigilance::unsign(conn, thread.0).await?;
    crate::pictures::let_go(conn, thread.0, now).await
}

/// Deletes a reply whose text is gone, and the traces that hang on it.
pub async fn drop_reply(conn: &mut Conn<'_>, reply: ReplyId) -> Result<()> {
    macro_rules! with_traces {
        ($table:literal, $column:literal) => {
            concat!(
                "DELETE FROM ",
                $table,
                " WHERE ",
                $column,
                " IN (SELECT id FROM reply WHERE id = $1 OR parent = $1)"
            )
        };
    }
    execute!(conn, with_traces!("notice", "reply"), reply.0)?;
    execute!(conn, with_traces!("reaction", "subject"), reply.0)?;
    execute!(conn, with_traces!("import_ref", "id"), reply.0)?;
    execute!(conn, with_traces!("revision", "reply"), reply.0)?;
    execute!(conn, with_traces!("reply_source", "reply"), reply.0)?;
    execute!(conn, with_traces!("screening", "subject_id"), reply.0)?;
    crate::moderation::forget_copies(conn, reply.0).await?;
    execute!(conn, "DELETE FROM reply WHERE parent = $1", reply.0)?;
    execute!(conn, "DELETE FROM reply WHERE id = $1", reply.0).map(|_| ())
}

/// Deletes a thread whose text is gone, with the traces in it and all that hangs on it.
pub async fn drop_thread(conn: &mut Conn<'_>, thread: ThreadId, now: Timestamp) -> Result<()> {
    macro_rules! of_thread {
        ($table:literal) => {
            concat!("DELETE FROM ", $table, " WHERE thread = $1")
        };
    }
    execute!(conn, "DELETE FROM import_ref WHERE id IN (SELECT id FROM reply WHERE thread = $1)", thread.0)?;
    execute!(conn, "DELETE FROM import_ref WHERE id = $1", thread.0)?;
    execute!(conn, "DELETE FROM reply_source WHERE reply IN (SELECT id FROM reply WHERE thread = $1)", thread.0)?;
    execute!(conn, of_thread!("notice"), thread.0)?;
    execute!(conn, of_thread!("revision"), thread.0)?;
    execute!(conn, of_thread!("reaction"), thread.0)?;
    execute!(conn, of_thread!("thread_tag"), thread.0)?;
    execute!(conn, of_thread!("follow"), thread.0)?;
    execute!(conn, of_thread!("pin"), thread.0)?;
    execute!(conn, of_thread!("telling"), thread.0)?;
    execute!(conn, of_thread!("screening"), thread.0)?;
    execute!(
        conn,
        "UPDATE picture SET thread = NULL, post = NULL, alt = '', until = $2 WHERE thread = $1",
        thread.0,
        now.0
    )?;
    crate::moderation::forget_copies(conn, thread.0).await?;
    execute!(conn, of_thread!("reply"), thread.0)?;
    execute!(conn, "DELETE FROM thread WHERE id = $1", thread.0).map(|_| ())
}

/// Reactions of a member, some of them: what was reacted to, and how.
pub async fn reactions(
    conn: &mut Conn<'_>,
    member: MemberId,
    limit: i64,
) -> Result<Vec<(crate::threads::Subject, Reaction)>> {
    let rows = fetch_all!(
        conn,
        (Uuid, Uuid, String),
        "SELECT thread, subject, kind FROM reaction WHERE member = $1 ORDER BY thread, subject, kind LIMIT $2",
        member.0,
        limit
    )?;
    Ok(rows
        .into_iter()
        .filter_map(|(thread, subject, kind)| {
            let thread = ThreadId(thread);
            let subject = if subject == thread.0 {
                crate::threads::Subject::Thread(thread)
            } else {
                crate::threads::Subject::Reply(thread, ReplyId(subject))
            };
            Some((subject, Reaction::from_word(&kind)?))
        })
        .collect())
}
