//! A file that proves a claim: brought by its member, read by administrators, gone once it is decided.

use super::start::professional;
use crate::crypto::{open, seal};
use crate::members::administers;
use crate::members::keys::MemberKey;
use crate::moderation::audit::{self, Entry, Verb};
use crate::{Actor, Context, Outcome, limits};
use domain::members::ClaimState;
use domain::pro_sante::{PROOF_FIELD, PROOF_MAX, ProofKind};
use domain::{ClaimId, FieldError, Fields, MemberId, Problem, Refused};
use store::Conn;
use store::pro_sante::ProofRow;

/// What a proof is sealed for: this claim and no other.
fn purpose(claim: ClaimId) -> String {
    format!("claim proof {claim}")
}

/// What a file is, if it is one that is taken.
pub(crate) fn judged(file: &[u8]) -> Result<ProofKind, FieldError> {
    if file.is_empty() {
        return Err(FieldError::Missing);
    }
    if file.len() > PROOF_MAX {
        let megabytes = u32::try_from(PROOF_MAX / (1024 * 1024)).unwrap_or_default();
        return Err(FieldError::PictureTooHeavy { megabytes });
    }
    ProofKind::of(file).ok_or(FieldError::NotAProof)
}

/// Seals a file and puts it with a claim of its member, in place of the one before.
pub(crate) async fn keep(
    ctx: &Context,
    conn: &mut Conn<'_>,
    (claim, member): (ClaimId, MemberId),
    key: &MemberKey,
    (kind, file): (ProofKind, &[u8]),
) -> Outcome<()> {
    let sealed = seal(ctx, &key.0, purpose(claim).as_bytes(), file);
    let proof = ProofRow { claim, member, kind, sealed };
    Ok(store::pro_sante::put_proof(conn, &proof, ctx.now()).await?)
}

/// Puts a file with the claim that waits, in place of the one before. Who agreed to that has not agreed to this.
pub async fn bring(ctx: &Context, actor: &Actor, file: &[u8]) -> Outcome<()> {
    let me = professional(actor)?;
    let kind = judged(file).map_err(|error| Refused::one(PROOF_FIELD, error, &Fields::default()))?;
    limits::check(ctx, "proof", &me.id.to_string(), limits::PROOFS).await?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let claim = store::members::latest_claim(&mut conn, me.id).await?;
    let claim = claim.filter(|claim| claim.state == ClaimState::Pending).ok_or(Problem::NotFound)?;
    if !store::pro_sante::forget_yes(&mut conn, claim.id).await? {
        return Err(Problem::NotFound.into());
    }
    let key = MemberKey::unwrap(ctx, claim.wrapped.as_deref())?;
    keep(ctx, &mut conn, (claim.id, me.id), &key, (kind, file)).await?;
    Ok(tx.commit().await?)
}

/// A proof, opened.
pub struct Proof {
    /// What it is.
    pub kind: ProofKind,
    /// The file.
    pub file: Vec<u8>,
}

/// A claim's proof, for an administrator who proved who they are. That it was read is written down.
pub async fn proof(ctx: &Context, actor: &Actor, claim: ClaimId) -> Outcome<Proof> {
    let me = administers(ctx, actor)?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let row = store::pro_sante::proof(&mut conn, claim).await?.ok_or(Problem::NotFound)?;
    let account = store::members::find(&mut conn, row.member).await?.ok_or(Problem::NotFound)?;
    let key = MemberKey::unwrap(ctx, account.wrapped.as_deref())?;
    let file = open(&key.0, purpose(claim).as_bytes(), &row.sealed)?;
    let entry = Entry {
        actor: Some(me.id),
        about: Some(row.member),
        verb: Verb::Claim,
        community: None,
        subject: None,
        detail: "proof read",
    };
    audit::note(ctx, &mut conn, entry).await?;
    tx.commit().await?;
    Ok(Proof { kind: row.kind, file })
}

/// The proofs of a member, opened, with their names in a copy.
pub(crate) async fn in_copy(conn: &mut Conn<'_>, member: MemberId, key: &MemberKey) -> Outcome<Vec<(String, Vec<u8>)>> {
    let rows = store::pro_sante::proofs_of(conn, member).await?;
    let opened = rows.into_iter().map(|row| {
        let file = open(&key.0, purpose(row.claim).as_bytes(), &row.sealed)?;
        Ok((format!("claims/{}.{}", row.claim, row.kind.word()), file))
    });
    opened.collect()
}
