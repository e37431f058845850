//! What else an author wrote where a case is, as one reader reads it.

use crate::readable::Reading;
use crate::{Conn, Result};
use domain::{CommunityId, MemberId, ReplyId, ThreadId, Timestamp};
use uuid::Uuid;

/// A thread of the author's.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `thread`")]
pub struct OwnThreadRow {
    #[sqlx(try_from = "Uuid")]
    pub thread: ThreadId,
    pub title: String,
    pub excerpt: String,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
}

/// A reply of theirs.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `reply` and its `thread`")]
pub struct OwnReplyRow {
    #[sqlx(try_from = "Uuid")]
    pub thread: ThreadId,
    #[sqlx(try_from = "Uuid")]
    pub reply: ReplyId,
    pub title: String,
    pub body: String,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
}

/// Threads of a member's in one community that this reader reads, latest first, but for one text.
pub async fn threads_of_author(
    conn: &mut Conn<'_>,
    reader: Reading,
    (author, community): (MemberId, CommunityId),
    but: Uuid,
    limit: i64,
) -> Result<Vec<OwnThreadRow>> {
    fetch_all!(
        conn,
        OwnThreadRow,
        concat!(
            "SELECT t.id AS thread, t.title, t.excerpt, t.created FROM thread t JOIN community c ON c.id = t.community \
             WHERE t.author = $4 AND t.community = $5 AND t.id <> $6 AND t.deleted IS NULL AND ",
            readable!("$1", "$2", "$3"),
            " ORDER BY t.created DESC, t.id DESC LIMIT $7"
        ),
        reader.id(),
        reader.word(),
        reader.verified,
        author.0,
        community.0,
        but,
        limit
    )
}

/// The same of replies. A thread that was deleted has a title no more.
pub async fn replies_of_author(
    conn: &mut Conn<'_>,
    reader: Reading,
    (author, community): (MemberId, CommunityId),
    but: Uuid,
    limit: i64,
) -> Result<Vec<OwnReplyRow>> {
    fetch_all!(
        conn,
        OwnReplyRow,
        concat!(
            "SELECT r.thread, r.id AS reply, t.title, r.body, r.created FROM reply r JOIN thread t ON t.id = r.thread \
             JOIN community c ON c.id = t.community \
             WHERE r.author = $4 AND t.community = $5 AND r.id <> $6 AND r.deleted IS NULL AND ",
            readable!("$1", "$2", "$3"),
            " ORDER BY r.created DESC, r.id DESC LIMIT $7"
        ),
        reader.id(),
        reader.word(),
        reader.verified,
        author.0,
        community.0,
        but,
        limit
    )
}
