//! Making a community, and its charter.

use crate::{Conn, Result};
use domain::communities::{CharterDraft, FundingSource, OwnerType, Visibility, industry_share};
use domain::{CharterId, CommunityId, Locale, MemberId, Timestamp, text};
use uuid::Uuid;

/// A community to be inserted, without its charter.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns of `community`, documented in the migration")]
pub struct NewCommunity<'a> {
    pub id: CommunityId,
    pub slug: &'a str,
    pub name: &'a str,
    pub description: &'a str,
    pub description_html: &'a str,
    pub excerpt: &'a str,
    pub locale: Locale,
    pub visibility: Visibility,
    pub founder: Option<MemberId>,
    pub created: Timestamp,
}

/// Inserts a community. What lists show of its charter is copied beside it. Fails as a unique
/// violation when the slug is taken.
pub async fn insert(conn: &mut Conn<'_>, new: &NewCommunity<'_>, charter: &CharterDraft) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO community (id, slug, name, name_key, description, description_html, excerpt, locale, visibility, \
         owner, owner_type, industry_share, advertising, founder, created) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        new.id.0,
        new.slug,
        new.name,
        text::fold(new.name),
        new.description,
        new.description_html,
        new.excerpt,
        new.locale.code(),
        new.visibility.word(),
        &charter.owner,
        charter.owner_type.word(),
        i32::try_from(industry_share(&charter.sources)).unwrap_or(100),
        charter.advertising,
        new.founder.map(|id| id.0),
        new.created.0,
    )
    .map(|_| ())
}

/// A version of a charter to be inserted.
#[derive(Debug, Clone)]
pub struct NewCharter<'a> {
    /// Its id.
    pub id: CharterId,
    /// Whose.
    pub community: CommunityId,
    /// From 1.
    pub version: i32,
    /// What it says.
    pub charter: &'a CharterDraft,
    /// Whether it changes what members agreed to.
    pub material: bool,
    /// Who owned the community until then, where this version changes it.
    pub owner_before: Option<&'a str>,
    /// When it takes effect.
    pub created: Timestamp,
}

/// Inserts a version of a charter with its sources. Fails as a unique violation when there is such a version.
pub async fn insert_charter(conn: &mut Conn<'_>, new: &NewCharter<'_>) -> Result<()> {
    let &NewCharter { id, community, version, charter, .. } = new;
    execute!(
        conn,
        "INSERT INTO charter (id, community, version, owner, owner_type, funding, advertising, objectives, data_use, \
         moderation, created, material, owner_before) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id.0,
        community.0,
        version,
        &charter.owner,
        charter.owner_type.word(),
        &charter.funding,
        charter.advertising,
        &charter.objectives,
        &charter.data_use,
        &charter.moderation,
        new.created.0,
        new.material,
        new.owner_before,
    )?;
    for (place, source) in charter.sources.iter().enumerate() {
        execute!(
            conn,
            "INSERT INTO charter_source (charter, place, name, share, industry) VALUES ($1, $2, $3, $4, $5)",
            id.0,
            i32::try_from(place).unwrap_or_default(),
            &source.name,
            i32::from(source.share),
            source.industry,
        )?;
    }
    Ok(())
}

/// Names a condition of a community.
pub async fn insert_condition(conn: &mut Conn<'_>, community: CommunityId, code: &str) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO community_condition (community, code) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        community.0,
        code,
    )
    .map(|_| ())
}

/// A version of a charter, without its sources.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `charter`")]
pub struct CharterRow {
    pub id: Uuid,
    pub community: Uuid,
    pub version: i32,
    pub owner: String,
    #[sqlx(try_from = "String")]
    pub owner_type: OwnerType,
    pub funding: String,
    pub advertising: bool,
    pub objectives: String,
    pub data_use: String,
    pub moderation: String,
    pub created: i64,
    pub material: bool,
}

impl CharterRow {
    /// What it says, with its sources.
    pub fn draft(&self, sources: Vec<FundingSource>) -> CharterDraft {
        CharterDraft {
            owner: self.owner.clone(),
            owner_type: self.owner_type,
            funding: self.funding.clone(),
            sources,
            advertising: self.advertising,
            objectives: self.objectives.clone(),
            data_use: self.data_use.clone(),
            moderation: self.moderation.clone(),
        }
    }
}

/// The charter in force.
pub async fn charter(conn: &mut Conn<'_>, community: CommunityId) -> Result<Option<CharterRow>> {
    fetch_optional!(
        conn,
        CharterRow,
        "SELECT id, community, version, owner, owner_type, funding, advertising, objectives, data_use, moderation, created, material \
         FROM charter WHERE community = $1 ORDER BY version DESC LIMIT 1",
        community.0
    )
}

/// The latest versions of a community's charter, the latest first.
pub async fn latest_charters(conn: &mut Conn<'_>, community: CommunityId, limit: i64) -> Result<Vec<CharterRow>> {
    fetch_all!(
        conn,
        CharterRow,
        "SELECT id, community, version, owner, owner_type, funding, advertising, objectives, data_use, moderation, created, material \
         FROM charter WHERE community = $1 ORDER BY version DESC LIMIT $2",
        community.0,
        limit
    )
}

/// The version that held when this number was the latest.
pub async fn charter_up_to(conn: &mut Conn<'_>, community: CommunityId, version: i32) -> Result<Option<CharterRow>> {
    fetch_optional!(
        conn,
        CharterRow,
        "SELECT id, community, version, owner, owner_type, funding, advertising, objectives, data_use, moderation, created, material \
         FROM charter WHERE community = $1 AND version <= $2 ORDER BY version DESC LIMIT 1",
        community.0,
        version
    )
}

/// Every version of these communities' charters, the first one first.
pub async fn charters_of(conn: &mut Conn<'_>, communities: &[Uuid]) -> Result<Vec<CharterRow>> {
    fetch_in!(
        conn,
        CharterRow,
        "SELECT id, community, version, owner, owner_type, funding, advertising, objectives, data_use, moderation, created, material \
         FROM charter WHERE community ",
        communities,
        " ORDER BY community, version"
    )
}

/// The sources of these charters, in their order.
pub async fn sources_of(conn: &mut Conn<'_>, charters: &[Uuid]) -> Result<Vec<(Uuid, FundingSource)>> {
    let rows: Vec<(Uuid, String, i32, bool)> = fetch_in!(
        conn,
        (Uuid, String, i32, bool),
        "SELECT charter, name, share, industry FROM charter_source WHERE charter ",
        charters,
        " ORDER BY charter, place"
    )?;
    Ok(rows
        .into_iter()
        .map(|(charter, name, share, industry)| {
            (charter, FundingSource { name, share: u8::try_from(share).unwrap_or_default(), industry })
        })
        .collect())
}

/// The condition codes of these communities.
pub async fn conditions_of(conn: &mut Conn<'_>, communities: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    if communities.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(
        conn,
        (Uuid, String),
        "SELECT community, code FROM community_condition WHERE community ",
        communities,
        " ORDER BY community, code"
    )
}
