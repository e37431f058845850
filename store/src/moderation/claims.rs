//! Who looks at a case.

use crate::{Conn, Result};
use domain::{CaseId, CommunityId, MemberId, ThreadId, Timestamp};

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

/// Gives back every case of a thread that waits.
pub async fn release_thread(conn: &mut Conn<'_>, thread: ThreadId) -> Result<()> {
    execute!(
        conn,
        "UPDATE moderation_case SET claimed_by = NULL, claimed = NULL WHERE thread = $1 AND closed IS NULL",
        thread.0
    )
    .map(|_| ())
}
