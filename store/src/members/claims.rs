//! Professional claims: who says they are what, and what was decided.

use crate::{Conn, Result};
use domain::members::{ClaimState, Profession};
use domain::pro_sante::{ProofKind, Way};
use domain::{ClaimId, MemberId, Timestamp};
use uuid::Uuid;

/// A claim to be inserted.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns of `claim`, documented in the migration")]
pub struct NewClaim {
    pub id: ClaimId,
    pub member: MemberId,
    pub profession: Profession,
    pub number_sealed: Vec<u8>,
    pub number_hash: [u8; 32],
    pub workplace_sealed: Vec<u8>,
    pub created: Timestamp,
}

/// A claim as stored, with the wrapped key that opens it.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `claim`, documented in the migration")]
pub struct ClaimRow {
    #[sqlx(try_from = "Uuid")]
    pub id: ClaimId,
    #[sqlx(try_from = "Uuid")]
    pub member: MemberId,
    #[sqlx(try_from = "String")]
    pub profession: Profession,
    pub number_sealed: Option<Vec<u8>>,
    pub number_hash: Option<Vec<u8>>,
    pub workplace_sealed: Option<Vec<u8>>,
    #[sqlx(try_from = "String")]
    pub state: ClaimState,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    pub wrapped: Option<Vec<u8>>,
    #[sqlx(try_from = "String")]
    pub way: Way,
    yes_by: Option<Uuid>,
    proof: Option<String>,
}

impl ClaimRow {
    /// The administrator who agreed first; nobody, once they are no administrator any more.
    pub fn agreed(&self) -> Option<MemberId> {
        self.yes_by.map(MemberId)
    }

    /// What the file is that proves it.
    pub fn proof(&self) -> Option<ProofKind> {
        self.proof.as_deref().and_then(ProofKind::from_word)
    }
}

macro_rules! claim_where {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.member, c.profession, c.number_sealed, c.number_hash, c.workplace_sealed, c.state, ",
            "c.created, k.wrapped, c.way, y.id AS yes_by, p.kind AS proof FROM claim c JOIN member m ON m.id = c.member ",
            "LEFT JOIN member_key k ON k.member = c.member LEFT JOIN claim_proof p ON p.claim = c.id ",
            "LEFT JOIN member y ON y.id = c.yes_by AND y.administrator WHERE ",
            $rest
        )
    };
}

/// Inserts a pending claim.
pub async fn insert_claim(conn: &mut Conn<'_>, claim: &NewClaim) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO claim (id, member, profession, number_sealed, number_hash, workplace_sealed, state, created) \
         VALUES ($1, $2, $3, $4, $5, $6, 'pending', $7)",
        claim.id.0,
        claim.member.0,
        claim.profession.word(),
        claim.number_sealed.as_slice(),
        claim.number_hash.as_slice(),
        claim.workplace_sealed.as_slice(),
        claim.created.0,
    )
    .map(|_| ())
}

/// One claim.
pub async fn claim(conn: &mut Conn<'_>, id: ClaimId) -> Result<Option<ClaimRow>> {
    fetch_optional!(conn, ClaimRow, claim_where!("c.id = $1"), id.0)
}

/// Holds a claim until the transaction ends: of two who decide about it, one sees what the other did.
pub async fn hold_claim(conn: &mut Conn<'_>, id: ClaimId) -> Result<()> {
    execute!(conn, "UPDATE claim SET state = state WHERE id = $1", id.0).map(|_| ())
}

/// The latest claim of a member.
pub async fn latest_claim(conn: &mut Conn<'_>, member: MemberId) -> Result<Option<ClaimRow>> {
    fetch_optional!(conn, ClaimRow, claim_where!("c.member = $1 ORDER BY c.created DESC, c.id DESC LIMIT 1"), member.0)
}

/// Which claims are looked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sought<'a> {
    /// Of members whose folded name begins so; all when empty.
    pub beginning: &'a str,
    /// Or of these professions.
    pub professions: &'a [Profession],
    /// Behind this claim.
    pub after: Option<ClaimId>,
}

impl Sought<'_> {
    /// Where the page begins; nowhere yet when that claim is no more.
    async fn place(&self, conn: &mut Conn<'_>) -> Result<Option<(i64, Uuid)>> {
        match self.after {
            Some(id) => fetch_optional!(conn, (i64, Uuid), "SELECT created, id FROM claim WHERE id = $1", id.0),
            None => Ok(None),
        }
    }

    /// The professions between commas, as the statements look for one in it.
    fn listed(&self) -> String {
        self.professions.iter().fold(",".to_owned(), |listed, profession| listed + profession.word() + ",")
    }
}

/// Claims that wait, oldest first. Those of addresses nobody confirmed wait for that first.
pub async fn pending_claims(conn: &mut Conn<'_>, sought: Sought<'_>, limit: i64) -> Result<Vec<ClaimRow>> {
    let (created, id) = sought.place(conn).await?.unwrap_or((i64::MIN, Uuid::nil()));
    fetch_all!(
        conn,
        ClaimRow,
        claim_where!(
            "c.state = 'pending' AND m.confirmed IS NOT NULL AND (c.created, c.id) > ($1, $2) \
             AND (m.pseudonym_key LIKE $3 || '%' OR $4 LIKE '%,' || c.profession || ',%') \
             ORDER BY c.created, c.id LIMIT $5"
        ),
        created,
        id,
        sought.beginning,
        sought.listed(),
        limit
    )
}

/// Claims that gave a badge, latest first.
pub async fn verified_claims(conn: &mut Conn<'_>, sought: Sought<'_>, limit: i64) -> Result<Vec<ClaimRow>> {
    let (created, id) = sought.place(conn).await?.unwrap_or((i64::MAX, Uuid::from_u128(u128::MAX)));
    fetch_all!(
        conn,
        ClaimRow,
        claim_where!(
            "c.state = 'verified' AND (c.created, c.id) < ($1, $2) \
             AND (m.pseudonym_key LIKE $3 || '%' OR $4 LIKE '%,' || c.profession || ',%') \
             ORDER BY c.created DESC, c.id DESC LIMIT $5"
        ),
        created,
        id,
        sought.beginning,
        sought.listed(),
        limit
    )
}

/// Whether another member was verified with this register number.
pub async fn number_taken(conn: &mut Conn<'_>, number_hash: &[u8], but: MemberId) -> Result<bool> {
    let row = fetch_optional!(
        conn,
        (i32,),
        "SELECT 1 FROM claim WHERE number_hash = $1 AND state = 'verified' AND member <> $2 LIMIT 1",
        number_hash,
        but.0
    )?;
    Ok(row.is_some())
}

/// Ends what gave a member a badge before, but for one claim: of one member one claim stands.
pub async fn end_other_claims(conn: &mut Conn<'_>, member: MemberId, but: ClaimId) -> Result<()> {
    execute!(
        conn,
        "UPDATE claim SET state = 'expired' WHERE member = $1 AND state = 'verified' AND id <> $2",
        member.0,
        but.0
    )
    .map(|_| ())
}

/// Ends a member's claims, whether they wait or gave a badge, and the badge with them.
pub async fn end_claims(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    execute!(conn, "DELETE FROM claim_proof WHERE member = $1", member.0)?;
    execute!(
        conn,
        "UPDATE claim SET state = CASE WHEN state = 'verified' THEN 'expired' ELSE 'refused' END \
         WHERE member = $1 AND state IN ('pending', 'verified')",
        member.0
    )?;
    crate::pro_sante::take_badge(conn, member).await
}

/// Forgets all that was kept to verify a member's profession, and the badge with it.
pub async fn forget_claims(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    execute!(conn, "DELETE FROM pro_sante_attempt WHERE member = $1", member.0)?;
    execute!(conn, "DELETE FROM claim_proof WHERE member = $1", member.0)?;
    execute!(conn, "DELETE FROM claim WHERE member = $1", member.0)?;
    crate::pro_sante::take_badge(conn, member).await
}

/// Records a decision on a claim still in state `from`, deletes its proof, and gives the badge until `expires`, or takes
/// it when the claim had given it. `false` when somebody else decided meanwhile.
pub async fn decide_claim(
    conn: &mut Conn<'_>,
    claim: &ClaimRow,
    to: ClaimState,
    by: Option<MemberId>,
    at: Timestamp,
    expires: Timestamp,
) -> Result<bool> {
    if to == ClaimState::Verified {
        end_other_claims(conn, claim.member, claim.id).await?;
    }
    let decided = execute!(
        conn,
        "UPDATE claim SET state = $2, decided = $3, decided_by = $4 WHERE id = $1 AND state = $5",
        claim.id.0,
        to.word(),
        at.0,
        by.map(|by| by.0),
        claim.state.word(),
    )?;
    if decided == 0 {
        return Ok(false);
    }
    crate::pro_sante::delete_proof(conn, claim.id).await?;
    if to == ClaimState::Verified {
        crate::pro_sante::give_badge(conn, claim.member, claim.profession, at, expires).await?;
    } else if claim.state == ClaimState::Verified {
        crate::pro_sante::take_badge(conn, claim.member).await?;
    }
    Ok(true)
}
