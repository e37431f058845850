//! What one's own page about the profession shows.

use super::start::professional;
use crate::members::keys::{self, MemberKey};
use crate::{Actor, Context, Outcome};
use domain::members::{ClaimState, OwnClaim, Purpose, RPPS_DIGITS, rpps_looks_right};
use domain::pro_sante::{ProfessionPage, WARNED_BEFORE};
use domain::{MemberId, Problem, Timestamp};
use store::Conn;

/// How far it has come, and what may be done.
pub async fn page(ctx: &Context, actor: &Actor) -> Outcome<ProfessionPage> {
    let me = professional(actor)?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let claim = own(ctx, actor, &mut conn, me.id).await?;
    let expires = store::pro_sante::badge_expires(&mut conn, me.id).await?;
    let receipts = store::members::receipts(&mut conn, me.id).await?;
    let agreed = receipts.iter().any(|one| one.purpose == Purpose::Profession && one.withdrawn.is_none());
    Ok(ProfessionPage {
        unreceipted: (claim.is_some() || me.badge.is_some()) && !agreed,
        manual: claim.as_ref().is_none_or(|claim| may_ask_again(claim.state, expires, ctx.now())),
        claim,
        pro_sante: ctx.pro_sante.is_some(),
        administrators: store::pro_sante::administrators(&mut conn).await?,
    })
}

/// Whether a claim may be made after one that stands so.
pub(crate) fn may_ask_again(latest: ClaimState, expires: Option<Timestamp>, now: Timestamp) -> bool {
    match latest {
        ClaimState::Pending => false,
        ClaimState::Refused | ClaimState::Expired => true,
        ClaimState::Verified => expires.is_some_and(|expires| expires <= now.plus(WARNED_BEFORE)),
    }
}

/// A member's latest claim, as they see it: never the number.
pub(crate) async fn own(
    ctx: &Context,
    actor: &Actor,
    conn: &mut Conn<'_>,
    member: MemberId,
) -> Outcome<Option<OwnClaim>> {
    let Some(row) = store::members::latest_claim(conn, member).await? else { return Ok(None) };
    let odd = match (row.number_sealed.as_deref(), row.wrapped.as_deref()) {
        (Some(sealed), Some(wrapped)) => {
            let number = MemberKey::unwrap(ctx, Some(wrapped))?.open(keys::NUMBER, sealed)?;
            number.len() == RPPS_DIGITS as usize && !rpps_looks_right(&number)
        }
        _ => false,
    };
    let expires = store::pro_sante::badge_expires(conn, member).await?;
    Ok(Some(OwnClaim {
        profession: row.profession,
        state: row.state,
        way: row.way,
        expires: expires.map(|at| actor.when(at)),
        odd,
        proof: row.proof().is_some(),
    }))
}

/// Refuses to ask again where it may not be.
pub(crate) async fn ask_again(ctx: &Context, conn: &mut Conn<'_>, member: MemberId) -> Outcome<()> {
    let latest = store::members::latest_claim(conn, member).await?;
    let expires = store::pro_sante::badge_expires(conn, member).await?;
    match latest {
        Some(latest) if !may_ask_again(latest.state, expires, ctx.now()) => Err(Problem::Forbidden.into()),
        _ => Ok(()),
    }
}
