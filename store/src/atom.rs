//! The latest of what everybody may read, for Atom feeds: public threads of open communities.

use crate::threads::{AuthorRow, author_columns};
use crate::{Conn, Result};
use domain::threads::{Kind, Voice};
use domain::{CommunityId, Locale, ReplyId, ThreadId, Timestamp};
use uuid::Uuid;

/// A thread with its text.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `thread`")]
pub struct ThreadEntry {
    #[sqlx(try_from = "Uuid")]
    pub id: ThreadId,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    #[sqlx(try_from = "String")]
    pub locale: Locale,
    pub title: String,
    pub html: String,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    pub edited: Option<i64>,
    #[sqlx(flatten)]
    pub author: AuthorRow,
}

/// A reply with its text.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `reply`")]
pub struct ReplyEntry {
    #[sqlx(try_from = "Uuid")]
    pub id: ReplyId,
    #[sqlx(try_from = "String")]
    pub voice: Voice,
    pub imported: bool,
    pub html: String,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    pub edited: Option<i64>,
    #[sqlx(flatten)]
    pub author: AuthorRow,
}

macro_rules! threads {
    ($conn:expr, $from:literal, $mine:literal, $order:literal, $arg:expr, $limit:expr) => {
        fetch_all!(
            $conn,
            ThreadEntry,
            concat!(
                "SELECT t.id, t.kind, t.locale, t.title, t.html, t.created, t.edited, ",
                author_columns!(),
                " FROM ",
                $from,
                " JOIN community c ON c.id = t.community LEFT JOIN member a ON a.id = t.author WHERE ",
                $mine,
                " = $1 AND t.circle = 'public' AND c.visibility = 'open' AND t.deleted IS NULL ORDER BY ",
                $order,
                " LIMIT $2"
            ),
            $arg,
            $limit
        )
    };
}

/// The latest public threads of a community.
pub async fn of_community(conn: &mut Conn<'_>, community: CommunityId, limit: i64) -> Result<Vec<ThreadEntry>> {
    threads!(conn, "thread t", "t.community", "t.created DESC, t.id DESC", community.0, limit)
}

/// The latest public threads of a tag.
pub async fn of_tag(conn: &mut Conn<'_>, tag: &str, limit: i64) -> Result<Vec<ThreadEntry>> {
    threads!(
        conn,
        "thread_tag x JOIN thread t ON t.id = x.thread",
        "x.tag",
        "x.created DESC, x.thread DESC",
        tag,
        limit
    )
}

/// The latest replies of a thread; whether everybody may read it was asked before.
pub async fn of_thread(conn: &mut Conn<'_>, thread: ThreadId, limit: i64) -> Result<Vec<ReplyEntry>> {
    fetch_all!(
        conn,
        ReplyEntry,
        concat!(
            "SELECT r.id, r.voice, r.imported, r.html, r.created, r.edited, ",
            author_columns!(),
            " FROM reply r LEFT JOIN member a ON a.id = r.author WHERE r.thread = $1 AND r.deleted IS NULL ",
            "ORDER BY r.created DESC, r.id DESC LIMIT $2"
        ),
        thread.0,
        limit
    )
}
