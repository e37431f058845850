//! Sessions: signed-in devices. Only the hash of a session's token is stored.

use super::badge_of;
use crate::{Conn, Result};
use domain::members::{OrganisationKind, Profession, Role, Theme};
use domain::{Locale, MemberId, SessionId, Timestamp};
use uuid::Uuid;

/// A session to be inserted.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns of `session`, documented in the migration")]
pub struct NewSession {
    pub id: SessionId,
    pub token_hash: [u8; 32],
    pub member: MemberId,
    pub device: String,
    pub created: Timestamp,
    pub expires: Timestamp,
    /// When it was proved who asks; never yet: the epoch.
    pub proved: Timestamp,
}

/// The member behind a token, and the session it belongs to.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `member` and `session`, documented in the migration")]
pub struct Authenticated {
    #[sqlx(try_from = "Uuid")]
    pub session: SessionId,
    #[sqlx(try_from = "i64")]
    pub last_seen: Timestamp,
    #[sqlx(try_from = "i64")]
    pub proved: Timestamp,
    pub passkeys: bool,
    #[sqlx(try_from = "Uuid")]
    pub id: MemberId,
    pub pseudonym: String,
    #[sqlx(try_from = "String")]
    pub role: Role,
    organisation: Option<String>,
    badge: Option<String>,
    pub confirmed: bool,
    pub administrator: bool,
    pub moderator: bool,
    pub suspended: bool,
    pub hosts: bool,
    #[sqlx(try_from = "String")]
    pub locale: Locale,
    #[sqlx(try_from = "String")]
    pub theme: Theme,
    pub zone: String,
    pub unseen: i64,
}

impl Authenticated {
    /// The verified profession.
    pub fn badge(&self) -> Option<Profession> {
        badge_of(self.badge.as_deref())
    }

    /// What kind of organisation.
    pub fn organisation(&self) -> Option<OrganisationKind> {
        self.organisation.as_deref().and_then(OrganisationKind::from_word)
    }
}

/// A session in its owner's list.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `session`, documented in the migration")]
pub struct SessionRow {
    #[sqlx(try_from = "Uuid")]
    pub id: SessionId,
    pub device: String,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    #[sqlx(try_from = "i64")]
    pub last_seen: Timestamp,
}

/// Inserts a session.
pub async fn insert_session(conn: &mut Conn<'_>, session: &NewSession) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO session (id, token_hash, member, device, created, last_seen, expires, proved) \
         VALUES ($1, $2, $3, $4, $5, $5, $6, $7)",
        session.id.0,
        session.token_hash.as_slice(),
        session.member.0,
        &session.device,
        session.created.0,
        session.expires.0,
        session.proved.0,
    )
    .map(|_| ())
}

/// Who a token belongs to: one statement, asked at every request. A session that was last used at `unused` or before
/// has ended.
pub async fn authenticate(
    conn: &mut Conn<'_>,
    token_hash: &[u8; 32],
    now: Timestamp,
    unused: Timestamp,
) -> Result<Option<Authenticated>> {
    fetch_optional!(
        conn,
        Authenticated,
        "SELECT s.id AS session, s.last_seen, s.proved, m.id, m.pseudonym, m.role, m.organisation, \
         CASE WHEN m.badge_expires <= $2 THEN NULL ELSE m.badge END AS badge, \
         m.confirmed IS NOT NULL AS confirmed, m.administrator, m.moderator, \
         m.suspension IS NOT NULL AND (m.suspended_until IS NULL OR m.suspended_until > $2) AS suspended, m.locale, m.theme, m.zone, \
         EXISTS (SELECT 1 FROM membership h WHERE h.member = m.id AND h.place = 'host') AS hosts, \
         (SELECT COUNT(*) FROM notice n WHERE n.member = m.id AND n.seen IS NULL) AS unseen, \
         EXISTS (SELECT 1 FROM passkey p WHERE p.member = m.id) AS passkeys \
         FROM session s JOIN member m ON m.id = s.member WHERE s.token_hash = $1 AND s.expires > $2 \
         AND s.last_seen > $3",
        token_hash.as_slice(),
        now.0,
        unused.0
    )
}

/// Notes that it was proved who asks, and gives the session another secret; whether there was one.
pub async fn prove_session(
    conn: &mut Conn<'_>,
    member: MemberId,
    id: SessionId,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<bool> {
    execute!(
        conn,
        "UPDATE session SET token_hash = $3, proved = $4 WHERE member = $1 AND id = $2 AND expires > $4",
        member.0,
        id.0,
        token_hash.as_slice(),
        now.0,
    )
    .map(|rows| rows > 0)
}

/// Notes a use.
pub async fn touch_session(conn: &mut Conn<'_>, id: SessionId, now: Timestamp) -> Result<()> {
    execute!(conn, "UPDATE session SET last_seen = $2 WHERE id = $1 AND last_seen < $2", id.0, now.0).map(|_| ())
}

/// A member's sessions, latest use first, without those last used at `unused` or before.
pub async fn sessions(
    conn: &mut Conn<'_>,
    member: MemberId,
    now: Timestamp,
    unused: Timestamp,
) -> Result<Vec<SessionRow>> {
    fetch_all!(
        conn,
        SessionRow,
        "SELECT id, device, created, last_seen FROM session WHERE member = $1 AND expires > $2 \
         AND last_seen > $3 ORDER BY last_seen DESC, id DESC",
        member.0,
        now.0,
        unused.0
    )
}

/// Ends one session of this member; whether there was one.
pub async fn delete_session(conn: &mut Conn<'_>, member: MemberId, id: SessionId) -> Result<bool> {
    execute!(conn, "DELETE FROM session WHERE member = $1 AND id = $2", member.0, id.0).map(|rows| rows > 0)
}

/// Ends every session of this member but one, or every one.
pub async fn delete_sessions(conn: &mut Conn<'_>, member: MemberId, but: Option<SessionId>) -> Result<u64> {
    let but = but.map_or(Uuid::nil(), |session| session.0);
    execute!(conn, "DELETE FROM session WHERE member = $1 AND id <> $2", member.0, but)
}

/// Forgets sessions that ended by themselves: too old, or last used at `unused` or before.
pub async fn delete_expired_sessions(conn: &mut Conn<'_>, now: Timestamp, unused: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM session WHERE expires <= $1 OR last_seen <= $2", now.0, unused.0)
}
