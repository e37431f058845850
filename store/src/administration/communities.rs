//! Communities as administrators see them.

use crate::{Conn, Result};
use domain::CommunityId;
use domain::communities::{MEMBERS_COUNTED, OwnerType};
use uuid::Uuid;

/// A community in the list.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `community`, and what is counted beside them")]
pub struct CommunityRow {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub owner: String,
    #[sqlx(try_from = "String")]
    pub owner_type: OwnerType,
    pub charter: i32,
    pub members: i64,
}

/// Communities in whose folded name this stands, by it, behind one.
pub async fn communities(
    conn: &mut Conn<'_>,
    part: &str,
    after: Option<CommunityId>,
    limit: i64,
) -> Result<Vec<CommunityRow>> {
    let (name, id) = crate::communities::behind(conn, after).await?;
    fetch_all!(
        conn,
        CommunityRow,
        "SELECT c.id, c.slug, c.name, c.owner, c.owner_type, \
         COALESCE((SELECT MAX(h.version) FROM charter h WHERE h.community = c.id), 0) AS charter, \
         (SELECT COUNT(*) FROM (SELECT 1 AS one FROM membership m WHERE m.community = c.id \
          AND m.place IN ('member', 'host') LIMIT $5) AS counted) AS members \
         FROM community c \
         WHERE (c.name_key, c.id) > ($1, $2) AND c.name_key LIKE '%' || $3 || '%' ORDER BY c.name_key, c.id LIMIT $4",
        name,
        id,
        part,
        limit,
        i64::from(MEMBERS_COUNTED)
    )
}

/// Hosts of these communities, longest first: the community, the pseudonym, whether it is a company.
pub async fn hosts_of(conn: &mut Conn<'_>, communities: &[Uuid]) -> Result<Vec<(Uuid, String, Option<bool>)>> {
    if communities.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(
        conn,
        (Uuid, String, Option<bool>),
        "SELECT m.community, a.pseudonym, a.organisation = 'company' FROM membership m JOIN member a ON a.id = m.member \
         WHERE m.place = 'host' AND m.community ",
        communities,
        " ORDER BY m.joined, m.member"
    )
}
