//! Notices as rows: made from events, read by their member, sent by mail.

use crate::{Conn, Result};
use domain::events::Position;
use domain::feed::Cursor;
use domain::members::{Profession, Role};
use domain::notices::{MailPace, NoticeKind};
use domain::policy::{Place, Standing};
use domain::{CommunityId, Locale, MemberId, NoticeId, ReplyId, ThreadId, Timestamp};
use uuid::Uuid;

/// How far a reader of events is. The row is held until the transaction ends: two nodes take turns.
pub async fn hold(conn: &mut Conn<'_>, name: &'static str) -> Result<Position> {
    let (transaction, id) =
        fetch_one!(conn, (i64, i64), "UPDATE consumer SET xid = xid WHERE name = $1 RETURNING xid, id", name)?;
    Ok(Position { transaction, id })
}

/// Notes how far a reader of events is.
pub async fn advance(conn: &mut Conn<'_>, name: &'static str, to: Position) -> Result<()> {
    execute!(conn, "UPDATE consumer SET xid = $2, id = $3 WHERE name = $1", name, to.transaction, to.id).map(|_| ())
}

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
}

/// Inserts a notice; whether it was not there yet.
pub async fn insert(conn: &mut Conn<'_>, new: &NewNotice) -> Result<bool> {
    execute!(
        conn,
        "INSERT INTO notice (id, member, kind, xid, event, actor, community, thread, reply, given, created, mail, mail_due) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (member, xid, event) DO NOTHING",
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
    )
    .map(|rows| rows > 0)
}

/// Somebody who may be told: how they read, and what they are in a community.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct RecipientRow {
    /// Who.
    #[sqlx(try_from = "Uuid")]
    pub member: MemberId,
    /// Their language.
    #[sqlx(try_from = "String")]
    pub locale: Locale,
    /// Their time zone, by its IANA name.
    pub zone: String,
    #[sqlx(try_from = "String")]
    role: Role,
    verified: bool,
    place: Option<String>,
    pace: Option<String>,
    /// Whether there is an address to write to.
    pub mailable: bool,
}

impl RecipientRow {
    /// As the policy knows them.
    pub fn standing(&self) -> Standing {
        Standing {
            role: Some(self.role),
            verified: self.verified,
            place: self.place.as_deref().and_then(Place::from_word),
        }
    }

    /// When notices of the kind asked for go out by mail, if they chose.
    pub fn pace(&self) -> Option<MailPace> {
        self.pace.as_deref().and_then(MailPace::from_word)
    }
}

/// A member as somebody to be told of a kind of notice.
pub async fn recipient(
    conn: &mut Conn<'_>,
    member: MemberId,
    community: Option<CommunityId>,
    kind: NoticeKind,
) -> Result<Option<RecipientRow>> {
    fetch_optional!(
        conn,
        RecipientRow,
        "SELECT m.id AS member, m.locale, m.zone, m.role, m.badge IS NOT NULL AS verified, mb.place, p.pace, \
         m.email_sealed IS NOT NULL AS mailable FROM member m \
         LEFT JOIN membership mb ON mb.member = m.id AND mb.community = $2 \
         LEFT JOIN notice_pace p ON p.member = m.id AND p.kind = $3 WHERE m.id = $1 AND m.confirmed IS NOT NULL",
        member.0,
        community.map(|id| id.0),
        kind.word()
    )
}

/// Verified members of a profession in a community, at most 500.
pub async fn of_profession(
    conn: &mut Conn<'_>,
    community: CommunityId,
    profession: Profession,
) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "SELECT m.id FROM membership mb JOIN member m ON m.id = mb.member \
         WHERE mb.community = $1 AND mb.place IN ('member', 'host') AND m.badge = $2 ORDER BY m.id LIMIT 500",
        community.0,
        profession.word()
    )?;
    Ok(rows.into_iter().map(|(id,)| MemberId(id)).collect())
}

/// The hosts of a community.
pub async fn hosts(conn: &mut Conn<'_>, community: CommunityId) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "SELECT member FROM membership WHERE community = $1 AND place = 'host' ORDER BY member LIMIT 100",
        community.0
    )?;
    Ok(rows.into_iter().map(|(id,)| MemberId(id)).collect())
}

/// What the notices of a reply or a thread are made from.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `thread` and `reply`")]
pub struct WrittenRow {
    pub body: String,
    pub kind: String,
    pub profession: Option<String>,
    pub asker: Option<Uuid>,
    pub parent: Option<Uuid>,
}

/// A thread's text, and whom it is put to.
pub async fn thread_written(conn: &mut Conn<'_>, thread: ThreadId) -> Result<Option<WrittenRow>> {
    fetch_optional!(
        conn,
        WrittenRow,
        "SELECT body, kind, profession, author AS asker, NULL AS parent FROM thread WHERE id = $1 AND deleted IS NULL",
        thread.0
    )
}

/// A reply's text, who asked, and whose reply it hangs on.
pub async fn reply_written(conn: &mut Conn<'_>, reply: ReplyId) -> Result<Option<WrittenRow>> {
    fetch_optional!(
        conn,
        WrittenRow,
        "SELECT r.body, t.kind, t.profession, t.author AS asker, p.author AS parent FROM reply r \
         JOIN thread t ON t.id = r.thread LEFT JOIN reply p ON p.id = r.parent WHERE r.id = $1 AND r.deleted IS NULL",
        reply.0
    )
}

/// The columns of a notice in its member's list.
macro_rules! list_columns {
    () => {
        concat!(
            "SELECT n.id, n.kind, n.thread, n.reply, n.given, n.created, n.seen, c.slug, c.name, ",
            "CASE WHEN t.deleted IS NULL THEN t.title END AS title, t.circle, c.visibility, mb.place, ",
            crate::threads::author_columns!(),
            " FROM notice n LEFT JOIN community c ON c.id = n.community LEFT JOIN thread t ON t.id = n.thread ",
            "LEFT JOIN member a ON a.id = n.actor ",
            "LEFT JOIN membership mb ON mb.community = n.community AND mb.member = n.member "
        )
    };
}

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
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    pub seen: Option<i64>,
    pub slug: Option<String>,
    pub name: Option<String>,
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
    match thread {
        Some(thread) => execute!(
            conn,
            "UPDATE notice SET seen = $3 WHERE member = $1 AND thread = $2 AND seen IS NULL",
            member.0,
            thread.0,
            at.0
        ),
        None => execute!(conn, "UPDATE notice SET seen = $2 WHERE member = $1 AND seen IS NULL", member.0, at.0),
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

/// Members for whom mail is due, the longest wait first.
pub async fn due(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid, i64),
        "SELECT member, MIN(mail_due) AS since FROM notice WHERE mail IN ('due', 'sending') AND mail_due <= $1 \
         GROUP BY member ORDER BY since, member LIMIT $2",
        now.0,
        limit
    )?;
    Ok(rows.into_iter().map(|(id, _)| MemberId(id)).collect())
}

/// Gathers what is due for a member into the mail `mail`, unless a mail begun before is to be tried again:
/// that one's id. Until `again` nobody else tries. `None` when nothing is due any more.
pub async fn gather(
    conn: &mut Conn<'_>,
    member: MemberId,
    mail: Uuid,
    now: Timestamp,
    again: Timestamp,
) -> Result<Option<Uuid>> {
    // What was seen meanwhile need not be told again.
    execute!(
        conn,
        "UPDATE notice SET mail = 'none' WHERE member = $1 AND mail = 'due' AND mail_due <= $2 AND seen IS NOT NULL",
        member.0,
        now.0
    )?;
    let begun = fetch_optional!(
        conn,
        (Uuid,),
        "SELECT mail_id FROM notice WHERE member = $1 AND mail = 'sending' AND mail_due <= $2 \
         ORDER BY created, id LIMIT 1",
        member.0,
        now.0
    )?;
    let touched = match begun {
        Some((begun,)) => execute!(
            conn,
            "UPDATE notice SET mail_due = $3 WHERE member = $1 AND mail_id = $2 AND mail = 'sending'",
            member.0,
            begun,
            again.0
        )?,
        None => execute!(
            conn,
            "UPDATE notice SET mail = 'sending', mail_id = $2, mail_due = $4 \
             WHERE member = $1 AND mail = 'due' AND mail_due <= $3",
            member.0,
            mail,
            now.0,
            again.0
        )?,
    };
    Ok((touched > 0).then(|| begun.map_or(mail, |(begun,)| begun)))
}

/// The notices of a mail, in their order.
pub async fn of_mail(conn: &mut Conn<'_>, member: MemberId, mail: Uuid) -> Result<Vec<NoticeRow>> {
    fetch_all!(
        conn,
        NoticeRow,
        concat!(list_columns!(), "WHERE n.member = $1 AND n.mail_id = $2 ORDER BY n.created, n.id LIMIT 200"),
        member.0,
        mail
    )
}

/// Notes that a mail went out.
pub async fn sent(conn: &mut Conn<'_>, member: MemberId, mail: Uuid) -> Result<()> {
    execute!(conn, "UPDATE notice SET mail = 'sent' WHERE member = $1 AND mail_id = $2", member.0, mail).map(|_| ())
}

/// Forgets notices older than a moment.
pub async fn forget_before(conn: &mut Conn<'_>, moment: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM notice WHERE created < $1 AND mail <> 'sending'", moment.0)
}
