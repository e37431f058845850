//! Administration: members, communities, professional claims, the audit log, settings, invitations; the development
//! server's kept mail.
//!
//! Every verb asks [`administers`]: an administrator who proved lately who they are. What changes something says why, and
//! lands in the audit log in the same transaction. Nobody acts as somebody else: there is no such verb.

mod acts;
mod audit;
mod communities;
mod home;
mod invitations;
mod mails;
mod members;
mod organisation;
mod settings;
mod suspensions;

pub(crate) use acts::told;
pub use audit::{Filter, audit};
pub use communities::{communities, name_host};
pub use home::home;
pub use invitations::{fold_notes, invitations, invite, uninvite};
pub use members::{member, members, resend, set_right, sign_out};
pub use organisation::set_organisation;
pub use settings::{set_sign_ups, settings, sign_ups};
pub use suspensions::{lift, suspend, suspensions};

use crate::members::{Decided, administers, claim_view, decide_claim};
use crate::{Actor, Context, Fault, Outcome, limits};
use domain::administration::PAGE;
use domain::members::{ClaimState, ClaimView, ClaimsPage, KeptMail, Profession};
use domain::text::fold;
use domain::{ClaimId, FieldError, Fields, Problem, Refused};
use store::Conn;
use store::members::ClaimRow;

/// Which claims are asked for.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    /// Of members whose pseudonym begins so.
    pub typed: String,
    /// Or of these professions: those whose name begins so, in words of the interface.
    pub professions: Vec<Profession>,
    /// Those that wait behind this one.
    pub after: Option<ClaimId>,
    /// Those that gave a badge behind this one.
    pub after_verified: Option<ClaimId>,
}

/// The claims that wait, and those that gave a badge. Communities are no way to find one: belonging is shown to no
/// administrator.
pub async fn claims(ctx: &Context, actor: &Actor, sought: &Sought) -> Outcome<ClaimsPage> {
    administers(ctx, actor)?;
    limits::check_actor(ctx, "search", actor, limits::SEARCHES).await?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let beginning = fold(&sought.typed);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let of =
        |after| store::members::Sought { beginning: &beginning, professions: sought.professions.as_slice(), after };
    let pending = store::members::pending_claims(&mut conn, of(sought.after), limit).await?;
    let verified = store::members::verified_claims(&mut conn, of(sought.after_verified), limit).await?;
    let administrators = store::pro_sante::administrators(&mut conn).await?;
    let (pending, next_pending) = page_of(ctx, actor, &mut conn, pending).await?;
    let (verified, next_verified) = page_of(ctx, actor, &mut conn, verified).await?;
    Ok(ClaimsPage { pending, verified, next_pending, next_verified, administrators })
}

/// One page of claims, and after which the next begins.
async fn page_of(
    ctx: &Context,
    actor: &Actor,
    conn: &mut Conn<'_>,
    rows: Vec<ClaimRow>,
) -> Outcome<(Vec<ClaimView>, Option<ClaimId>)> {
    let more = rows.len() > PAGE;
    let mut page = Vec::new();
    for row in rows.into_iter().take(PAGE) {
        page.push(claim_view(ctx, actor, conn, row).await?);
    }
    let next = page.last().map(|claim| claim.id).filter(|_| more);
    Ok((page, next))
}

/// Decides a claim: fields `claim` and `decision` (`verified` or `refused`).
pub async fn decide(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<Decided> {
    let me = administers(ctx, actor)?;
    let id = fields.get("claim").parse().map_err(|_| Problem::NotFound)?;
    let to = ClaimState::from_word(fields.get("decision"))
        .filter(|to| matches!(to, ClaimState::Verified | ClaimState::Refused))
        .ok_or_else(|| Refused::one("decision", FieldError::NotAChoice, fields))?;
    match decide_claim(ctx, Some(me.id), id, to).await {
        Ok(decided) => Ok(decided),
        Err(Fault::Form(refused)) => Err(Refused { typed: fields.without_secrets(), ..refused }.into()),
        Err(fault) => Err(fault),
    }
}

/// The mails a development server kept instead of sending, latest first. Anywhere else there is no
/// such page.
pub async fn kept_mail(ctx: &Context) -> Outcome<Vec<KeptMail>> {
    if !ctx.settings.development {
        return Err(Problem::NotFound.into());
    }
    let mails = ctx.mailer.kept().await.unwrap_or_default();
    Ok(mails.into_iter().map(|mail| KeptMail { to: mail.to, subject: mail.subject, text: mail.text }).collect())
}
