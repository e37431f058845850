//! Giving the badge to whom Pro Santé Connect vouches for.

use super::ask::Person;
use super::{badge_ends, register_hash};
use crate::members::{keys, mails};
use crate::{Context, Outcome};
use domain::events::EventKind;
use domain::members::{ClaimState, PROFESSION_CONSENT_VERSION, Purpose, Role};
use domain::pro_sante::Trouble;
use domain::{MemberId, Problem};
use store::events::{self, Event};
use store::pro_sante::Vouched;

/// Gives the badge, or gives it anew. One person, one badge: another account's stands in the way.
pub(super) async fn vouch(ctx: &Context, member: MemberId, person: &Person) -> Outcome<Result<(), Trouble>> {
    let identity_hash = register_hash(ctx, &person.name_id);
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::tokens::lock(&mut conn, member).await?;
    let account = store::members::find(&mut conn, member).await?.ok_or(Problem::NotFound)?;
    if account.role != Role::Professional {
        return Err(Problem::Forbidden.into());
    }
    // Taken back while they were over there: what came is not looked at.
    if !store::members::agrees(&mut conn, member, Purpose::Profession, PROFESSION_CONSENT_VERSION).await? {
        return Ok(Err(Trouble::Cancelled));
    }
    if store::members::number_taken(&mut conn, &identity_hash, member).await? {
        return Ok(Err(Trouble::Taken));
    }
    let latest = store::members::latest_claim(&mut conn, member).await?.map(|claim| (claim.id, claim.state));
    let vouched = Vouched {
        id: ctx.new_id(),
        member,
        profession: person.profession,
        identity_hash,
        at: now,
        expires: badge_ends(ctx, now),
    };
    match store::pro_sante::vouch(&mut conn, &vouched, latest).await {
        // Two accounts of one person in the same moment: the index lets one pass.
        Err(error) if error.is_unique_violation() => return Ok(Err(Trouble::Taken)),
        other => other?,
    }
    let event = Event { member: Some(member), ..Event::default() };
    events::append(&mut conn, EventKind::ClaimVerified, now, event).await?;
    tx.commit().await?;
    if let Some(email) = keys::email_of(ctx, &account)? {
        let mail = mails::decided(ctx, account.locale, &email, &account.pseudonym, ClaimState::Verified);
        ctx.mailer.send(mail).await;
    }
    Ok(Ok(()))
}
