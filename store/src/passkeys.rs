//! Passkeys and recovery codes as rows, and what a passkey is to sign.

use crate::{Conn, Result};
use domain::passkeys::Ceremony;
use domain::{MemberId, PasskeyId, SessionId, Timestamp};
use uuid::Uuid;

/// A passkey to be inserted.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns of `passkey`, documented in the migration")]
pub struct NewPasskey {
    pub id: PasskeyId,
    pub member: MemberId,
    pub name: String,
    pub credential_hash: [u8; 32],
    pub credential_sealed: Vec<u8>,
    pub created: Timestamp,
}

/// A passkey as stored.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `passkey`, documented in the migration")]
pub struct PasskeyRow {
    #[sqlx(try_from = "Uuid")]
    pub id: PasskeyId,
    #[sqlx(try_from = "Uuid")]
    pub member: MemberId,
    pub name: String,
    pub credential_sealed: Vec<u8>,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    pub used: Option<i64>,
}

/// What a passkey is to sign.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns of `passkey_challenge`, documented in the migration")]
pub struct NewChallenge {
    pub token_hash: [u8; 32],
    pub ceremony: Ceremony,
    pub asker: Option<(MemberId, SessionId)>,
    pub state: String,
    pub expires: Timestamp,
}

/// What a passkey was to sign, taken.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `passkey_challenge`, documented in the migration")]
pub struct Challenge {
    #[sqlx(rename = "purpose", try_from = "String")]
    pub ceremony: Ceremony,
    member: Option<Uuid>,
    session: Option<Uuid>,
    pub state: String,
    #[sqlx(try_from = "i64")]
    pub expires: Timestamp,
}

impl Challenge {
    /// Whoever asked, in which session.
    pub fn asker(&self) -> Option<(MemberId, SessionId)> {
        self.member.zip(self.session).map(|(member, session)| (MemberId(member), SessionId(session)))
    }
}

/// Inserts a passkey. Fails as a unique violation when somebody has this credential already.
pub async fn insert(conn: &mut Conn<'_>, passkey: &NewPasskey) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO passkey (id, member, name, credential_hash, credential_sealed, counter, created) \
         VALUES ($1, $2, $3, $4, $5, 0, $6)",
        passkey.id.0,
        passkey.member.0,
        &passkey.name,
        passkey.credential_hash.as_slice(),
        passkey.credential_sealed.as_slice(),
        passkey.created.0,
    )
    .map(|_| ())
}

/// A member's passkeys, latest first.
pub async fn of_member(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<PasskeyRow>> {
    fetch_all!(
        conn,
        PasskeyRow,
        "SELECT id, member, name, credential_sealed, created, used FROM passkey WHERE member = $1 \
         ORDER BY created DESC, id DESC",
        member.0
    )
}

/// The passkey of this credential.
pub async fn find(conn: &mut Conn<'_>, credential_hash: &[u8; 32]) -> Result<Option<PasskeyRow>> {
    fetch_optional!(
        conn,
        PasskeyRow,
        "SELECT id, member, name, credential_sealed, created, used FROM passkey WHERE credential_hash = $1",
        credential_hash.as_slice()
    )
}

/// Gives a member's passkey another name; whether there was one.
pub async fn rename(conn: &mut Conn<'_>, member: MemberId, id: PasskeyId, name: &str) -> Result<bool> {
    execute!(conn, "UPDATE passkey SET name = $3 WHERE member = $1 AND id = $2", member.0, id.0, name)
        .map(|rows| rows > 0)
}

/// Removes a member's passkey; its name, if there was one.
pub async fn delete(conn: &mut Conn<'_>, member: MemberId, id: PasskeyId) -> Result<Option<String>> {
    let gone = fetch_optional!(
        conn,
        (String,),
        "DELETE FROM passkey WHERE member = $1 AND id = $2 RETURNING name",
        member.0,
        id.0
    )?;
    Ok(gone.map(|(name,)| name))
}

/// Notes a use. Its counter goes forwards only (those that do not count stay at 0): of two that sign with one
/// number, the second is refused. Whether it was noted.
pub async fn note_use(
    conn: &mut Conn<'_>,
    id: PasskeyId,
    counter: u32,
    credential_sealed: &[u8],
    now: Timestamp,
) -> Result<bool> {
    execute!(
        conn,
        "UPDATE passkey SET counter = $2, credential_sealed = $3, used = $4 \
         WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))",
        id.0,
        i64::from(counter),
        credential_sealed,
        now.0,
    )
    .map(|rows| rows > 0)
}

/// Writes down what a passkey is to sign, and forgets what is too old.
pub async fn insert_challenge(conn: &mut Conn<'_>, challenge: &NewChallenge, now: Timestamp) -> Result<()> {
    delete_expired(conn, now).await?;
    execute!(
        conn,
        "INSERT INTO passkey_challenge (token_hash, purpose, member, session, state, expires) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        challenge.token_hash.as_slice(),
        challenge.ceremony.word(),
        challenge.asker.map(|(member, _)| member.0),
        challenge.asker.map(|(_, session)| session.0),
        &challenge.state,
        challenge.expires.0,
    )
    .map(|_| ())
}

/// Takes what was to be signed: of two who try, one gets it.
pub async fn take_challenge(conn: &mut Conn<'_>, token_hash: &[u8; 32]) -> Result<Option<Challenge>> {
    fetch_optional!(
        conn,
        Challenge,
        "DELETE FROM passkey_challenge WHERE token_hash = $1 RETURNING purpose, member, session, state, expires",
        token_hash.as_slice()
    )
}

/// Forgets what was to be signed and never was.
pub async fn delete_expired(conn: &mut Conn<'_>, now: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM passkey_challenge WHERE expires <= $1", now.0)
}

/// Removes every passkey of a member, and what they were about to sign.
pub async fn delete_all(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    execute!(conn, "DELETE FROM passkey_challenge WHERE member = $1", member.0)?;
    execute!(conn, "DELETE FROM passkey WHERE member = $1", member.0).map(|_| ())
}

/// Gives a member these recovery codes, and no others.
pub async fn replace_codes(conn: &mut Conn<'_>, member: MemberId, hashes: &[[u8; 32]], now: Timestamp) -> Result<()> {
    execute!(conn, "DELETE FROM recovery_code WHERE member = $1", member.0)?;
    for hash in hashes {
        execute!(
            conn,
            "INSERT INTO recovery_code (code_hash, member, created) VALUES ($1, $2, $3)",
            hash.as_slice(),
            member.0,
            now.0,
        )?;
    }
    Ok(())
}

/// Uses a recovery code up: of two who try, one gets it. For nobody it does as much.
pub async fn use_code(conn: &mut Conn<'_>, member: MemberId, code_hash: &[u8; 32], now: Timestamp) -> Result<bool> {
    execute!(
        conn,
        "UPDATE recovery_code SET used = $3 WHERE code_hash = $1 AND member = $2 AND used IS NULL",
        code_hash.as_slice(),
        member.0,
        now.0,
    )
    .map(|rows| rows > 0)
}

/// The keyed hashes of a member's codes that were not used yet.
pub async fn codes_left(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<Vec<u8>>> {
    let rows = fetch_all!(
        conn,
        (Vec<u8>,),
        "SELECT code_hash FROM recovery_code WHERE member = $1 AND used IS NULL",
        member.0
    )?;
    Ok(rows.into_iter().map(|(hash,)| hash).collect())
}
