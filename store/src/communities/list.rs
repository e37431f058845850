//! The list of communities, and those of one member.

use crate::{Conn, Result};
use domain::communities::{CommunityLink, MEMBERS_COUNTED, OwnerType, Visibility};
use domain::{CommunityId, Locale, MemberId, Timestamp};
use uuid::Uuid;

/// A community in the list.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `community`, and what is counted beside them")]
pub struct CardRow {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub excerpt: String,
    #[sqlx(try_from = "String")]
    pub locale: Locale,
    #[sqlx(try_from = "String")]
    pub visibility: Visibility,
    pub owner: String,
    #[sqlx(try_from = "String")]
    pub owner_type: OwnerType,
    pub industry_share: i32,
    pub advertising: bool,
    /// Whether the charter names sources at all: an imported one may not.
    pub stated: bool,
    pub members: i64,
    pub joined: bool,
    pub owner_before: Option<String>,
    pub owner_since: Option<i64>,
}

/// Where a list by name goes on behind a community. Before the first name there is the empty one.
pub(crate) async fn behind(conn: &mut Conn<'_>, after: Option<CommunityId>) -> Result<(String, Uuid)> {
    let Some(id) = after else { return Ok((String::new(), Uuid::nil())) };
    let row = fetch_optional!(conn, (String, Uuid), "SELECT name_key, id FROM community WHERE id = $1", id.0)?;
    Ok(row.unwrap_or_default())
}

/// One page of the list by name, after the community `after`. The cursor is an id alone: its name is
/// looked up, so that an address holds no name.
pub async fn list(
    conn: &mut Conn<'_>,
    reader: Option<MemberId>,
    after: Option<CommunityId>,
    limit: i64,
    // A change of owner after this moment is told.
    recent: Timestamp,
) -> Result<Vec<CardRow>> {
    let (name, id) = behind(conn, after).await?;
    fetch_all!(
        conn,
        CardRow,
        "SELECT c.id, c.slug, c.name, c.excerpt, c.locale, c.visibility, c.owner, c.owner_type, c.industry_share, c.advertising, \
         EXISTS (SELECT 1 FROM charter h JOIN charter_source s ON s.charter = h.id WHERE h.community = c.id) AS stated, \
         (SELECT COUNT(*) FROM (SELECT 1 AS one FROM membership m WHERE m.community = c.id AND m.place IN ('member', 'host') \
          LIMIT $5) AS counted) AS members, \
         EXISTS (SELECT 1 FROM membership m WHERE m.community = c.id AND m.member = $1 AND m.place IN ('member', 'host')) AS joined, \
         o.owner_before, o.created AS owner_since FROM community c \
         LEFT JOIN charter o ON o.community = c.id AND o.version = (SELECT MAX(h.version) FROM charter h \
          WHERE h.community = c.id AND h.owner_before IS NOT NULL AND h.created > $6) \
         WHERE (c.name_key, c.id) > ($2, $3) ORDER BY c.name_key, c.id LIMIT $4",
        reader.map(|id| id.0),
        name,
        id,
        limit,
        i64::from(MEMBERS_COUNTED),
        recent.0
    )
}

/// The communities a member belongs to, by name.
pub async fn of_member(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<CommunityLink>> {
    let rows: Vec<(String, String, bool)> = fetch_all!(
        conn,
        (String, String, bool),
        "SELECT c.slug, c.name, c.owner_type = 'company' AS company FROM membership m JOIN community c ON c.id = m.community \
         WHERE m.member = $1 AND m.place IN ('member', 'host') ORDER BY c.name_key, c.id",
        member.0
    )?;
    Ok(rows.into_iter().map(|(slug, name, company)| CommunityLink { slug, name, company }).collect())
}

/// Every community, by name.
pub async fn names(conn: &mut Conn<'_>) -> Result<Vec<(CommunityId, CommunityLink)>> {
    let rows: Vec<(Uuid, String, String, bool)> = fetch_all!(
        conn,
        (Uuid, String, String, bool),
        "SELECT c.id, c.slug, c.name, c.owner_type = 'company' AS company FROM community c ORDER BY c.name_key, c.id LIMIT 1000"
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, slug, name, company)| (CommunityId(id), CommunityLink { slug, name, company }))
        .collect())
}
