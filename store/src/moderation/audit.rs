//! The audit log: rows in one chain, only ever added to.

use crate::{Conn, Result, dialect};
use domain::Timestamp;
use uuid::Uuid;

/// A row of the log.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `audit`")]
pub struct AuditRow {
    pub id: i64,
    #[sqlx(try_from = "i64")]
    pub at: Timestamp,
    pub actor: Option<Vec<u8>>,
    pub about: Option<Vec<u8>>,
    pub verb: String,
    pub community: Option<Uuid>,
    pub subject: Option<Uuid>,
    pub detail: String,
    pub previous: Vec<u8>,
    pub hash: Vec<u8>,
}

/// Takes the end of the chain for what follows in this transaction: the hash of its last row, empty before the first.
pub async fn end_of_audit(conn: &mut Conn<'_>) -> Result<Vec<u8>> {
    dialect::hold_audit(conn).await?;
    let row = fetch_optional!(conn, (Vec<u8>,), "SELECT hash FROM audit ORDER BY id DESC LIMIT 1")?;
    Ok(row.map_or_else(Vec::new, |(hash,)| hash))
}

/// Adds a row; its number is drawn here.
pub async fn append_audit(conn: &mut Conn<'_>, row: &AuditRow) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO audit (at, actor, about, verb, community, subject, detail, previous, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        row.at.0,
        row.actor.as_deref(),
        row.about.as_deref(),
        row.verb.as_str(),
        row.community,
        row.subject,
        row.detail.as_str(),
        row.previous.as_slice(),
        row.hash.as_slice()
    )
    .map(|_| ())
}

/// Whether somebody, by their hash, is in the log with this verb and this subject.
pub async fn is_in_audit(conn: &mut Conn<'_>, verb: &str, actor: &[u8], subject: Uuid) -> Result<bool> {
    let row = fetch_optional!(
        conn,
        (i32,),
        "SELECT 1 FROM audit WHERE subject = $1 AND verb = $2 AND actor = $3 LIMIT 1",
        subject,
        verb,
        actor
    )?;
    Ok(row.is_some())
}

/// Rows behind this number, in order.
pub async fn audit_after(conn: &mut Conn<'_>, after: i64, limit: i64) -> Result<Vec<AuditRow>> {
    fetch_all!(
        conn,
        AuditRow,
        "SELECT id, at, actor, about, verb, community, subject, detail, previous, hash FROM audit WHERE id > $1 \
         ORDER BY id LIMIT $2",
        after,
        limit
    )
}
