//! One community, read.

use crate::readable::Reading;
use crate::{Conn, Result};
use domain::communities::{CommunityLink, MEMBERS_COUNTED, Visibility};
use domain::tags::Tag;
use domain::{CommunityId, Locale};
use uuid::Uuid;

/// A community as stored, without its charter.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `community`")]
pub struct CommunityRow {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub description_html: String,
    #[sqlx(try_from = "String")]
    pub locale: Locale,
    #[sqlx(try_from = "String")]
    pub visibility: Visibility,
    pub founder: Option<Uuid>,
    pub created: i64,
    pub company: bool,
}

impl CommunityRow {
    /// Its address part and name.
    pub fn link(&self) -> CommunityLink {
        CommunityLink { slug: self.slug.clone(), name: self.name.clone(), company: self.company }
    }
}

/// A community by its id.
pub async fn by_id(conn: &mut Conn<'_>, id: CommunityId) -> Result<Option<CommunityRow>> {
    fetch_optional!(
        conn,
        CommunityRow,
        "SELECT id, slug, name, description_html, locale, visibility, founder, created, \
         owner_type = 'company' AS company FROM community WHERE id = $1",
        id.0
    )
}

/// The community of this address.
pub async fn by_slug(conn: &mut Conn<'_>, slug: &str) -> Result<Option<CommunityRow>> {
    fetch_optional!(
        conn,
        CommunityRow,
        "SELECT id, slug, name, description_html, locale, visibility, founder, created, \
         owner_type = 'company' AS company FROM community WHERE slug = $1",
        slug
    )
}

/// The address part of a community.
pub async fn slug_of(conn: &mut Conn<'_>, community: CommunityId) -> Result<Option<String>> {
    let row = fetch_optional!(conn, (String,), "SELECT slug FROM community WHERE id = $1", community.0)?;
    Ok(row.map(|(slug,)| slug))
}

/// How many belong, counted up to [`MEMBERS_COUNTED`]: the page of a large community must not count
/// a million rows.
pub async fn members(conn: &mut Conn<'_>, community: CommunityId) -> Result<u32> {
    let (count,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM membership WHERE community = $1 AND place IN ('member', 'host') LIMIT $2) AS counted",
        community.0,
        i64::from(MEMBERS_COUNTED)
    )?;
    Ok(u32::try_from(count).unwrap_or(MEMBERS_COUNTED))
}

/// How many of the latest active threads say what is talked about.
const TALKED_ABOUT: i64 = 50;
/// How many tags are shown.
const TAGS: i64 = 12;

/// The tags in use on the latest active threads that this reader reads, the most used first.
pub async fn tags(conn: &mut Conn<'_>, community: CommunityId, reading: Reading) -> Result<Vec<Tag>> {
    let rows: Vec<(String, String)> = fetch_all!(
        conn,
        (String, String),
        concat!(
            "SELECT g.key, g.label FROM (SELECT t.id FROM thread t JOIN community c ON c.id = t.community ",
            "WHERE t.community = $4 AND t.deleted IS NULL AND ",
            readable!("$1", "$2", "$3"),
            " ORDER BY t.active DESC, t.id DESC LIMIT $5) AS latest ",
            "JOIN thread_tag h ON h.thread = latest.id JOIN tag g ON g.key = h.tag ",
            "GROUP BY g.key, g.label ORDER BY COUNT(*) DESC, g.key LIMIT $6"
        ),
        reading.id(),
        reading.word(),
        reading.verified,
        community.0,
        TALKED_ABOUT,
        TAGS
    )?;
    Ok(rows.into_iter().map(|(key, label)| Tag { key, label }).collect())
}
