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
mod members;
mod organisation;
mod settings;

pub(crate) use acts::told;
pub use audit::{Filter, audit};
pub use communities::{communities, name_host};
pub use home::home;
pub use invitations::{invitations, invite, uninvite};
pub use members::{member, members, resend, set_right, sign_out};
pub use organisation::set_organisation;
pub use settings::{set_sign_ups, settings, sign_ups};

use crate::members::{Decided, administers, claim_view, decide_claim};
use crate::{Actor, Context, Fault, Outcome};
use domain::members::{ClaimState, ClaimsPage, KeptMail};
use domain::{FieldError, Fields, Problem, Refused};

/// Claims shown of each kind.
const SHOWN: i64 = 50;

/// The claims that wait, and those that gave a badge.
pub async fn claims(ctx: &Context, actor: &Actor) -> Outcome<ClaimsPage> {
    administers(ctx, actor)?;
    let mut reader = ctx.store.read().await?;
    let mut page = ClaimsPage {
        pending: Vec::new(),
        verified: Vec::new(),
        administrators: store::pro_sante::administrators(&mut reader.conn()).await?,
    };
    for row in store::members::pending_claims(&mut reader.conn(), SHOWN).await? {
        page.pending.push(claim_view(ctx, actor, &mut reader.conn(), row).await?);
    }
    for row in store::members::verified_claims(&mut reader.conn(), SHOWN).await? {
        page.verified.push(claim_view(ctx, actor, &mut reader.conn(), row).await?);
    }
    Ok(page)
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
