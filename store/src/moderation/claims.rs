//! Who looks at a case, and whom it concerns: they do not.

use crate::{Conn, Result};
use domain::{CaseId, CommunityId, MemberId, ThreadId, Timestamp};
use uuid::Uuid;

/// Says who looks at a case; nobody, with `None`. Only what nobody else looks at is taken.
pub async fn set_claim(
    conn: &mut Conn<'_>,
    case: CaseId,
    by: Option<MemberId>,
    from: MemberId,
    at: Timestamp,
) -> Result<bool> {
    execute!(
        conn,
        "UPDATE moderation_case SET claimed_by = $2, claimed = $3 WHERE id = $1 AND closed IS NULL \
         AND (claimed_by IS NULL OR claimed_by = $4)",
        case.0,
        by.map(|id| id.0),
        by.map(|_| at.0),
        from.0
    )
    .map(|claimed| claimed > 0)
}

/// Gives back every case that waits and that this member looks at: others take it.
pub async fn release_claims(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    execute!(
        conn,
        "UPDATE moderation_case SET claimed_by = NULL, claimed = NULL WHERE claimed_by = $1 AND closed IS NULL",
        member.0
    )
    .map(|_| ())
}

/// The same in one community, which this member looks after no more.
pub async fn release_claims_in(conn: &mut Conn<'_>, member: MemberId, community: CommunityId) -> Result<()> {
    execute!(
        conn,
        "UPDATE moderation_case SET claimed_by = NULL, claimed = NULL \
         WHERE claimed_by = $1 AND community = $2 AND closed IS NULL",
        member.0,
        community.0
    )
    .map(|_| ())
}

/// The same of what waits about a community, which this member looks after from now on.
pub async fn release_claim_about(conn: &mut Conn<'_>, member: MemberId, community: CommunityId) -> Result<()> {
    execute!(
        conn,
        "UPDATE moderation_case SET claimed_by = NULL, claimed = NULL \
         WHERE claimed_by = $1 AND subject_id = $2 AND closed IS NULL",
        member.0,
        community.0
    )
    .map(|_| ())
}

/// Gives back every case of a thread that waits.
pub async fn release_thread(conn: &mut Conn<'_>, thread: ThreadId) -> Result<()> {
    execute!(
        conn,
        "UPDATE moderation_case SET claimed_by = NULL, claimed = NULL WHERE thread = $1 AND closed IS NULL",
        thread.0
    )
    .map(|_| ())
}

/// Whom what is reported under this id concerns: whose it is, who reported it, who decided what is appealed against.
pub async fn concerned(conn: &mut Conn<'_>, subject_id: Uuid) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "SELECT k.member FROM moderation_case k WHERE k.subject_id = $1 AND k.member IS NOT NULL \
         UNION SELECT r.member FROM moderation_case k JOIN report r ON r.moderation_case = k.id \
         WHERE k.subject_id = $1 AND r.member IS NOT NULL \
         UNION SELECT d.decided_by FROM decision d JOIN appeal p ON p.decision = d.id \
         WHERE d.subject_id = $1 AND d.decided_by IS NOT NULL AND p.answered IS NULL",
        subject_id
    )?;
    Ok(rows.into_iter().map(|(id,)| MemberId(id)).collect())
}

/// The same of what stands in no thread (a letter, a member, a community), by whose it is or which community, and the
/// moment in which it was reported or appealed against: its event names no more. Whose it is does not stand among them;
/// who hosts the community does.
pub async fn concerned_beside(
    conn: &mut Conn<'_>,
    (member, community): (Option<MemberId>, Option<CommunityId>),
    at: Timestamp,
) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "SELECT r.member FROM moderation_case k JOIN report r ON r.moderation_case = k.id \
         WHERE (k.member = $1 OR k.subject_id = $3) AND r.member IS NOT NULL AND (k.opened = $2 OR \
         EXISTS (SELECT 1 FROM report s WHERE s.moderation_case = k.id AND s.created = $2)) \
         UNION SELECT r.member FROM decision d JOIN appeal p ON p.decision = d.id \
         JOIN report r ON r.moderation_case = d.moderation_case \
         WHERE (d.member = $1 OR d.subject_id = $3) AND p.created = $2 AND r.member IS NOT NULL \
         UNION SELECT d.decided_by FROM decision d JOIN appeal p ON p.decision = d.id \
         WHERE (d.member = $1 OR d.subject_id = $3) AND p.created = $2 AND d.decided_by IS NOT NULL \
         UNION SELECT mb.member FROM membership mb WHERE mb.community = $3 AND mb.place = 'host'",
        member.map(|id| id.0),
        at.0,
        community.map(|id| id.0)
    )?;
    Ok(rows.into_iter().map(|(id,)| MemberId(id)).collect())
}
