//! Members: accounts as rows, what proves who they are, what they agreed to.

mod accounts;
mod claims;
mod profile;
mod receipts;
mod sessions;
mod tokens;

pub use accounts::*;
pub use claims::*;
pub use profile::*;
pub use receipts::*;
pub use sessions::*;
pub use tokens::*;

use crate::{Conn, Result};
use domain::members::{OrganisationKind, Profession, Role};
use domain::{Locale, MemberId, Timestamp};

/// A member to be inserted.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns of `member`, documented in the migration")]
pub struct NewMember {
    pub id: MemberId,
    pub pseudonym: String,
    pub pseudonym_key: String,
    pub role: Role,
    pub organisation: Option<OrganisationKind>,
    pub about: String,
    pub badge: Option<Profession>,
    pub badge_since: Option<Timestamp>,
    pub claimed: Option<Profession>,
    pub email_hash: Option<Vec<u8>>,
    pub email_sealed: Option<Vec<u8>>,
    pub confirmed: Option<Timestamp>,
    pub password: Option<String>,
    pub administrator: bool,
    pub locale: Locale,
    pub zone: String,
    pub created: Timestamp,
}

/// Inserts a member. Fails as a unique violation when the pseudonym or the address is taken.
pub async fn insert(conn: &mut Conn<'_>, member: &NewMember) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO member (id, pseudonym, pseudonym_key, role, organisation, about, badge, badge_since, claimed, \
         email_hash, email_sealed, confirmed, password, administrator, locale, zone, created) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        member.id.0,
        &member.pseudonym,
        &member.pseudonym_key,
        member.role.word(),
        member.organisation.map(OrganisationKind::word),
        &member.about,
        member.badge.map(Profession::word),
        member.badge_since.map(|at| at.0),
        member.claimed.map(Profession::word),
        member.email_hash.as_deref(),
        member.email_sealed.as_deref(),
        member.confirmed.map(|at| at.0),
        member.password.as_deref(),
        member.administrator,
        member.locale.code(),
        &member.zone,
        member.created.0,
    )
    .map(|_| ())
}

/// A badge's word as a profession.
pub(crate) fn badge_of(word: Option<&str>) -> Option<Profession> {
    word.and_then(Profession::from_word)
}
