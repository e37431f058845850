//! A member's page: what they and the reader share.

use crate::{Conn, Result};
use domain::MemberId;
use domain::communities::CommunityLink;

/// Communities to which both belong, by name; all of the member's when they are the reader.
pub async fn shared_communities(conn: &mut Conn<'_>, member: MemberId, reader: MemberId) -> Result<Vec<CommunityLink>> {
    let rows = fetch_all!(
        conn,
        (String, String, bool),
        "SELECT c.slug, c.name, c.owner_type = 'company' AS company FROM membership a JOIN membership b ON b.community = a.community \
         JOIN community c ON c.id = a.community WHERE a.member = $1 AND a.place IN ('member', 'host') \
         AND b.member = $2 AND b.place IN ('member', 'host') ORDER BY c.name_key, c.id",
        member.0,
        reader.0
    )?;
    Ok(rows.into_iter().map(|(slug, name, company)| CommunityLink { slug, name, company }).collect())
}

/// A member's name.
pub async fn pseudonym(conn: &mut Conn<'_>, id: MemberId) -> Result<Option<String>> {
    Ok(fetch_optional!(conn, (String,), "SELECT pseudonym FROM member WHERE id = $1", id.0)?.map(|(name,)| name))
}
