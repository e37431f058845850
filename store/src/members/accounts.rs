//! Accounts: found by id, address or name; what their owner may change.

use super::badge_of;
use crate::{Conn, Result, erasures};
use domain::members::{Byline, OrganisationKind, Profession, Role, Theme};
use domain::{Locale, MemberId, Timestamp};
use uuid::Uuid;

/// An account with the wrapped key of what is sealed for it.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `member` and `member_key`, documented in the migration")]
pub struct Account {
    #[sqlx(try_from = "Uuid")]
    pub id: MemberId,
    pub pseudonym: String,
    #[sqlx(try_from = "String")]
    pub role: Role,
    pub badge: Option<String>,
    pub about: String,
    pub findable: bool,
    pub email_sealed: Option<Vec<u8>>,
    pub confirmed: Option<i64>,
    pub password: Option<String>,
    pub administrator: bool,
    #[sqlx(try_from = "String")]
    pub locale: Locale,
    #[sqlx(try_from = "String")]
    pub theme: Theme,
    pub zone: String,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    pub wrapped: Option<Vec<u8>>,
}

impl Account {
    /// The verified profession.
    pub fn badge(&self) -> Option<Profession> {
        badge_of(self.badge.as_deref())
    }
}

macro_rules! account_where {
    ($condition:literal) => {
        concat!(
            "SELECT m.id, m.pseudonym, m.role, m.badge, m.about, m.findable, m.email_sealed, m.confirmed, m.password, ",
            "m.administrator, m.locale, m.theme, m.zone, m.created, k.wrapped ",
            "FROM member m LEFT JOIN member_key k ON k.member = m.id WHERE ",
            $condition
        )
    };
}

/// The account of this id.
pub async fn find(conn: &mut Conn<'_>, id: MemberId) -> Result<Option<Account>> {
    fetch_optional!(conn, Account, account_where!("m.id = $1"), id.0)
}

/// The account of the address with this keyed hash.
pub async fn find_by_email(conn: &mut Conn<'_>, email_hash: &[u8]) -> Result<Option<Account>> {
    fetch_optional!(conn, Account, account_where!("m.email_hash = $1"), email_hash)
}

/// The account of the name that folds to this.
pub async fn find_by_pseudonym(conn: &mut Conn<'_>, pseudonym_key: &str) -> Result<Option<Account>> {
    fetch_optional!(conn, Account, account_where!("m.pseudonym_key = $1"), pseudonym_key)
}

/// Whether a name that folds to this is in use.
pub async fn pseudonym_taken(conn: &mut Conn<'_>, pseudonym_key: &str) -> Result<bool> {
    let row = fetch_optional!(conn, (i32,), "SELECT 1 FROM member WHERE pseudonym_key = $1", pseudonym_key)?;
    Ok(row.is_some())
}

/// Frees an address from accounts that never confirmed it, and makes their links useless: whoever
/// signs up last with an address holds it until somebody proves that it is theirs.
pub async fn release_unconfirmed(conn: &mut Conn<'_>, email_hash: &[u8]) -> Result<()> {
    execute!(
        conn,
        "DELETE FROM mail_token WHERE member IN (SELECT id FROM member WHERE email_hash = $1 AND confirmed IS NULL)",
        email_hash
    )?;
    execute!(
        conn,
        "UPDATE member SET email_hash = NULL, email_sealed = NULL WHERE email_hash = $1 AND confirmed IS NULL",
        email_hash
    )
    .map(|_| ())
}

/// The address was confirmed.
pub async fn confirm(conn: &mut Conn<'_>, id: MemberId, at: Timestamp) -> Result<()> {
    execute!(conn, "UPDATE member SET confirmed = $2 WHERE id = $1 AND confirmed IS NULL", id.0, at.0).map(|_| ())
}

/// Sets the password's hash.
pub async fn set_password(conn: &mut Conn<'_>, id: MemberId, hash: &str) -> Result<()> {
    execute!(conn, "UPDATE member SET password = $2 WHERE id = $1", id.0, hash).map(|_| ())
}

/// Sets the address. Fails as a unique violation when another account has it.
pub async fn set_email(conn: &mut Conn<'_>, id: MemberId, hash: &[u8], sealed: &[u8]) -> Result<()> {
    execute!(conn, "UPDATE member SET email_hash = $2, email_sealed = $3 WHERE id = $1", id.0, hash, sealed).map(|_| ())
}

/// Makes the account an administrator's.
pub async fn set_administrator(conn: &mut Conn<'_>, id: MemberId) -> Result<()> {
    execute!(conn, "UPDATE member SET administrator = TRUE WHERE id = $1", id.0).map(|_| ())
}

/// Gives an imported member a confirmed address and a password.
pub async fn open_account(
    conn: &mut Conn<'_>,
    id: MemberId,
    email_hash: &[u8],
    email_sealed: &[u8],
    password: &str,
    at: domain::Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "UPDATE member SET email_hash = $2, email_sealed = $3, password = $4, confirmed = $5 WHERE id = $1",
        id.0,
        email_hash,
        email_sealed,
        password,
        at.0,
    )
    .map(|_| ())
}

/// Sets the line about oneself.
pub async fn set_about(conn: &mut Conn<'_>, id: MemberId, about: &str) -> Result<()> {
    execute!(conn, "UPDATE member SET about = $2 WHERE id = $1", id.0, about).map(|_| ())
}

/// Sets whether members of their communities find them by pseudonym.
pub async fn set_findable(conn: &mut Conn<'_>, id: MemberId, findable: bool) -> Result<()> {
    execute!(conn, "UPDATE member SET findable = $2 WHERE id = $1", id.0, findable).map(|_| ())
}

/// Sets language, colours and zone.
pub async fn set_preferences(
    conn: &mut Conn<'_>,
    id: MemberId,
    locale: Locale,
    theme: Theme,
    zone: &str,
) -> Result<()> {
    execute!(
        conn,
        "UPDATE member SET locale = $2, theme = $3, zone = $4 WHERE id = $1",
        id.0,
        locale.code(),
        theme.word(),
        zone
    )
    .map(|_| ())
}

/// Accounts that were made before a moment and never confirmed, behind one, in the order of their ids. Imported members
/// have no password and stay.
pub async fn unconfirmed(conn: &mut Conn<'_>, before: Timestamp, after: MemberId, limit: i64) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "SELECT id FROM member WHERE confirmed IS NULL AND password IS NOT NULL AND created < $1 AND id > $2 \
         ORDER BY id LIMIT $3",
        before.0,
        after.0,
        limit
    )?;
    Ok(rows.into_iter().map(|(id,)| MemberId(id)).collect())
}

/// Deletes such an account with all that hangs on it, as an erasure does; false when it was confirmed meanwhile:
/// then nothing of this may be committed.
pub async fn delete_unconfirmed(conn: &mut Conn<'_>, id: MemberId, before: Timestamp) -> Result<bool> {
    // Taken first, the link before its account as whoever opens it does: they come before this, or find no account. Where
    // they came before, none of this is kept.
    execute!(conn, "DELETE FROM mail_token WHERE member = $1", id.0)?;
    let held = execute!(
        conn,
        "UPDATE member SET confirmed = NULL \
         WHERE id = $1 AND confirmed IS NULL AND password IS NOT NULL AND created < $2",
        id.0,
        before.0
    )?;
    if held == 0 {
        return Ok(false);
    }
    // Signed in, such a member reports, follows and chooses; others suspend them and write down why.
    erasures::shut(conn, id).await?;
    erasures::forget(conn, id).await?;
    erasures::forget_references(conn, id).await?;
    erasures::drop_member(conn, id).await?;
    Ok(true)
}

/// What others see of a member, as a row. Joined as `a`, prefixed columns avoid clashes.
#[derive(Debug, Clone, sqlx::FromRow)]
struct BylineRow {
    #[sqlx(try_from = "Uuid")]
    id: MemberId,
    pseudonym: String,
    #[sqlx(try_from = "String")]
    role: Role,
    badge: Option<String>,
    organisation: Option<String>,
    about: String,
}

impl From<BylineRow> for Byline {
    fn from(row: BylineRow) -> Self {
        Self {
            id: row.id,
            pseudonym: row.pseudonym,
            role: row.role,
            badge: badge_of(row.badge.as_deref()),
            organisation: row.organisation.as_deref().and_then(OrganisationKind::from_word),
            about: row.about,
        }
    }
}

/// What others see of one member.
pub async fn byline(conn: &mut Conn<'_>, id: MemberId) -> Result<Option<Byline>> {
    fetch_optional!(
        conn,
        BylineRow,
        "SELECT id, pseudonym, role, badge, organisation, about FROM member WHERE id = $1",
        id.0
    )
    .map(|row| row.map(Byline::from))
}

/// What others see of these members, in no order.
pub async fn bylines(conn: &mut Conn<'_>, ids: &[Uuid]) -> Result<Vec<Byline>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(conn, BylineRow, "SELECT id, pseudonym, role, badge, organisation, about FROM member WHERE id ", ids, "")
        .map(|rows| rows.into_iter().map(Byline::from).collect())
}
