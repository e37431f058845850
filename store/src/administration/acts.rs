//! Why administrators did what they did.

use crate::{Conn, Result};
use domain::{MemberId, Timestamp};
use uuid::Uuid;

/// Something that an administrator did.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `administration_act`")]
pub struct ActRow {
    pub id: Uuid,
    pub verb: String,
    pub member: Option<Uuid>,
    pub made_by: Option<Uuid>,
    pub reason_sealed: Vec<u8>,
    pub created: i64,
}

/// Writes an act down.
pub async fn insert_act(conn: &mut Conn<'_>, act: &ActRow) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO administration_act (id, verb, member, made_by, reason_sealed, created) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        act.id,
        act.verb.as_str(),
        act.member,
        act.made_by,
        act.reason_sealed.as_slice(),
        act.created
    )
    .map(|_| ())
}

/// What was done about a member's account, latest first.
pub async fn acts_about(conn: &mut Conn<'_>, member: MemberId, limit: i64) -> Result<Vec<ActRow>> {
    fetch_all!(
        conn,
        ActRow,
        "SELECT id, verb, member, made_by, reason_sealed, created FROM administration_act WHERE member = $1 \
         ORDER BY created DESC, id DESC LIMIT $2",
        member.0,
        limit
    )
}

/// The acts of these ids that are still there, in no order.
pub async fn acts(conn: &mut Conn<'_>, ids: &[Uuid]) -> Result<Vec<ActRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(
        conn,
        ActRow,
        "SELECT id, verb, member, made_by, reason_sealed, created FROM administration_act WHERE id ",
        ids,
        ""
    )
}

/// Entries of the audit log before a number, latest first: of one verb (none: empty), not older than `since`.
pub async fn audit_before(
    conn: &mut Conn<'_>,
    before: i64,
    verb: &str,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<crate::moderation::AuditRow>> {
    fetch_all!(
        conn,
        crate::moderation::AuditRow,
        "SELECT id, at, actor, about, verb, community, subject, detail, previous, hash FROM audit \
         WHERE id < $1 AND at >= $2 AND ($3 = '' OR verb = $3) ORDER BY id DESC LIMIT $4",
        before,
        since.0,
        verb,
        limit
    )
}

/// Names of communities and whether a company owns them, in no order.
pub async fn names_of(conn: &mut Conn<'_>, communities: &[Uuid]) -> Result<Vec<(Uuid, String, bool)>> {
    if communities.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(
        conn,
        (Uuid, String, bool),
        "SELECT id, name, owner_type = 'company' FROM community WHERE id ",
        communities,
        ""
    )
}

/// Takes a member out of what administrators did: what was done about them goes, what they did has nobody's name.
pub async fn forget_member(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    for sql in [
        "DELETE FROM administration_act WHERE member = $1",
        "UPDATE administration_act SET made_by = NULL WHERE made_by = $1",
        // The link they gave away still opens; what they noted about it is theirs.
        "UPDATE invitation SET made_by = NULL, note = '', note_key = '' WHERE made_by = $1",
    ] {
        execute!(conn, sql, member.0)?;
    }
    Ok(())
}
