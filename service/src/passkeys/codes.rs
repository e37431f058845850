//! Recovery codes: ten on paper, each signs in once together with the address.

use super::mails;
use crate::members::sessions::{self, Proved, SignedIn};
use crate::members::{keys, proved};
use crate::refusals::Unshown;
use crate::{Actor, Context, Outcome, limits};
use domain::events::EventKind;
use domain::fields::Errors;
use domain::passkeys::{CODES, code, code_of};
use domain::{FieldError, Fields, MemberId, Problem, Refused};
use store::events::{self, Event};

/// The keyed hash of a member's code as somebody typed it.
pub(super) fn hash_of(ctx: &Context, member: MemberId, typed: &str) -> Option<[u8; 32]> {
    Some(ctx.keys.find("recovery code", &format!("{member} {}", code(typed)?)))
}

/// Gives the member new codes; those before are worth nothing from now on. They are nowhere else.
pub async fn make_codes(ctx: &Context, actor: &Actor) -> Outcome<Vec<String>> {
    let me = proved(ctx, actor)?;
    actor.addressed()?;
    limits::check_actor(ctx, "recovery_codes", actor, limits::SMALL).await?;
    let codes: Vec<String> = (0..CODES).map(|_| code_of(ctx.random_bytes())).collect();
    let hashes: Vec<[u8; 32]> = codes.iter().filter_map(|code| hash_of(ctx, me.id, code)).collect();
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::tokens::lock(&mut conn, me.id).await?;
    let account = store::members::find(&mut conn, me.id).await?.ok_or(Problem::NotFound)?;
    store::passkeys::replace_codes(&mut conn, me.id, &hashes, now).await?;
    let event = Event { actor: Some(me.id), member: Some(me.id), ..Event::default() };
    events::append(&mut conn, EventKind::CodesMade, now, event).await?;
    tx.commit().await?;
    if let Some(email) = keys::email_of(ctx, &account)? {
        ctx.mailer.send(mails::codes_made(ctx, account.locale, &email, &account.pseudonym)).await;
    }
    Ok(codes)
}

/// Signs in with address and recovery code. A wrong code, an unknown address and one that was never confirmed are
/// answered alike, after the same statements.
pub async fn recover(ctx: &Context, actor: &Actor, fields: &Fields, user_agent: &str) -> Outcome<SignedIn> {
    let mut errors = Errors::default();
    let address = errors.take("email", domain::members::email(fields.get("email")));
    if fields.trimmed("code").is_empty() {
        errors.add("code", FieldError::Missing);
    }
    let Some(address) = address.filter(|_| errors.is_empty()) else { return Err(errors.refuse(fields).into()) };
    // Counted with passwords: who guesses at an account guesses at both.
    limits::check(ctx, "sign_in_address", &actor.address, limits::SIGN_IN_ADDRESS).await?;
    limits::check(ctx, "sign_in", &address, limits::SIGN_IN_ACCOUNT).await?;
    let wrong = || Refused::one("code", FieldError::WrongCode, fields);
    let account = store::members::find_by_email(&mut ctx.store.read().await?.conn(), &keys::email_hash(ctx, &address))
        .await?
        .filter(|account| account.confirmed.is_some());
    let nobody: MemberId = ctx.new_id();
    let member = account.as_ref().map_or(nobody, |account| account.id);
    // What is no code at all is looked for like one.
    let hash = hash_of(ctx, member, fields.get("code")).unwrap_or_else(|| ctx.random_bytes());
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let used = store::passkeys::use_code(&mut conn, member, &hash, now).await?;
    let Some(account) = account.filter(|_| used) else {
        ctx.refusals.note(Unshown::Code);
        return Err(wrong().into());
    };
    let left = store::passkeys::codes_left(&mut conn, member).await?.len();
    let signed_in = sessions::begin(ctx, &mut conn, member, user_agent, Proved::Yes).await?;
    if let Some(me) = &actor.me {
        store::members::delete_session(&mut conn, me.id, me.session).await?;
    }
    let event = Event { actor: Some(member), member: Some(member), ..Event::default() };
    events::append(&mut conn, EventKind::CodeUsed, now, event).await?;
    tx.commit().await?;
    ctx.mailer.send(mails::code_used(ctx, account.locale, &address, &account.pseudonym, left)).await;
    Ok(signed_in)
}
