//! Links sent by mail: each opens once, and only for a time.

use crate::{Conn, Result};
use domain::members::LinkPurpose;
use domain::{MemberId, Timestamp};
use uuid::Uuid;

/// A link to be sent.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns of `mail_token`, documented in the migration")]
pub struct NewToken {
    pub token_hash: [u8; 32],
    pub member: MemberId,
    pub purpose: LinkPurpose,
    pub payload_sealed: Option<Vec<u8>>,
    pub created: Timestamp,
    pub expires: Timestamp,
}

/// A link as stored.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `mail_token`, documented in the migration")]
pub struct TokenRow {
    #[sqlx(try_from = "Uuid")]
    pub member: MemberId,
    #[sqlx(try_from = "String")]
    pub purpose: LinkPurpose,
    pub payload_sealed: Option<Vec<u8>>,
}

/// Inserts a link; none for a member that does not exist, by the very same statement: the time it
/// takes tells nothing about who has an account.
pub async fn insert_token(conn: &mut Conn<'_>, token: &NewToken) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO mail_token (token_hash, member, purpose, payload_sealed, created, expires) \
         SELECT $1, m.id, $3, $4, $5, $6 FROM member m WHERE m.id = $2",
        token.token_hash.as_slice(),
        token.member.0,
        token.purpose.word(),
        token.payload_sealed.as_deref(),
        token.created.0,
        token.expires.0,
    )
    .map(|_| ())
}

/// A link that would still open.
pub async fn peek_token(conn: &mut Conn<'_>, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<TokenRow>> {
    fetch_optional!(
        conn,
        TokenRow,
        "SELECT member, purpose, payload_sealed FROM mail_token WHERE token_hash = $1 AND used IS NULL AND expires > $2",
        token_hash.as_slice(),
        now.0
    )
}

/// Opens a link: of two who try, one gets it.
pub async fn use_token(conn: &mut Conn<'_>, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<TokenRow>> {
    fetch_optional!(
        conn,
        TokenRow,
        "UPDATE mail_token SET used = $2 WHERE token_hash = $1 AND used IS NULL AND expires > $2 \
         RETURNING member, purpose, payload_sealed",
        token_hash.as_slice(),
        now.0
    )
}

/// The latest link of a kind that waits for this member.
pub async fn waiting_token(
    conn: &mut Conn<'_>,
    member: MemberId,
    purpose: LinkPurpose,
    now: Timestamp,
) -> Result<Option<TokenRow>> {
    fetch_optional!(
        conn,
        TokenRow,
        "SELECT member, purpose, payload_sealed FROM mail_token \
         WHERE member = $1 AND purpose = $2 AND used IS NULL AND expires > $3 ORDER BY created DESC LIMIT 1",
        member.0,
        purpose.word(),
        now.0
    )
}

/// Makes the links of a kind useless.
pub async fn delete_tokens(conn: &mut Conn<'_>, member: MemberId, purpose: LinkPurpose) -> Result<()> {
    execute!(conn, "DELETE FROM mail_token WHERE member = $1 AND purpose = $2", member.0, purpose.word()).map(|_| ())
}

/// Forgets links that open no more.
pub async fn delete_expired_tokens(conn: &mut Conn<'_>, now: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM mail_token WHERE expires <= $1", now.0)
}
