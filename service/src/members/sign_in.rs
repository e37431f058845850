//! Signing in and out.

use super::sessions::{self, Proved, SignedIn};
use super::{keys, passwords};
use crate::refusals::Unshown;
use crate::{Actor, Context, Outcome, limits};
use domain::events::EventKind;
use domain::fields::Errors;
use domain::{FieldError, Fields, MemberId, Refused};
use store::events::{self, Event};

/// Signs in with address and password. A wrong password, an unknown address and an address that
/// was never confirmed are answered alike, after the same work.
pub async fn sign_in(ctx: &Context, actor: &Actor, fields: &Fields, user_agent: &str) -> Outcome<SignedIn> {
    let mut errors = Errors::default();
    let address = errors.take("email", domain::members::email(fields.get("email")));
    if fields.get("password").is_empty() {
        errors.add("password", FieldError::Missing);
    }
    let Some(address) = address.filter(|_| errors.is_empty()) else { return Err(errors.refuse(fields).into()) };
    limits::check(ctx, "sign_in_address", &actor.address, limits::SIGN_IN_ADDRESS).await?;
    limits::check(ctx, "sign_in", &address, limits::SIGN_IN_ACCOUNT).await?;
    let hash = keys::email_hash(ctx, &address);
    let account = store::members::find_by_email(&mut ctx.store.read().await?.conn(), &hash).await?;
    let account = account.filter(|account| account.confirmed.is_some());
    let stored = account.as_ref().and_then(|account| account.password.as_deref());
    let right = passwords::verify(stored, fields.get("password")).await?;
    let Some(account) = account.filter(|_| right) else {
        ctx.refusals.note(Unshown::Password);
        return Err(Refused::one("password", FieldError::WrongCredentials, fields).into());
    };
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let signed_in = sessions::begin(ctx, &mut conn, account.id, user_agent, Proved::Yes).await?;
    if let Some(me) = &actor.me {
        // The cookie of the session that asks is about to be replaced.
        store::members::delete_session(&mut conn, me.id, me.session).await?;
    }
    let event = Event { actor: Some(account.id), member: Some(account.id), ..Event::default() };
    events::append(&mut conn, EventKind::MemberSignedIn, now, event).await?;
    tx.commit().await?;
    Ok(signed_in)
}

/// Whether a member's account is suspended: whoever signs in to one is led to why.
pub async fn suspended(ctx: &Context, member: MemberId) -> Outcome<bool> {
    let row = store::administration::suspension(&mut ctx.store.read().await?.conn(), member, ctx.now()).await?;
    Ok(row.is_some())
}

/// Signs this device out; nothing happens to a visitor.
pub async fn sign_out(ctx: &Context, actor: &Actor) -> Outcome<()> {
    let Some(me) = &actor.me else { return Ok(()) };
    let mut tx = ctx.store.begin().await?;
    store::members::delete_session(&mut tx.conn(), me.id, me.session).await?;
    super::sessions::ended(ctx, &mut tx.conn(), me.id).await?;
    Ok(tx.commit().await?)
}
