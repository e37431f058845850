//! Where a member may write.

use crate::{Conn, Result};
use domain::communities::{CommunityLink, Visibility};
use domain::policy::Place;
use domain::{CommunityId, MemberId};

/// A community and what a member is in it.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `community` and `membership`")]
pub struct PlaceRow {
    #[sqlx(try_from = "uuid::Uuid")]
    pub community: CommunityId,
    pub slug: String,
    pub name: String,
    pub company: bool,
    /// The charter changed in what the member agreed to.
    pub asked_again: bool,
    /// How many of a member's first texts wait for a host.
    pub holds: i32,
    #[sqlx(try_from = "String")]
    pub visibility: Visibility,
    place: Option<String>,
}

impl PlaceRow {
    /// Its address part and name.
    pub fn link(&self) -> CommunityLink {
        CommunityLink { slug: self.slug.clone(), name: self.name.clone(), company: self.company }
    }

    /// What the member is there.
    pub fn place(&self) -> Option<Place> {
        self.place.as_deref().and_then(Place::from_word)
    }
}

/// The communities a member belongs to, by name.
pub async fn places_of(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<PlaceRow>> {
    fetch_all!(
        conn,
        PlaceRow,
        "SELECT c.id AS community, c.slug, c.name, c.owner_type = 'company' AS company, c.visibility, c.holds, m.place, \
         EXISTS (SELECT 1 FROM charter h WHERE h.community = c.id AND h.material AND h.version > m.charter) AS asked_again \
         FROM membership m \
         JOIN community c ON c.id = m.community WHERE m.member = $1 AND m.place IN ('member', 'host') \
         ORDER BY c.name_key, c.id LIMIT 200",
        member.0
    )
}

/// A community by its address part, and what a member is in it.
pub async fn place_in(conn: &mut Conn<'_>, slug: &str, member: MemberId) -> Result<Option<PlaceRow>> {
    fetch_optional!(
        conn,
        PlaceRow,
        "SELECT c.id AS community, c.slug, c.name, c.owner_type = 'company' AS company, c.visibility, c.holds, m.place, \
         EXISTS (SELECT 1 FROM charter h WHERE h.community = c.id AND h.material AND h.version > m.charter) AS asked_again \
         FROM community c \
         LEFT JOIN membership m ON m.community = c.id AND m.member = $2 WHERE c.slug = $1",
        slug,
        member.0
    )
}
