//! Personal tokens as rows: only the hash of a secret is there.

use crate::members::badge_of;
use crate::{Conn, Result};
use domain::members::{OrganisationKind, Profession, Role};
use domain::tokens::Scope;
use domain::{Locale, MemberId, Timestamp, TokenId};
use uuid::Uuid;

/// A token to be inserted.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns of `personal_token`, documented in the migration")]
pub struct NewToken {
    pub id: TokenId,
    pub token_hash: [u8; 32],
    pub member: MemberId,
    pub name: String,
    pub scopes: Vec<Scope>,
    pub created: Timestamp,
    pub expires: Timestamp,
}

/// A token in its owner's list.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `personal_token`, documented in the migration")]
pub struct TokenRow {
    #[sqlx(try_from = "Uuid")]
    pub id: TokenId,
    pub name: String,
    can_read: bool,
    can_write: bool,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    #[sqlx(try_from = "i64")]
    pub expires: Timestamp,
    pub used: Option<i64>,
    pub token_hash: Vec<u8>,
}

impl TokenRow {
    /// What it may do.
    pub fn scopes(&self) -> Vec<Scope> {
        scopes(self.can_read, self.can_write)
    }
}

/// A token with the member whose it is.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `personal_token` and `member`, documented in the migration")]
pub struct Bearer {
    #[sqlx(try_from = "Uuid")]
    pub token: TokenId,
    pub name: String,
    can_read: bool,
    can_write: bool,
    #[sqlx(try_from = "i64")]
    pub expires: Timestamp,
    pub used: Option<i64>,
    #[sqlx(try_from = "Uuid")]
    pub id: MemberId,
    pub pseudonym: String,
    #[sqlx(try_from = "String")]
    pub role: Role,
    organisation: Option<String>,
    badge: Option<String>,
    pub confirmed: bool,
    pub suspended: bool,
    #[sqlx(try_from = "String")]
    pub locale: Locale,
    pub zone: String,
    pub unseen: i64,
}

impl Bearer {
    /// The verified profession.
    pub fn badge(&self) -> Option<Profession> {
        badge_of(self.badge.as_deref())
    }

    /// What kind of organisation.
    pub fn organisation(&self) -> Option<OrganisationKind> {
        self.organisation.as_deref().and_then(OrganisationKind::from_word)
    }

    /// What the token may do.
    pub fn scopes(&self) -> Vec<Scope> {
        scopes(self.can_read, self.can_write)
    }
}

fn scopes(read: bool, write: bool) -> Vec<Scope> {
    [(read, Scope::Read), (write, Scope::Write)].into_iter().filter(|(may, _)| *may).map(|(_, scope)| scope).collect()
}

/// Keeps a member's tokens as they are until the transaction ends: two made at the same moment would each
/// count without the other. SQLite has one writer: its transaction is enough. Rows that name the member are written meanwhile:
/// who writes them may hold what comes next here.
pub async fn lock(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    if conn.engine() == crate::Engine::Postgres {
        execute!(conn, "SELECT 1 FROM member WHERE id = $1 FOR NO KEY UPDATE", member.0)?;
    }
    Ok(())
}

/// Inserts a token.
pub async fn insert(conn: &mut Conn<'_>, token: &NewToken) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO personal_token (id, token_hash, member, name, can_read, can_write, created, expires) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        token.id.0,
        token.token_hash.as_slice(),
        token.member.0,
        &token.name,
        token.scopes.contains(&Scope::Read),
        token.scopes.contains(&Scope::Write),
        token.created.0,
        token.expires.0,
    )
    .map(|_| ())
}

/// Whose a token is: one statement, asked at every request that brings one.
pub async fn bearer(conn: &mut Conn<'_>, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<Bearer>> {
    fetch_optional!(
        conn,
        Bearer,
        "SELECT p.id AS token, p.name, p.can_read, p.can_write, p.expires, p.used, m.id, m.pseudonym, m.role, \
         m.organisation, CASE WHEN m.badge_expires <= $2 THEN NULL ELSE m.badge END AS badge, m.confirmed IS NOT NULL AS confirmed, \
         m.suspension IS NOT NULL AND (m.suspended_until IS NULL OR m.suspended_until > $2) AS suspended, m.locale, m.zone, \
         (SELECT COUNT(*) FROM notice n WHERE n.member = m.id AND n.seen IS NULL) AS unseen \
         FROM personal_token p JOIN member m ON m.id = p.member WHERE p.token_hash = $1 AND p.expires > $2",
        token_hash.as_slice(),
        now.0
    )
}

/// Notes the day of a use.
pub async fn touch(conn: &mut Conn<'_>, id: TokenId, day: Timestamp) -> Result<()> {
    execute!(conn, "UPDATE personal_token SET used = $2 WHERE id = $1 AND (used IS NULL OR used < $2)", id.0, day.0)
        .map(|_| ())
}

/// A member's tokens that hold, latest first.
pub async fn of_member(conn: &mut Conn<'_>, member: MemberId, now: Timestamp) -> Result<Vec<TokenRow>> {
    fetch_all!(
        conn,
        TokenRow,
        "SELECT id, name, can_read, can_write, created, expires, used, token_hash FROM personal_token \
         WHERE member = $1 AND expires > $2 ORDER BY created DESC, id DESC",
        member.0,
        now.0
    )
}

/// Ends one token of this member; whether there was one.
pub async fn delete(conn: &mut Conn<'_>, member: MemberId, id: TokenId) -> Result<bool> {
    execute!(conn, "DELETE FROM personal_token WHERE member = $1 AND id = $2", member.0, id.0).map(|rows| rows > 0)
}

/// Ends every token of this member.
pub async fn delete_all(conn: &mut Conn<'_>, member: MemberId) -> Result<u64> {
    execute!(conn, "DELETE FROM personal_token WHERE member = $1", member.0)
}

/// Forgets tokens that ended by themselves.
pub async fn delete_expired(conn: &mut Conn<'_>, now: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM personal_token WHERE expires <= $1", now.0)
}
