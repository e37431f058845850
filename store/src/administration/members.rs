//! Members as administrators see them: found by name or by the keyed hash of an address.

use crate::{Conn, Engine, Result};
use domain::administration::Right;
use domain::members::{OrganisationKind, Role};
use domain::{MemberId, Timestamp};
use uuid::Uuid;

/// A member in the list.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `member`")]
pub struct MemberRow {
    #[sqlx(try_from = "Uuid")]
    pub id: MemberId,
    pub pseudonym: String,
    #[sqlx(try_from = "String")]
    pub role: Role,
    pub organisation: Option<String>,
    pub role_before: Option<String>,
    pub badge: Option<String>,
    pub confirmed: bool,
    pub administrator: bool,
    pub moderator: bool,
    pub disposable: bool,
    pub created: i64,
}

macro_rules! member_where {
    ($condition:literal) => {
        concat!(
            "SELECT id, pseudonym, role, organisation, role_before, badge, confirmed IS NOT NULL AS confirmed, administrator, ",
            "moderator, disposable, created FROM member WHERE ",
            $condition
        )
    };
}

/// Above every folded name.
pub(crate) const LAST: char = '\u{10FFFF}';

/// Members whose folded name begins so, by it, behind a member. The cursor is an id alone, so that an address holds no name.
pub async fn members(
    conn: &mut Conn<'_>,
    beginning: &str,
    after: Option<MemberId>,
    limit: i64,
) -> Result<Vec<MemberRow>> {
    let after = match after {
        Some(id) => {
            let row = fetch_optional!(&mut *conn, (String,), "SELECT pseudonym_key FROM member WHERE id = $1", id.0)?;
            row.map(|(key,)| key).unwrap_or_default()
        }
        None => String::new(),
    };
    fetch_all!(
        conn,
        MemberRow,
        member_where!(
            "pseudonym_key >= $1 AND pseudonym_key < $2 AND pseudonym_key > $3 ORDER BY pseudonym_key LIMIT $4"
        ),
        beginning,
        format!("{beginning}{LAST}"),
        after,
        limit
    )
}

/// The member of the address with this keyed hash.
pub async fn member_of_email(conn: &mut Conn<'_>, email_hash: &[u8]) -> Result<Option<MemberRow>> {
    fetch_optional!(conn, MemberRow, member_where!("email_hash = $1"), email_hash)
}

/// One member.
pub async fn member(conn: &mut Conn<'_>, id: MemberId) -> Result<Option<MemberRow>> {
    fetch_optional!(conn, MemberRow, member_where!("id = $1"), id.0)
}

/// What is counted of a member. Communities they belong to are not: that is health data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named after what is counted")]
pub struct MemberCounts {
    pub sessions: i64,
    pub hosts: i64,
    pub decisions: i64,
    pub reversed: i64,
    pub leaving: bool,
}

/// Counts devices signed in, communities hosted, decisions about them.
pub async fn member_counts(conn: &mut Conn<'_>, id: MemberId, now: Timestamp) -> Result<MemberCounts> {
    fetch_one!(
        conn,
        MemberCounts,
        "SELECT (SELECT COUNT(*) FROM session WHERE member = $1 AND expires > $2) AS sessions, \
         (SELECT COUNT(*) FROM membership WHERE member = $1 AND place = 'host') AS hosts, \
         (SELECT COUNT(*) FROM decision WHERE member = $1) AS decisions, \
         (SELECT COUNT(*) FROM decision WHERE member = $1 AND reversed IS NOT NULL) AS reversed, \
         EXISTS (SELECT 1 FROM erasure WHERE member = $1) AS leaving",
        id.0,
        now.0
    )
}

/// Holds those who administer until the transaction ends: of two who step down at once, one stays. What they decide
/// meanwhile is written down under their name all the same.
pub async fn lock_administrators(conn: &mut Conn<'_>) -> Result<()> {
    match conn.engine() {
        // It has one writer.
        Engine::Sqlite => Ok(()),
        Engine::Postgres => {
            execute!(conn, "SELECT id FROM member WHERE administrator ORDER BY id FOR NO KEY UPDATE").map(|_| ())
        }
    }
}

/// Gives a right or takes it; whether that changed anything.
pub async fn set_right(conn: &mut Conn<'_>, id: MemberId, right: Right, on: bool) -> Result<bool> {
    let sql = match right {
        Right::Moderator => "UPDATE member SET moderator = $2 WHERE id = $1 AND moderator <> $2",
        Right::Administrator => "UPDATE member SET administrator = $2 WHERE id = $1 AND administrator <> $2",
    };
    execute!(conn, sql, id.0, on).map(|touched| touched > 0)
}

/// Has an account speak for an organisation of this kind; for none, it is again what it was before. What never was
/// anything else, because a dump made it one, becomes a `person` of this role. Whether that changed anything: without
/// either there is nothing to go back to.
pub async fn set_organisation(
    conn: &mut Conn<'_>,
    id: MemberId,
    kind: Option<OrganisationKind>,
    person: Option<Role>,
) -> Result<bool> {
    let touched = if let Some(kind) = kind {
        execute!(
            conn,
            "UPDATE member SET role_before = CASE WHEN role = 'organisation' THEN role_before ELSE role END, \
             role = 'organisation', organisation = $2 WHERE id = $1 AND (organisation IS NULL OR organisation <> $2)",
            id.0,
            kind.word()
        )?
    } else {
        execute!(
            conn,
            "UPDATE member SET role = COALESCE(role_before, $2), role_before = NULL, organisation = NULL \
             WHERE id = $1 AND role = 'organisation' AND COALESCE(role_before, $2) IS NOT NULL",
            id.0,
            person.map(Role::word)
        )?
    };
    Ok(touched > 0)
}

/// Notes whether the address is one that is given away for minutes.
pub async fn set_disposable(conn: &mut Conn<'_>, id: MemberId, disposable: bool) -> Result<()> {
    execute!(conn, "UPDATE member SET disposable = $2 WHERE id = $1", id.0, disposable).map(|_| ())
}

/// How far an account has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Come {
    /// When it was made, in microseconds UTC.
    pub created: i64,
    /// Whether its address is given away for minutes.
    pub disposable: bool,
    /// Texts of theirs from before a moment that still stand, counted up to a limit of each kind.
    pub kept: i64,
}

/// How far an account has come; texts from before `until`, counted up to `most` of each kind.
pub async fn come(conn: &mut Conn<'_>, id: MemberId, until: Timestamp, most: i64) -> Result<Option<Come>> {
    fetch_optional!(
        conn,
        Come,
        "SELECT m.created, m.disposable, \
         (SELECT COUNT(*) FROM (SELECT 1 AS one FROM thread WHERE author = $1 AND deleted IS NULL AND created < $3 LIMIT $2) AS t) \
         + (SELECT COUNT(*) FROM (SELECT 1 AS one FROM reply WHERE author = $1 AND deleted IS NULL AND created < $3 LIMIT $2) AS r) AS kept \
         FROM member m WHERE m.id = $1",
        id.0,
        most,
        until.0
    )
}

/// How many signed up since then, counted up to `most`. Imported members have no password and don't count.
pub async fn sign_ups_since(conn: &mut Conn<'_>, since: Timestamp, most: i64) -> Result<i64> {
    let (count,) = fetch_one!(
        conn,
        (i64,),
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM member WHERE created > $1 AND password IS NOT NULL LIMIT $2) AS m",
        since.0,
        most
    )?;
    Ok(count)
}
