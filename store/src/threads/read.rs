//! Reading a thread.

use super::{HeadRow, ReplyKey, ReplyRow, SourceRow, author_columns};
use crate::readable::Reading;
use crate::{Conn, Result};
use domain::{ReplyId, ThreadId, Timestamp};
use uuid::Uuid;

/// The thread, when this reader may read it; else nothing, as if it did not exist.
pub async fn head(conn: &mut Conn<'_>, reader: Reading, id: ThreadId) -> Result<Option<HeadRow>> {
    fetch_optional!(
        conn,
        HeadRow,
        concat!(
            "SELECT t.id, t.community, t.kind, t.circle, t.locale, t.title, t.html, t.state, t.lived, t.professional, ",
            "t.thanks, t.me_too, t.courage, t.useful, t.created, t.edited, t.deleted, t.veiled, t.closed, t.pictures, ",
            "EXISTS (SELECT 1 FROM pin p WHERE p.thread = t.id) AS pinned, ",
            "c.slug, c.name, c.visibility, c.owner_type, c.holds, w.place, ",
            "EXISTS (SELECT 1 FROM charter h WHERE h.community = c.id AND h.material AND h.version > w.charter) AS asked_again, ",
            author_columns!(),
            " FROM thread t JOIN community c ON c.id = t.community LEFT JOIN member a ON a.id = t.author ",
            "LEFT JOIN membership w ON w.community = t.community AND w.member = $1 WHERE t.id = $4 AND ",
            readable!("$1", "$2", "$3")
        ),
        reader.id(),
        reader.word(),
        reader.verified,
        id.0,
    )
}

/// One page of replies in the order of reading, from a key on (`inclusive`) or after it.
/// Deleted ones are left out unless something hangs on them; what moderation took out, its author still finds.
pub async fn replies(
    conn: &mut Conn<'_>,
    reader: Reading,
    thread: ThreadId,
    from: Option<(ReplyKey, bool)>,
    limit: i64,
) -> Result<Vec<ReplyRow>> {
    let (key, inclusive) = from.unwrap_or((
        ReplyKey {
            root_created: Timestamp(i64::MIN),
            root: Uuid::nil(),
            created: Timestamp(i64::MIN),
            id: Uuid::nil(),
        },
        true,
    ));
    macro_rules! page {
        ($compare:literal) => {
            fetch_all!(
                conn,
                ReplyRow,
                concat!(
                    "SELECT r.id, r.parent, r.root, r.root_created, r.voice, r.imported, r.html, r.sources, r.pictures, r.thanks, ",
                    "r.me_too, r.courage, r.useful, r.helped, r.created, r.edited, r.deleted, r.veiled, ",
                    author_columns!(),
                    " FROM reply r LEFT JOIN member a ON a.id = r.author WHERE r.thread = $1 ",
                    "AND (r.root_created, r.root, r.created, r.id) ", $compare, " ($2, $3, $4, $5) ",
                    "AND (r.deleted IS NULL OR (r.veiled IS NOT NULL AND r.author = $7) OR EXISTS (SELECT 1 FROM reply k WHERE k.parent = r.id AND k.deleted IS NULL)) ",
                    "ORDER BY r.root_created, r.root, r.created, r.id LIMIT $6"
                ),
                thread.0,
                key.root_created.0,
                key.root,
                key.created.0,
                key.id,
                limit,
                reader.id(),
            )
        };
    }
    if inclusive { page!(">=") } else { page!(">") }
}

/// Where a reply stands in the order of reading.
pub async fn reply_key(conn: &mut Conn<'_>, thread: ThreadId, reply: ReplyId) -> Result<Option<ReplyKey>> {
    let row = fetch_optional!(
        conn,
        (i64, Uuid, i64, Uuid),
        "SELECT root_created, root, created, id FROM reply WHERE id = $1 AND thread = $2",
        reply.0,
        thread.0,
    )?;
    Ok(row.map(|(root_created, root, created, id)| ReplyKey {
        root_created: Timestamp(root_created),
        root,
        created: Timestamp(created),
        id,
    }))
}

/// The sources of these replies, in their order.
pub async fn sources(conn: &mut Conn<'_>, replies: &[Uuid]) -> Result<Vec<SourceRow>> {
    fetch_in!(
        conn,
        SourceRow,
        "SELECT reply, text, url FROM reply_source WHERE reply ",
        replies,
        " ORDER BY reply, place",
    )
}

/// How many follow the thread.
pub async fn followers(conn: &mut Conn<'_>, thread: ThreadId) -> Result<i64> {
    let (count,) = fetch_one!(conn, (i64,), "SELECT COUNT(*) FROM follow WHERE thread = $1", thread.0)?;
    Ok(count)
}

/// The source text of a thread, for its author's edit form.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `thread`")]
pub struct ThreadText {
    pub author: Option<Uuid>,
    pub title: String,
    pub body: String,
    pub html: String,
    pub deleted: Option<i64>,
    pub edited: Option<i64>,
    pub created: i64,
}

/// The source text of a thread.
pub async fn thread_text(conn: &mut Conn<'_>, thread: ThreadId) -> Result<Option<ThreadText>> {
    fetch_optional!(
        conn,
        ThreadText,
        "SELECT author, title, body, html, deleted, edited, created FROM thread WHERE id = $1",
        thread.0
    )
}

/// The source texts of these replies of a thread, and which say that they have no source.
pub async fn reply_bodies(
    conn: &mut Conn<'_>,
    thread: ThreadId,
    replies: &[Uuid],
) -> Result<Vec<(Uuid, String, bool)>> {
    fetch_in!(
        conn,
        (Uuid, String, bool),
        "SELECT id, body, no_source FROM reply WHERE thread = $1 AND deleted IS NULL AND id ",
        replies,
        "",
        thread.0
    )
}

/// The source text of a reply, with its thread.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `reply`")]
pub struct ReplyText {
    #[sqlx(try_from = "Uuid")]
    pub thread: ThreadId,
    pub parent: Option<Uuid>,
    pub author: Option<Uuid>,
    #[sqlx(try_from = "String")]
    pub voice: domain::threads::Voice,
    pub body: String,
    pub html: String,
    pub no_source: bool,
    pub deleted: Option<i64>,
    pub edited: Option<i64>,
    pub created: i64,
}

/// The source text of a reply.
pub async fn reply_text(conn: &mut Conn<'_>, reply: ReplyId) -> Result<Option<ReplyText>> {
    fetch_optional!(
        conn,
        ReplyText,
        "SELECT thread, parent, author, voice, body, html, no_source, deleted, edited, created FROM reply WHERE id = $1",
        reply.0
    )
}
