//! Receipts of what joining was agreed to.

use crate::{Conn, Result};
use domain::members::Purpose;
use domain::{CommunityId, MemberId, ReceiptId, Timestamp};

/// A receipt to be kept.
#[derive(Debug, Clone)]
pub struct NewReceipt<'a> {
    /// Its id.
    pub id: ReceiptId,
    /// Who agreed.
    pub member: MemberId,
    /// What for: a membership, or a charter.
    pub purpose: Purpose,
    /// In which community.
    pub community: CommunityId,
    /// Version of the text.
    pub text_version: &'a str,
    /// SHA-256 of the text.
    pub text_hash: [u8; 32],
    /// When.
    pub given: Timestamp,
}

/// Keeps a receipt.
pub async fn give_receipt(conn: &mut Conn<'_>, receipt: &NewReceipt<'_>) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO receipt (id, member, purpose, community, text_version, text_hash, given) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        receipt.id.0,
        receipt.member.0,
        receipt.purpose.word(),
        receipt.community.0,
        receipt.text_version,
        receipt.text_hash.as_slice(),
        receipt.given.0,
    )
    .map(|_| ())
}

/// Marks the receipts of a membership and of its charters as withdrawn; they stay as proof of when.
pub async fn withdraw_receipts(
    conn: &mut Conn<'_>,
    community: CommunityId,
    member: MemberId,
    at: Timestamp,
) -> Result<u64> {
    execute!(
        conn,
        "UPDATE receipt SET withdrawn = $4 WHERE member = $1 AND community = $2 AND purpose IN ($3, $5) AND withdrawn IS NULL",
        member.0,
        community.0,
        Purpose::Membership.word(),
        at.0,
        Purpose::Charter.word(),
    )
}
