//! What else knows a member, table by table.

use crate::{Conn, Result};
use domain::{CommunityId, MemberId, PictureId};
use uuid::Uuid;

/// Nobody signs in to this account any more, and no program acts in its name.
pub async fn shut(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    macro_rules! of_member {
        ($table:literal) => {
            concat!("DELETE FROM ", $table, " WHERE member = $1")
        };
    }
    execute!(conn, of_member!("push_subscription"), member.0)?;
    execute!(conn, of_member!("session"), member.0)?;
    execute!(conn, of_member!("personal_token"), member.0)?;
    execute!(conn, of_member!("mail_token"), member.0)?;
    execute!(conn, of_member!("passkey_challenge"), member.0)?;
    execute!(conn, of_member!("passkey"), member.0)?;
    execute!(conn, of_member!("recovery_code"), member.0)?;
    execute!(conn, of_member!("pro_sante_attempt"), member.0)?;
    execute!(conn, "UPDATE member SET password = NULL, email_hash = NULL WHERE id = $1", member.0).map(|_| ())
}

/// The pictures of a member, some of them.
pub async fn pictures(conn: &mut Conn<'_>, member: MemberId, limit: i64) -> Result<Vec<PictureId>> {
    let rows =
        fetch_all!(conn, (Uuid,), "SELECT id FROM picture WHERE member = $1 ORDER BY id LIMIT $2", member.0, limit)?;
    Ok(rows.into_iter().map(|(id,)| PictureId(id)).collect())
}

/// Forgets a picture whose files are gone.
pub async fn drop_picture(conn: &mut Conn<'_>, picture: PictureId) -> Result<()> {
    execute!(conn, "DELETE FROM picture WHERE id = $1", picture.0).map(|_| ())
}

/// Communities that this member hosts and to which nobody else belongs, without a thread of anybody's.
pub async fn empty_communities(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<CommunityId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "SELECT m.community FROM membership m WHERE m.member = $1 AND m.place = 'host' \
         AND NOT EXISTS (SELECT 1 FROM membership o WHERE o.community = m.community AND o.member <> $1) \
         AND NOT EXISTS (SELECT 1 FROM thread t WHERE t.community = m.community)",
        member.0
    )?;
    Ok(rows.into_iter().map(|(id,)| CommunityId(id)).collect())
}

/// Deletes a community in which there is nothing and nobody.
pub async fn drop_community(conn: &mut Conn<'_>, community: CommunityId) -> Result<()> {
    macro_rules! of_community {
        ($table:literal) => {
            concat!("DELETE FROM ", $table, " WHERE community = $1")
        };
    }
    execute!(
        conn,
        "DELETE FROM charter_source WHERE charter IN (SELECT id FROM charter WHERE community = $1)",
        community.0
    )?;
    execute!(
        conn,
        "DELETE FROM charter_telling WHERE charter IN (SELECT id FROM charter WHERE community = $1)",
        community.0
    )?;
    execute!(conn, of_community!("charter"), community.0)?;
    execute!(conn, of_community!("community_condition"), community.0)?;
    execute!(conn, of_community!("search_place"), community.0)?;
    execute!(conn, of_community!("membership"), community.0)?;
    execute!(conn, of_community!("screening"), community.0)?;
    execute!(conn, of_community!("screening_past"), community.0)?;
    crate::moderation::forget_community(conn, community).await?;
    execute!(conn, "DELETE FROM import_ref WHERE id = $1", community.0)?;
    execute!(conn, "DELETE FROM community WHERE id = $1", community.0).map(|_| ())
}

/// Takes a member out of every table but their own row and key, which the caller takes last.
pub async fn forget(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    macro_rules! of_member {
        ($table:literal) => {
            concat!("DELETE FROM ", $table, " WHERE member = $1")
        };
    }
    macro_rules! letters {
        ($from:literal) => {
            concat!(
                "DELETE FROM ",
                $from,
                " IN (SELECT l.id FROM letter l JOIN correspondence c ON c.id = l.correspondence ",
                "WHERE c.one = $1 OR c.other = $1)"
            )
        };
    }
    execute!(conn, of_member!("notice"), member.0)?;
    // What others were told of them: who did it is nobody any more.
    execute!(conn, "DELETE FROM notice WHERE actor = $1", member.0)?;
    execute!(conn, "UPDATE event SET actor = NULL WHERE actor = $1", member.0)?;
    execute!(conn, "UPDATE event SET member = NULL WHERE member = $1", member.0)?;
    execute!(conn, of_member!("notice_pace"), member.0)?;
    execute!(conn, of_member!("notice_push"), member.0)?;
    execute!(conn, of_member!("follow"), member.0)?;
    let tags = execute!(conn, of_member!("follow_tag"), member.0)?;
    execute!(conn, letters!("letter_report WHERE letter"), member.0)?;
    execute!(conn, "DELETE FROM letter_report WHERE reporter = $1", member.0)?;
    execute!(conn, letters!("letter WHERE id"), member.0)?;
    execute!(conn, "DELETE FROM correspondence WHERE one = $1 OR other = $1", member.0)?;
    execute!(conn, "DELETE FROM letter_block WHERE member = $1 OR blocked = $1", member.0)?;
    crate::moderation::forget_member(conn, member).await?;
    crate::vigilance::forget_member(conn, member).await?;
    // Who was invited may still come; what was noted about it was theirs.
    execute!(conn, "UPDATE invitation SET note = '', note_key = '' WHERE made_by = $1", member.0)?;
    execute!(conn, of_member!("receipt"), member.0)?;
    execute!(conn, of_member!("claim_proof"), member.0)?;
    execute!(conn, of_member!("claim"), member.0)?;
    // Whoever agreed first is gone, and their agreement with them: another gives it.
    execute!(conn, "UPDATE claim SET yes_by = NULL, yes_at = NULL WHERE yes_by = $1", member.0)?;
    execute!(conn, "UPDATE claim SET decided_by = NULL WHERE decided_by = $1", member.0)?;
    execute!(conn, of_member!("membership"), member.0)?;
    execute!(conn, "UPDATE community SET founder = NULL WHERE founder = $1", member.0)?;
    execute!(conn, "DELETE FROM import_ref WHERE id = $1", member.0)?;
    // What is being told goes on from just before where they stood.
    let before = Uuid::from_u128(member.0.as_u128().saturating_sub(1));
    execute!(conn, "UPDATE telling SET after = $2 WHERE after = $1", member.0, before)?;
    execute!(conn, "UPDATE charter_telling SET after = $2 WHERE after = $1", member.0, before)?;
    // Tags of their threads went with those; all tags are looked at, so only where one may be left.
    if tags > 0 {
        crate::tags::drop_unused(conn).await?;
    }
    Ok(())
}

/// Takes the last of a member: the request, the key that opens what was sealed for them, the account.
pub async fn drop_member(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    execute!(conn, "UPDATE erasure SET member = NULL, held = NULL WHERE member = $1", member.0)?;
    execute!(conn, "DELETE FROM member_key WHERE member = $1", member.0)?;
    execute!(conn, "DELETE FROM member WHERE id = $1", member.0).map(|_| ())
}
