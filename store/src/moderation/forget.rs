//! What is left of moderation when a member goes: how often what was decided, about nobody.

use crate::{Conn, Result};
use domain::{CommunityId, MemberId};
use uuid::Uuid;

/// Takes a member out of moderation, with what they wrote in it and what was written about them.
pub async fn forget_member(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    for sql in [
        // The copy of a letter goes with whoever received and reported it: there is nothing left to decide about.
        "UPDATE moderation_case SET closed = COALESCE(closed, opened) WHERE subject = 'letter' \
         AND id IN (SELECT moderation_case FROM report WHERE member = $1)",
        "DELETE FROM veil WHERE member = $1",
        "DELETE FROM case_note WHERE member = $1 OR moderation_case IN (SELECT id FROM moderation_case WHERE member = $1)",
        "UPDATE report SET sealed = NULL, contact_sealed = NULL \
         WHERE member = $1 OR moderation_case IN (SELECT id FROM moderation_case WHERE member = $1)",
        "UPDATE report SET member = NULL WHERE member = $1",
        "DELETE FROM appeal WHERE member = $1",
        "UPDATE appeal SET read_by = NULL WHERE read_by = $1",
        "UPDATE decision SET decided_by = NULL WHERE decided_by = $1",
        // What is about a member is about this row from now on: nobody.
        "UPDATE decision SET member = NULL, reasons_sealed = NULL, excerpt_sealed = NULL, \
         subject_id = CASE WHEN subject = 'member' THEN id ELSE subject_id END WHERE member = $1",
        "UPDATE moderation_case SET claimed_by = NULL, claimed = NULL WHERE claimed_by = $1",
        "UPDATE moderation_case SET member = NULL, closed = COALESCE(closed, opened), \
         subject_id = CASE WHEN subject = 'member' THEN id ELSE subject_id END WHERE member = $1",
    ] {
        execute!(conn, sql, member.0)?;
    }
    Ok(())
}

/// Takes a community that goes out of moderation; what was decided in it is still counted.
pub async fn forget_community(conn: &mut Conn<'_>, community: CommunityId) -> Result<()> {
    execute!(conn, "UPDATE decision SET community = NULL WHERE community = $1", community.0)?;
    execute!(conn, "UPDATE moderation_case SET community = NULL WHERE community = $1", community.0).map(|_| ())
}

/// Forgets the copy of a text that goes for good, and those of replies that go with it.
pub async fn forget_copies(conn: &mut Conn<'_>, subject_id: Uuid) -> Result<()> {
    execute!(
        conn,
        "DELETE FROM veil WHERE subject_id = $1 OR subject_id IN (SELECT id FROM reply WHERE thread = $1 OR parent = $1)",
        subject_id
    )
    .map(|_| ())
}

/// What a member reported, oldest first: which, why, in which words (sealed), when.
pub async fn reported_by(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<(String, String, Option<Vec<u8>>, i64)>> {
    fetch_all!(
        conn,
        (String, String, Option<Vec<u8>>, i64),
        "SELECT k.subject, r.reason, r.sealed, r.created FROM report r JOIN moderation_case k ON k.id = r.moderation_case \
         WHERE r.member = $1 ORDER BY r.created, r.id",
        member.0
    )
}
