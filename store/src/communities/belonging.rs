//! Who belongs to a community, and as what.

use crate::{Conn, Result};
use domain::members::{Byline, OrganisationKind, Profession, Role};
use domain::policy::Place;
use domain::{CommunityId, MemberId, Timestamp};
use uuid::Uuid;

/// What somebody is in a community, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Belonging {
    /// Member, host, banned, suspended.
    #[sqlx(try_from = "String")]
    pub place: Place,
    /// Microseconds UTC.
    pub joined: i64,
}

/// What a member is in a community.
pub async fn belonging(conn: &mut Conn<'_>, community: CommunityId, member: MemberId) -> Result<Option<Belonging>> {
    fetch_optional!(
        conn,
        Belonging,
        "SELECT place, joined FROM membership WHERE community = $1 AND member = $2",
        community.0,
        member.0
    )
}

/// Makes somebody belong; `false` when a row was there already.
pub async fn join(
    conn: &mut Conn<'_>,
    community: CommunityId,
    member: MemberId,
    place: Place,
    joined: Timestamp,
) -> Result<bool> {
    execute!(
        conn,
        "INSERT INTO membership (community, member, place, joined) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        community.0,
        member.0,
        place.word(),
        joined.0,
    )
    .map(|touched| touched > 0)
}

/// Ends a membership; a ban or suspension stays.
pub async fn leave(conn: &mut Conn<'_>, community: CommunityId, member: MemberId) -> Result<bool> {
    execute!(
        conn,
        "DELETE FROM membership WHERE community = $1 AND member = $2 AND place IN ('member', 'host')",
        community.0,
        member.0,
    )
    .map(|touched| touched > 0)
}

/// Makes a member a host or a host a member; `false` when they were not `from`.
pub async fn change_place(
    conn: &mut Conn<'_>,
    community: CommunityId,
    member: MemberId,
    from: Place,
    to: Place,
) -> Result<bool> {
    execute!(
        conn,
        "UPDATE membership SET place = $4 WHERE community = $1 AND member = $2 AND place = $3",
        community.0,
        member.0,
        from.word(),
        to.word(),
    )
    .map(|touched| touched > 0)
}

#[derive(sqlx::FromRow)]
struct HostRow {
    id: Uuid,
    pseudonym: String,
    #[sqlx(try_from = "String")]
    role: Role,
    badge: Option<String>,
    organisation: Option<String>,
    about: String,
}

/// The hosts, longest first.
pub async fn hosts(conn: &mut Conn<'_>, community: CommunityId) -> Result<Vec<Byline>> {
    let rows: Vec<HostRow> = fetch_all!(
        conn,
        HostRow,
        "SELECT a.id, a.pseudonym, a.role, a.badge, a.organisation, a.about FROM membership m \
         JOIN member a ON a.id = m.member WHERE m.community = $1 AND m.place = 'host' ORDER BY m.joined, m.member",
        community.0
    )?;
    Ok(rows
        .into_iter()
        .map(|row| Byline {
            id: MemberId(row.id),
            pseudonym: row.pseudonym,
            role: row.role,
            badge: row.badge.as_deref().and_then(Profession::from_word),
            organisation: row.organisation.as_deref().and_then(OrganisationKind::from_word),
            about: row.about,
        })
        .collect())
}

/// Who answers for a community: its founder while they host it, otherwise the host who has belonged longest. `None` where
/// nobody hosts.
pub async fn answers_for(conn: &mut Conn<'_>, community: CommunityId) -> Result<Option<MemberId>> {
    let row: Option<(Uuid,)> = fetch_optional!(
        conn,
        (Uuid,),
        "SELECT m.member FROM membership m JOIN community c ON c.id = m.community \
         WHERE m.community = $1 AND m.place = 'host' \
         ORDER BY CASE WHEN m.member = c.founder THEN 0 ELSE 1 END, m.joined, m.member LIMIT 1",
        community.0
    )?;
    Ok(row.map(|(id,)| MemberId(id)))
}

/// Keeps the hosts of a community as they are until the transaction ends, and lists them. Two hosts
/// who leave at the same moment would otherwise each see the other stay. SQLite has one writer: its
/// transaction is enough. Rows that name the community are written meanwhile: who writes them may hold what comes next here.
pub async fn lock_hosts(conn: &mut Conn<'_>, community: CommunityId) -> Result<Vec<MemberId>> {
    if conn.engine() == crate::Engine::Postgres {
        execute!(conn, "SELECT 1 FROM community WHERE id = $1 FOR NO KEY UPDATE", community.0)?;
    }
    let rows: Vec<(Uuid,)> = fetch_all!(
        conn,
        (Uuid,),
        "SELECT member FROM membership WHERE community = $1 AND place = 'host'",
        community.0
    )?;
    Ok(rows.into_iter().map(|(id,)| MemberId(id)).collect())
}

/// The member of this community whose name folds to `key`, and what they are there.
pub async fn member_named(conn: &mut Conn<'_>, community: CommunityId, key: &str) -> Result<Option<(MemberId, Place)>> {
    let row: Option<(Uuid, String)> = fetch_optional!(
        conn,
        (Uuid, String),
        "SELECT m.member, m.place FROM membership m JOIN member a ON a.id = m.member \
         WHERE m.community = $1 AND a.pseudonym_key = $2",
        community.0,
        key
    )?;
    Ok(row.and_then(|(id, place)| Some((MemberId(id), Place::from_word(&place)?))))
}
