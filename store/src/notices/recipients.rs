//! Whom an event concerns, and what decides whether they may know.

use crate::{Conn, Result};
use domain::members::{Profession, Role};
use domain::notices::{MailPace, NoticeKind};
use domain::policy::{Place, Standing};
use domain::{CommunityId, Locale, MemberId, ReplyId, ThreadId, Timestamp};
use uuid::Uuid;

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
    /// Whether there is a device to ring.
    pub reachable: bool,
    rings: Option<bool>,
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

    /// Whether their devices ring for the kind asked for.
    pub fn rings(&self, kind: NoticeKind) -> bool {
        self.reachable && self.rings.unwrap_or(kind.usually_rings())
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
         m.email_sealed IS NOT NULL AS mailable, q.pushed AS rings, \
         EXISTS (SELECT 1 FROM push_subscription s WHERE s.member = m.id) AS reachable FROM member m \
         LEFT JOIN membership mb ON mb.member = m.id AND mb.community = $2 \
         LEFT JOIN notice_pace p ON p.member = m.id AND p.kind = $3 \
         LEFT JOIN notice_push q ON q.member = m.id AND q.kind = $3 WHERE m.id = $1 AND m.confirmed IS NOT NULL",
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

/// The hosts of a community whose account is not suspended now: the others could do nothing about what they are told.
pub async fn hosts(conn: &mut Conn<'_>, community: CommunityId, now: Timestamp) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "SELECT mb.member FROM membership mb JOIN member m ON m.id = mb.member \
         WHERE mb.community = $1 AND mb.place = 'host' AND (m.suspension IS NULL OR m.suspended_until <= $2) \
         ORDER BY mb.member LIMIT 100",
        community.0,
        now.0
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
