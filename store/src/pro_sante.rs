//! Proofs of a profession as rows: who went to Pro Santé Connect, what it gave, files of proof, and badges that end.

use crate::{Conn, Result};
use domain::members::{ClaimState, Profession};
use domain::pro_sante::{ProofKind, Way};
use domain::{ClaimId, MemberId, SessionId, Timestamp};
use uuid::Uuid;

/// Somebody who goes to Pro Santé Connect, or came back.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `pro_sante_attempt`, documented in the migration")]
pub struct Attempt {
    #[sqlx(try_from = "Uuid")]
    pub member: MemberId,
    #[sqlx(try_from = "Uuid")]
    pub session: SessionId,
    pub sealed: Vec<u8>,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    #[sqlx(try_from = "i64")]
    pub expires: Timestamp,
}

/// Writes down that somebody goes, and forgets what is too old.
pub async fn insert_attempt(conn: &mut Conn<'_>, state_hash: &[u8; 32], attempt: &Attempt) -> Result<()> {
    delete_expired(conn, attempt.created).await?;
    execute!(
        conn,
        "INSERT INTO pro_sante_attempt (state_hash, member, session, sealed, created, expires) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        state_hash.as_slice(),
        attempt.member.0,
        attempt.session.0,
        attempt.sealed.as_slice(),
        attempt.created.0,
        attempt.expires.0,
    )
    .map(|_| ())
}

/// Takes an attempt: of two who come back with one state, one gets it.
pub async fn take_attempt(conn: &mut Conn<'_>, state_hash: &[u8; 32]) -> Result<Option<Attempt>> {
    fetch_optional!(
        conn,
        Attempt,
        "DELETE FROM pro_sante_attempt WHERE state_hash = $1 RETURNING member, session, sealed, created, expires",
        state_hash.as_slice()
    )
}

/// Forgets who went and never came back.
pub async fn delete_expired(conn: &mut Conn<'_>, now: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM pro_sante_attempt WHERE expires <= $1", now.0)
}

/// A badge that Pro Santé Connect vouches for.
#[derive(Debug, Clone)]
pub struct Vouched {
    /// The claim to write if none can be taken over.
    pub id: ClaimId,
    /// Whose.
    pub member: MemberId,
    /// Which profession.
    pub profession: Profession,
    /// Keyed hash of the register identity.
    pub identity_hash: [u8; 32],
    /// Now.
    pub at: Timestamp,
    /// Until when it holds.
    pub expires: Timestamp,
}

/// Gives the badge. A claim that waits, or that gave the badge before, becomes this one: what was readable in it is
/// wiped. Fails as a unique violation when another member has the badge of this person.
pub async fn vouch(conn: &mut Conn<'_>, vouched: &Vouched, latest: Option<(ClaimId, ClaimState)>) -> Result<()> {
    let taken_over = latest.filter(|(_, state)| matches!(state, ClaimState::Pending | ClaimState::Verified));
    let id = taken_over.map_or(vouched.id, |(id, _)| id);
    crate::members::end_other_claims(conn, vouched.member, id).await?;
    if taken_over.is_some() {
        delete_proof(conn, id).await?;
        execute!(
            conn,
            "UPDATE claim SET way = $2, profession = $3, number_hash = $4, number_sealed = NULL, workplace_sealed = NULL, \
             state = 'verified', decided = $5, decided_by = NULL, yes_by = NULL, yes_at = NULL WHERE id = $1",
            id.0,
            Way::ProSante.word(),
            vouched.profession.word(),
            vouched.identity_hash.as_slice(),
            vouched.at.0,
        )?;
    } else {
        execute!(
            conn,
            "INSERT INTO claim (id, member, profession, number_hash, state, created, decided, way) \
             VALUES ($1, $2, $3, $4, 'verified', $5, $5, $6)",
            id.0,
            vouched.member.0,
            vouched.profession.word(),
            vouched.identity_hash.as_slice(),
            vouched.at.0,
            Way::ProSante.word(),
        )?;
    }
    give_badge(conn, vouched.member, vouched.profession, vouched.at, vouched.expires).await
}

/// Gives a badge, or gives it again: then it is as old as it was.
pub async fn give_badge(
    conn: &mut Conn<'_>,
    member: MemberId,
    profession: Profession,
    at: Timestamp,
    expires: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "UPDATE member SET badge_since = CASE WHEN badge = $2 THEN badge_since ELSE $3 END, badge = $2, \
         badge_expires = $4, badge_told = NULL WHERE id = $1",
        member.0,
        profession.word(),
        at.0,
        expires.0,
    )
    .map(|_| ())
}

/// Takes a badge away. What they look at as a host may be in the professionals' circle: others take it.
pub async fn take_badge(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    execute!(
        conn,
        "UPDATE member SET badge = NULL, badge_since = NULL, badge_expires = NULL, badge_told = NULL WHERE id = $1",
        member.0
    )?;
    crate::moderation::release_claims(conn, member).await
}

/// Until when a member's badge holds; `None` without one, and for one that was given no date yet.
pub async fn badge_expires(conn: &mut Conn<'_>, member: MemberId) -> Result<Option<Timestamp>> {
    let row = fetch_optional!(
        conn,
        (Option<i64>,),
        "SELECT badge_expires FROM member WHERE id = $1 AND badge IS NOT NULL",
        member.0
    )?;
    Ok(row.and_then(|(expires,)| expires).map(Timestamp))
}

/// Gives a date to badges that have none: from before there were dates, and from dumps.
pub async fn date_badges(conn: &mut Conn<'_>, expires: Timestamp) -> Result<u64> {
    execute!(conn, "UPDATE member SET badge_expires = $1 WHERE badge IS NOT NULL AND badge_expires IS NULL", expires.0)
}

/// Ends badges whose time is over, some of them, with the claims that gave them; whose they were.
pub async fn end_badges(conn: &mut Conn<'_>, now: Timestamp, some: i64) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "UPDATE member SET badge = NULL, badge_since = NULL, badge_expires = NULL, badge_told = NULL WHERE id IN \
         (SELECT id FROM member WHERE badge IS NOT NULL AND badge_expires <= $1 ORDER BY badge_expires LIMIT $2) \
         AND badge IS NOT NULL AND badge_expires <= $1 RETURNING id",
        now.0,
        some
    )?;
    for (member,) in &rows {
        execute!(conn, "UPDATE claim SET state = 'expired' WHERE member = $1 AND state = 'verified'", *member)?;
        crate::moderation::release_claims(conn, MemberId(*member)).await?;
    }
    Ok(rows.into_iter().map(|(member,)| MemberId(member)).collect())
}

/// Marks badges that end before `until` as told of, some of them; whose they are.
pub async fn warn_badges(conn: &mut Conn<'_>, until: Timestamp, now: Timestamp, some: i64) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "UPDATE member SET badge_told = $2 WHERE id IN (SELECT id FROM member WHERE badge IS NOT NULL \
         AND badge_expires <= $1 AND badge_told IS NULL ORDER BY badge_expires LIMIT $3) \
         AND badge IS NOT NULL AND badge_told IS NULL RETURNING id",
        until.0,
        now.0,
        some
    )?;
    Ok(rows.into_iter().map(|(member,)| MemberId(member)).collect())
}

/// A file of proof.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `claim_proof`, documented in the migration")]
pub struct ProofRow {
    #[sqlx(try_from = "Uuid")]
    pub claim: ClaimId,
    #[sqlx(try_from = "Uuid")]
    pub member: MemberId,
    #[sqlx(try_from = "String")]
    pub kind: ProofKind,
    pub sealed: Vec<u8>,
}

/// Puts a proof with a claim, in place of the one before.
pub async fn put_proof(conn: &mut Conn<'_>, proof: &ProofRow, at: Timestamp) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO claim_proof (claim, member, kind, sealed, created) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (claim) DO UPDATE SET kind = excluded.kind, sealed = excluded.sealed, created = excluded.created",
        proof.claim.0,
        proof.member.0,
        proof.kind.word(),
        proof.sealed.as_slice(),
        at.0,
    )
    .map(|_| ())
}

/// The proof of a claim.
pub async fn proof(conn: &mut Conn<'_>, claim: ClaimId) -> Result<Option<ProofRow>> {
    fetch_optional!(conn, ProofRow, "SELECT claim, member, kind, sealed FROM claim_proof WHERE claim = $1", claim.0)
}

/// The proofs of a member.
pub async fn proofs_of(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<ProofRow>> {
    fetch_all!(
        conn,
        ProofRow,
        "SELECT claim, member, kind, sealed FROM claim_proof WHERE member = $1 ORDER BY created, claim",
        member.0
    )
}

/// Deletes the proof of a claim that is decided.
pub async fn delete_proof(conn: &mut Conn<'_>, claim: ClaimId) -> Result<()> {
    execute!(conn, "DELETE FROM claim_proof WHERE claim = $1", claim.0).map(|_| ())
}

/// Forgets the first yes to a claim that waits: it was said to another proof. Whether the claim still waits.
pub async fn forget_yes(conn: &mut Conn<'_>, claim: ClaimId) -> Result<bool> {
    execute!(conn, "UPDATE claim SET yes_by = NULL, yes_at = NULL WHERE id = $1 AND state = 'pending'", claim.0)
        .map(|rows| rows > 0)
}

/// Records the first administrator's yes to a claim that waits; whether it is the first. One of somebody who administers
/// no more is none.
pub async fn first_yes(conn: &mut Conn<'_>, claim: ClaimId, by: MemberId, at: Timestamp) -> Result<bool> {
    execute!(
        conn,
        "UPDATE claim SET yes_by = $2, yes_at = $3 WHERE id = $1 AND state = 'pending' \
         AND NOT EXISTS (SELECT 1 FROM member y WHERE y.id = claim.yes_by AND y.administrator)",
        claim.0,
        by.0,
        at.0,
    )
    .map(|rows| rows > 0)
}

/// How many administrators there are.
pub async fn administrators(conn: &mut Conn<'_>) -> Result<u32> {
    let row = fetch_one!(conn, (i64,), "SELECT COUNT(*) FROM member WHERE administrator AND confirmed IS NOT NULL")?;
    Ok(u32::try_from(row.0).unwrap_or(u32::MAX))
}
