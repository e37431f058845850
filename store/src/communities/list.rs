//! The list of communities, and those of one member.

use crate::{Conn, Result};
use domain::communities::{CommunityLink, MEMBERS_COUNTED, OwnerType, Visibility};
use domain::{CommunityId, Locale, MemberId};
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
}

/// One page of the list by name, after the community `after`. The cursor is an id alone: its name is
/// looked up, so that an address holds no name.
pub async fn list(
    conn: &mut Conn<'_>,
    reader: Option<MemberId>,
    after: Option<CommunityId>,
    limit: i64,
) -> Result<Vec<CardRow>> {
    // Before the first name there is the empty one.
    let (name, id) = match after {
        Some(id) => {
            fetch_optional!(&mut *conn, (String, Uuid), "SELECT name_key, id FROM community WHERE id = $1", id.0)?
                .unwrap_or_default()
        }
        None => (String::new(), Uuid::nil()),
    };
    fetch_all!(
        conn,
        CardRow,
        "SELECT c.id, c.slug, c.name, c.excerpt, c.locale, c.visibility, c.owner, c.owner_type, c.industry_share, c.advertising, \
         EXISTS (SELECT 1 FROM charter h JOIN charter_source s ON s.charter = h.id WHERE h.community = c.id) AS stated, \
         (SELECT COUNT(*) FROM (SELECT 1 AS one FROM membership m WHERE m.community = c.id AND m.place IN ('member', 'host') \
          LIMIT $5) AS counted) AS members, \
         EXISTS (SELECT 1 FROM membership m WHERE m.community = c.id AND m.member = $1 AND m.place IN ('member', 'host')) AS joined \
         FROM community c \
         WHERE (c.name_key, c.id) > ($2, $3) ORDER BY c.name_key, c.id LIMIT $4",
        reader.map(|id| id.0),
        name,
        id,
        limit,
        i64::from(MEMBERS_COUNTED)
    )
}

/// The communities a member belongs to, by name.
pub async fn of_member(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<CommunityLink>> {
    let rows: Vec<(String, String)> = fetch_all!(
        conn,
        (String, String),
        "SELECT c.slug, c.name FROM membership m JOIN community c ON c.id = m.community \
         WHERE m.member = $1 AND m.place IN ('member', 'host') ORDER BY c.name_key, c.id",
        member.0
    )?;
    Ok(rows.into_iter().map(|(slug, name)| CommunityLink { slug, name }).collect())
}

/// Every community's id, address part and name, by name.
pub async fn names(conn: &mut Conn<'_>) -> Result<Vec<(uuid::Uuid, String, String)>> {
    fetch_all!(
        conn,
        (uuid::Uuid, String, String),
        "SELECT id, slug, name FROM community ORDER BY name_key, id LIMIT 1000"
    )
}
