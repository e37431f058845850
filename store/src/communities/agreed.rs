//! Which version of a charter a member agreed to, and what a new version changes beside it.

use crate::{Conn, Result};
use domain::communities::{CharterDraft, OwnerType, industry_share};
use domain::{CommunityId, MemberId, Timestamp};

/// Copies what lists show of a charter beside the community. One that a company runs from now on is to be looked at as
/// a whole.
pub async fn show_charter(conn: &mut Conn<'_>, community: CommunityId, charter: &CharterDraft) -> Result<()> {
    if charter.owner_type == OwnerType::Company {
        crate::vigilance::begin_past(conn, community).await?;
    }
    execute!(
        conn,
        "UPDATE community SET owner = $2, owner_type = $3, industry_share = $4, advertising = $5 WHERE id = $1",
        community.0,
        &charter.owner,
        charter.owner_type.word(),
        i32::try_from(industry_share(&charter.sources)).unwrap_or(100),
        charter.advertising,
    )
    .map(|_| ())
}

/// The version a member agreed to; none for who does not belong.
pub async fn agreed(conn: &mut Conn<'_>, community: CommunityId, member: MemberId) -> Result<Option<i32>> {
    let row = fetch_optional!(
        conn,
        (i32,),
        "SELECT charter FROM membership WHERE community = $1 AND member = $2 AND place IN ('member', 'host')",
        community.0,
        member.0
    )?;
    Ok(row.map(|(version,)| version))
}

/// Whether a version after this one changed what members had agreed to.
pub async fn material_since(conn: &mut Conn<'_>, community: CommunityId, version: i32) -> Result<bool> {
    let row = fetch_optional!(
        conn,
        (i32,),
        "SELECT 1 FROM charter WHERE community = $1 AND version > $2 AND material LIMIT 1",
        community.0,
        version
    )?;
    Ok(row.is_some())
}

/// Notes that a member agreed to a version.
pub async fn agree(conn: &mut Conn<'_>, community: CommunityId, member: MemberId, version: i32) -> Result<bool> {
    execute!(
        conn,
        "UPDATE membership SET charter = $3 WHERE community = $1 AND member = $2 AND charter < $3 \
         AND place IN ('member', 'host')",
        community.0,
        member.0,
        version
    )
    .map(|rows| rows > 0)
}

/// Who owned a community before, and since when somebody else does, where that changed after a moment.
pub async fn owner_change(
    conn: &mut Conn<'_>,
    community: CommunityId,
    after: Timestamp,
) -> Result<Option<(String, Timestamp)>> {
    let row = fetch_optional!(
        conn,
        (String, i64),
        "SELECT owner_before, created FROM charter WHERE community = $1 AND owner_before IS NOT NULL AND created > $2 \
         ORDER BY version DESC LIMIT 1",
        community.0,
        after.0
    )?;
    Ok(row.map(|(before, since)| (before, Timestamp(since))))
}
