//! Links that let people sign up.

use crate::{Conn, Result};
use domain::{InvitationId, MemberId, Timestamp};
use uuid::Uuid;

/// An invitation to be inserted.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "columns of `invitation`")]
pub struct NewInvitation<'a> {
    pub id: InvitationId,
    pub token_hash: [u8; 32],
    pub note: &'a str,
    /// The same folded: it is found by that.
    pub note_key: &'a str,
    pub made_by: MemberId,
    pub uses: i32,
    pub created: Timestamp,
    pub expires: Timestamp,
}

/// An invitation in the list.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `invitation`, and who made it")]
pub struct InvitationRow {
    #[sqlx(try_from = "Uuid")]
    pub id: InvitationId,
    pub note: String,
    pub by_name: Option<String>,
    pub by_company: Option<bool>,
    pub uses: i32,
    pub used: i32,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    #[sqlx(try_from = "i64")]
    pub expires: Timestamp,
    pub revoked: Option<i64>,
}

/// Inserts an invitation.
pub async fn insert_invitation(conn: &mut Conn<'_>, new: &NewInvitation<'_>) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO invitation (id, token_hash, note, made_by, uses, created, expires, note_key) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        new.id.0,
        new.token_hash.as_slice(),
        new.note,
        new.made_by.0,
        new.uses,
        new.created.0,
        new.expires.0,
        new.note_key
    )
    .map(|_| ())
}

/// Invitations in whose folded note this stands, or whose maker's folded name begins so, latest first, behind one.
pub async fn invitations(
    conn: &mut Conn<'_>,
    part: &str,
    after: Option<InvitationId>,
    limit: i64,
) -> Result<Vec<InvitationRow>> {
    let found = match after {
        Some(id) => fetch_optional!(&mut *conn, (i64,), "SELECT created FROM invitation WHERE id = $1", id.0)?,
        None => None,
    };
    let created = found.map_or(i64::MAX, |(created,)| created);
    // Where that invitation is no more, the list begins anew.
    let id = after.filter(|_| found.is_some()).map_or(Uuid::from_u128(u128::MAX), |id| id.0);
    fetch_all!(
        conn,
        InvitationRow,
        "SELECT i.id, i.note, m.pseudonym AS by_name, m.organisation = 'company' AS by_company, i.uses, i.used, i.created, \
         i.expires, i.revoked \
         FROM invitation i LEFT JOIN member m ON m.id = i.made_by \
         WHERE (i.created, i.id) < ($1, $2) \
         AND (i.note_key LIKE '%' || $3 || '%' OR m.pseudonym_key LIKE $3 || '%') \
         ORDER BY i.created DESC, i.id DESC LIMIT $4",
        created,
        id,
        part,
        limit
    )
}

/// Notes of invitations behind an id, and by what each is found.
pub async fn invitation_keys(conn: &mut Conn<'_>, after: Uuid, limit: i64) -> Result<Vec<(Uuid, String, String)>> {
    fetch_all!(
        conn,
        (Uuid, String, String),
        "SELECT id, note, note_key FROM invitation WHERE id > $1 ORDER BY id LIMIT $2",
        after,
        limit
    )
}

/// Sets by what an invitation with this note is found.
pub async fn set_invitation_key(conn: &mut Conn<'_>, id: Uuid, note: &str, key: &str) -> Result<u64> {
    execute!(conn, "UPDATE invitation SET note_key = $3 WHERE id = $1 AND note = $2", id, note, key)
}

/// Whether an invitation would still let somebody in.
pub async fn invitation_opens(conn: &mut Conn<'_>, token_hash: &[u8; 32], now: Timestamp) -> Result<bool> {
    let row = fetch_optional!(
        conn,
        (i32,),
        "SELECT 1 FROM invitation WHERE token_hash = $1 AND revoked IS NULL AND expires > $2 AND used < uses",
        token_hash.as_slice(),
        now.0
    )?;
    Ok(row.is_some())
}

/// Lets one person in: of two who are the last, one gets it.
pub async fn use_invitation(conn: &mut Conn<'_>, token_hash: &[u8; 32], now: Timestamp) -> Result<bool> {
    execute!(
        conn,
        "UPDATE invitation SET used = used + 1 \
         WHERE token_hash = $1 AND revoked IS NULL AND expires > $2 AND used < uses",
        token_hash.as_slice(),
        now.0
    )
    .map(|touched| touched > 0)
}

/// Takes an invitation back; whether it was still open.
pub async fn revoke_invitation(conn: &mut Conn<'_>, id: InvitationId, now: Timestamp) -> Result<bool> {
    execute!(conn, "UPDATE invitation SET revoked = $2 WHERE id = $1 AND revoked IS NULL", id.0, now.0)
        .map(|touched| touched > 0)
}

/// Forgets invitations that ended before then.
pub async fn delete_old_invitations(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM invitation WHERE expires <= $1", before.0)
}
