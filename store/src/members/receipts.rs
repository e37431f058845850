//! What members agreed to, and the key of what is sealed for them.

use crate::{Conn, Result};
use domain::members::Purpose;
use domain::{CommunityId, MemberId, ReceiptId, Timestamp};

/// A receipt to be inserted.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns of `receipt`, documented in the migration")]
pub struct NewReceipt {
    pub id: ReceiptId,
    pub member: MemberId,
    pub purpose: Purpose,
    pub community: Option<CommunityId>,
    pub text_version: String,
    pub text_hash: [u8; 32],
    pub given: Timestamp,
}

/// A receipt with the name of its community.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `receipt`, documented in the migration")]
pub struct ReceiptRow {
    #[sqlx(try_from = "String")]
    pub purpose: Purpose,
    pub subject: Option<String>,
    pub company: Option<bool>,
    pub community: Option<String>,
    pub text_version: String,
    pub text_hash: Vec<u8>,
    #[sqlx(try_from = "i64")]
    pub given: Timestamp,
    pub withdrawn: Option<i64>,
}

/// Inserts a receipt.
pub async fn insert_receipt(conn: &mut Conn<'_>, receipt: &NewReceipt) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO receipt (id, member, purpose, community, text_version, text_hash, given) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        receipt.id.0,
        receipt.member.0,
        receipt.purpose.word(),
        receipt.community.map(|id| id.0),
        &receipt.text_version,
        receipt.text_hash.as_slice(),
        receipt.given.0,
    )
    .map(|_| ())
}

/// Whether a member agrees to this version of a text, as things stand.
pub async fn agrees(conn: &mut Conn<'_>, member: MemberId, purpose: Purpose, version: &str) -> Result<bool> {
    let row = fetch_optional!(
        conn,
        (i32,),
        "SELECT 1 FROM receipt WHERE member = $1 AND purpose = $2 AND text_version = $3 AND withdrawn IS NULL LIMIT 1",
        member.0,
        purpose.word(),
        version
    )?;
    Ok(row.is_some())
}

/// Marks a member's receipts of a purpose as withdrawn; they stay as proof of when.
pub async fn withdraw(conn: &mut Conn<'_>, member: MemberId, purpose: Purpose, at: Timestamp) -> Result<()> {
    execute!(
        conn,
        "UPDATE receipt SET withdrawn = $3 WHERE member = $1 AND purpose = $2 AND withdrawn IS NULL",
        member.0,
        purpose.word(),
        at.0
    )
    .map(|_| ())
}

/// A member's receipts, latest first.
pub async fn receipts(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<ReceiptRow>> {
    fetch_all!(
        conn,
        ReceiptRow,
        "SELECT r.purpose, c.name AS subject, c.owner_type = 'company' AS company, c.slug AS community, r.text_version, \
         r.text_hash, r.given, r.withdrawn \
         FROM receipt r LEFT JOIN community c ON c.id = r.community WHERE r.member = $1 ORDER BY r.given DESC, r.id DESC",
        member.0
    )
}

/// Inserts a member's wrapped key.
pub async fn insert_key(conn: &mut Conn<'_>, member: MemberId, wrapped: &[u8]) -> Result<()> {
    execute!(conn, "INSERT INTO member_key (member, wrapped) VALUES ($1, $2)", member.0, wrapped).map(|_| ())
}
