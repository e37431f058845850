//! Notices as rows: made from events, read by their member, sent by mail.

mod mail;
mod push;
mod recipients;
mod tellings;

pub use mail::*;
pub use push::*;
pub use recipients::*;
pub use tellings::*;

use crate::{Conn, Result};
use domain::events::Position;
use domain::feed::Cursor;
use domain::notices::{MailPace, NoticeKind};
use domain::{CommunityId, MemberId, NoticeId, ReplyId, ThreadId, Timestamp};
use uuid::Uuid;

/// A notice to be inserted.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns of `notice`, documented in the migration")]
pub struct NewNotice {
    pub id: NoticeId,
    pub member: MemberId,
    pub kind: NoticeKind,
    pub event: Position,
    pub actor: Option<MemberId>,
    pub community: Option<CommunityId>,
    pub thread: Option<ThreadId>,
    pub reply: Option<ReplyId>,
    pub given: bool,
    pub created: Timestamp,
    pub mail_due: Option<Timestamp>,
    pub push_due: Option<Timestamp>,
}

/// Inserts a notice; whether it was not there yet.
pub async fn insert(conn: &mut Conn<'_>, new: &NewNotice) -> Result<bool> {
    execute!(
        conn,
        "INSERT INTO notice (id, member, kind, xid, event, actor, community, thread, reply, given, created, mail, mail_due, push_due) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (member, xid, event) DO NOTHING",
        new.id.0,
        new.member.0,
        new.kind.word(),
        new.event.transaction,
        new.event.id,
        new.actor.map(|id| id.0),
        new.community.map(|id| id.0),
        new.thread.map(|id| id.0),
        new.reply.map(|id| id.0),
        new.given,
        new.created.0,
        if new.mail_due.is_some() { "due" } else { "none" },
        new.mail_due.map(|at| at.0),
        new.push_due.map(|at| at.0),
    )
    .map(|rows| rows > 0)
}

/// Has the notice of this kind that a member has not read yet tell of one text more; whether there is one.
pub async fn gather_more(
    conn: &mut Conn<'_>,
    member: MemberId,
    kind: NoticeKind,
    community: Option<CommunityId>,
) -> Result<bool> {
    execute!(
        conn,
        "UPDATE notice SET texts = texts + 1 WHERE member = $1 AND kind = $2 AND community = $3 AND seen IS NULL",
        member.0,
        kind.word(),
        community.map(|id| id.0)
    )
    .map(|rows| rows > 0)
}

/// Notes that a member has seen their notices of a kind from a community.
pub async fn see_kind(
    conn: &mut Conn<'_>,
    member: MemberId,
    kind: NoticeKind,
    community: CommunityId,
    at: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "UPDATE notice SET seen = $4 WHERE member = $1 AND kind = $2 AND community = $3 AND seen IS NULL",
        member.0,
        kind.word(),
        community.0,
        at.0
    )
    .map(|_| ())
}

/// The columns of a notice in its member's list.
macro_rules! list_columns {
    () => {
        concat!(
            "SELECT n.id, n.kind, n.thread, n.reply, n.given, n.texts, n.created, n.seen, c.slug, c.name, c.owner_type = 'company' AS company, ",
            "CASE WHEN t.deleted IS NULL THEN t.title END AS title, t.circle, c.visibility, mb.place, ",
            crate::threads::author_columns!(),
            " FROM notice n LEFT JOIN community c ON c.id = n.community LEFT JOIN thread t ON t.id = n.thread ",
            "LEFT JOIN member a ON a.id = n.actor ",
            "LEFT JOIN membership mb ON mb.community = n.community AND mb.member = n.member "
        )
    };
}
use list_columns;

/// A notice in its member's list.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `notice` and of what it is about")]
pub struct NoticeRow {
    #[sqlx(try_from = "Uuid")]
    pub id: NoticeId,
    #[sqlx(try_from = "String")]
    pub kind: NoticeKind,
    pub thread: Option<Uuid>,
    pub reply: Option<Uuid>,
    pub given: bool,
    pub texts: i32,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    pub seen: Option<i64>,
    pub slug: Option<String>,
    pub name: Option<String>,
    pub company: Option<bool>,
    pub title: Option<String>,
    pub circle: Option<String>,
    pub visibility: Option<String>,
    pub place: Option<String>,
    #[sqlx(flatten)]
    pub actor: crate::threads::AuthorRow,
}

/// A member's notices, latest first.
pub async fn of_member(
    conn: &mut Conn<'_>,
    member: MemberId,
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<Vec<NoticeRow>> {
    let (at, id) = cursor.map_or((i64::MAX, Uuid::max()), |cursor| (cursor.at.0, cursor.id));
    fetch_all!(
        conn,
        NoticeRow,
        concat!(
            list_columns!(),
            "WHERE n.member = $1 AND (n.created, n.id) < ($2, $3) ORDER BY n.created DESC, n.id DESC LIMIT $4"
        ),
        member.0,
        at,
        id,
        limit
    )
}

/// How many of a member's notices are new; counted up to 100.
pub async fn count_new(conn: &mut Conn<'_>, member: MemberId) -> Result<i64> {
    fetch_one!(
        conn,
        (i64,),
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM notice WHERE member = $1 AND seen IS NULL LIMIT 100) counted",
        member.0
    )
    .map(|(count,)| count)
}

/// Notes that a member has seen their notices: those of a thread, or all.
pub async fn see(conn: &mut Conn<'_>, member: MemberId, thread: Option<ThreadId>, at: Timestamp) -> Result<u64> {
    if let Some(thread) = thread {
        execute!(
            conn,
            "UPDATE notice SET seen = $3 WHERE member = $1 AND thread = $2 AND seen IS NULL",
            member.0,
            thread.0,
            at.0
        )
    } else {
        execute!(conn, "UPDATE notice SET seen = $2 WHERE member = $1 AND seen IS NULL", member.0, at.0)
    }
}

/// What a member chose: kind and pace.
pub async fn paces(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<(String, String)>> {
    fetch_all!(conn, (String, String), "SELECT kind, pace FROM notice_pace WHERE member = $1 ORDER BY kind", member.0)
}

/// Notes what a member chooses.
pub async fn set_pace(conn: &mut Conn<'_>, member: MemberId, kind: NoticeKind, pace: MailPace) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO notice_pace (member, kind, pace) VALUES ($1, $2, $3) \
         ON CONFLICT (member, kind) DO UPDATE SET pace = excluded.pace",
        member.0,
        kind.word(),
        pace.word()
    )
    .map(|_| ())
}

/// Forgets notices older than a moment.
pub async fn forget_before(conn: &mut Conn<'_>, moment: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM notice WHERE created < $1 AND mail <> 'sending'", moment.0)
}
