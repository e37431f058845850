//! A professional's claim: pending until an administrator decides. The register number is shown to
//! administrators and nobody else.

use super::keys::{self, MemberKey};
use super::{agreements, mails};
use crate::moderation::audit::{self, Entry, Verb};
use crate::{Actor, Context, Fault, Outcome, limits, pro_sante};
use domain::events::EventKind;
use domain::fields::Errors;
use domain::members::{Claim, ClaimState, ClaimView, Role, rpps_looks_right};
use domain::pro_sante::PROOF_FIELD;
use domain::text::fold;
use domain::{ClaimId, FieldError, Fields, MemberId, Problem, Refused};
use store::Conn;
use store::events::{self, Event};
use store::members::{ClaimRow, NewClaim};

/// A claim with what nobody else may read sealed.
pub(crate) fn sealed(ctx: &Context, member: MemberId, own: &MemberKey, claim: &Claim) -> NewClaim {
    NewClaim {
        id: ctx.new_id(),
        member,
        profession: claim.profession,
        number_sealed: own.seal(ctx, keys::NUMBER, &claim.number),
        number_hash: ctx.keys.find("register", &claim.number),
        workplace_sealed: own.seal(ctx, keys::WORKPLACE, &claim.workplace),
        created: ctx.now(),
    }
}

/// Makes a claim, or makes it again: after a refusal, after the badge ended, or shortly before it does. The file that
/// proves it comes with it.
pub async fn claim(ctx: &Context, actor: &Actor, fields: &Fields, file: &[u8]) -> Outcome<()> {
    let me = actor.signed_in()?;
    if me.role != Role::Professional {
        return Err(Problem::Forbidden.into());
    }
    actor.confirmed()?;
    let mut errors = Errors::default();
    let claim = Claim::parse(fields, &mut errors);
    let kind = errors.take(PROOF_FIELD, pro_sante::judged(file));
    let (Some(claim), Some(kind)) = (claim, kind) else { return Err(errors.refuse(fields).into()) };
    limits::check(ctx, "claim", &me.id.to_string(), limits::MAIL).await?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    pro_sante::ask_again(ctx, &mut conn, me.id).await?;
    let account = store::members::find(&mut conn, me.id).await?.ok_or(Problem::NotFound)?;
    // An administrator may have made it an organisation's meanwhile.
    if account.role != Role::Professional {
        return Err(Problem::Forbidden.into());
    }
    let own = MemberKey::unwrap(ctx, account.wrapped.as_deref())?;
    let new = sealed(ctx, me.id, &own, &claim);
    store::members::insert_claim(&mut conn, &new).await?;
    pro_sante::keep(ctx, &mut conn, (new.id, me.id), &own, (kind, file)).await?;
    agreements::give(ctx, &mut conn, me.id, &agreements::profession(actor.locale), ctx.now()).await?;
    let event = Event { actor: Some(me.id), member: Some(me.id), ..Event::default() };
    events::append(&mut conn, EventKind::ClaimMade, ctx.now(), event).await?;
    Ok(tx.commit().await?)
}

/// A claim as an administrator reads it.
pub(crate) async fn view(ctx: &Context, actor: &Actor, conn: &mut Conn<'_>, row: ClaimRow) -> Outcome<ClaimView> {
    // Whose key was destroyed before a backup came back has nothing to show any more.
    let own = row.wrapped.as_deref().map(|wrapped| MemberKey::unwrap(ctx, Some(wrapped))).transpose()?;
    let opened = |purpose: &str, sealed: Option<&[u8]>| match (sealed, &own) {
        (Some(sealed), Some(own)) => own.open(purpose, sealed),
        _ => Ok(String::new()),
    };
    let number = opened(keys::NUMBER, row.number_sealed.as_deref())?;
    let me = actor.me.as_ref().map(|me| me.id);
    let agreed = match row.agreed() {
        Some(by) => store::members::byline(conn, by).await?.map(|by| by.labelled(actor.locale)),
        None => None,
    };
    Ok(ClaimView {
        way: row.way,
        proof: row.proof(),
        agreed,
        for_others: me == Some(row.member) || (me.is_some() && me == row.agreed()),
        id: row.id,
        member: store::members::byline(conn, row.member).await?.ok_or(Problem::NotFound)?,
        profession: row.profession,
        number_plausible: rpps_looks_right(&number),
        number,
        workplace: opened(keys::WORKPLACE, row.workplace_sealed.as_deref())?,
        state: row.state,
        created: actor.when(row.created),
    })
}

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// One administrator agrees; another must.
    FirstYes,
    /// It is decided.
    Whole,
}

/// Decides a claim: confirms one that waits, refuses one that waits, or takes a badge back. `by` is the administrator,
/// `None` for the command line, which is the operator's. Two administrators confirm, one refuses, and nobody decides
/// about themselves.
pub(crate) async fn decide(ctx: &Context, by: Option<MemberId>, id: ClaimId, to: ClaimState) -> Outcome<Decided> {
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    // The member first, then the claim: the order in which an agreement is taken back.
    let asked = store::members::claim(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    store::tokens::lock(&mut conn, asked.member).await?;
    store::members::hold_claim(&mut conn, id).await?;
    let claim = store::members::claim(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let possible = matches!(
        (claim.state, to),
        (ClaimState::Pending, ClaimState::Verified | ClaimState::Refused) | (ClaimState::Verified, ClaimState::Refused)
    );
    // A second press, or another administrator a moment ago: the list shows what is.
    if !possible {
        return Err(Problem::NotFound.into());
    }
    if by == Some(claim.member) {
        return Err(Refused::one("decision", FieldError::OwnClaim, &Fields::default()).into());
    }
    if to == ClaimState::Verified {
        // One person, one badge.
        let number = claim.number_hash.as_deref().ok_or_else(|| Fault::internal("a claim without a number"))?;
        if store::members::number_taken(&mut conn, number, claim.member).await? {
            return Err(number_taken());
        }
    }
    if let (ClaimState::Verified, Some(by)) = (to, by) {
        if claim.proof().is_none() {
            return Err(Refused::one("decision", FieldError::ProofMissing, &Fields::default()).into());
        }
        if claim.agreed() == Some(by) {
            return Err(Refused::one("decision", FieldError::SecondNeeded, &Fields::default()).into());
        }
        // Of two who agree in the same moment one is the first: the other presses again.
        if claim.agreed().is_none() {
            if !store::pro_sante::first_yes(&mut conn, claim.id, by, now).await? {
                return Err(Problem::NotFound.into());
            }
            audit::note(ctx, &mut conn, entry(Some(by), claim.member, "first yes")).await?;
            tx.commit().await?;
            return Ok(Decided::FirstYes);
        }
    }
    match store::members::decide_claim(&mut conn, &claim, to, by, now, pro_sante::badge_ends(ctx, now)).await {
        Ok(true) => {}
        Ok(false) => return Err(Problem::NotFound.into()),
        // Two claims of one number, decided in the same moment: the index lets one pass.
        Err(error) if error.is_unique_violation() => return Err(number_taken()),
        Err(error) => return Err(error.into()),
    }
    let kind = if to == ClaimState::Verified { EventKind::ClaimVerified } else { EventKind::ClaimRefused };
    events::append(&mut conn, kind, now, Event { actor: by, member: Some(claim.member), ..Event::default() }).await?;
    audit::note(ctx, &mut conn, entry(by, claim.member, to.word())).await?;
    let account = store::members::find(&mut conn, claim.member).await?;
    tx.commit().await?;
    if let Some(account) = account
        && let Some(email) = keys::email_of(ctx, &account)?
    {
        ctx.mailer.send(mails::decided(ctx, account.locale, &email, &account.pseudonym, to)).await;
    }
    Ok(Decided::Whole)
}

/// What is written down of it.
fn entry(actor: Option<MemberId>, about: MemberId, detail: &str) -> Entry<'_> {
    Entry { actor, about: Some(about), verb: Verb::Claim, community: None, subject: None, detail }
}

/// What is said when another member's badge stands on this register number.
fn number_taken() -> Fault {
    Refused::one("decision", FieldError::NumberTaken, &Fields::default()).into()
}

/// Confirms the pending claim of a member, named by pseudonym or address: the command line's door.
/// `NotFound` when there is nobody of that name or nothing waits.
pub async fn verify(ctx: &Context, who: &str) -> Outcome<ClaimView> {
    let mut reader = ctx.store.read().await?;
    let account = match domain::members::email(who) {
        Ok(address) => store::members::find_by_email(&mut reader.conn(), &keys::email_hash(ctx, &address)).await?,
        Err(_) => store::members::find_by_pseudonym(&mut reader.conn(), &fold(who)).await?,
    };
    let account = account.ok_or(Problem::NotFound)?;
    let claim = store::members::latest_claim(&mut reader.conn(), account.id).await?;
    let claim = claim.filter(|claim| claim.state == ClaimState::Pending).ok_or(Problem::NotFound)?;
    drop(reader);
    decide(ctx, None, claim.id, ClaimState::Verified).await?;
    let mut reader = ctx.store.read().await?;
    let claim = store::members::claim(&mut reader.conn(), claim.id).await?.ok_or(Problem::NotFound)?;
    view(ctx, &Actor::visitor(account.locale), &mut reader.conn(), claim).await
}
