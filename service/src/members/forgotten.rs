//! A forgotten password: a link by mail, then a new one.

use super::sessions::{self, Proved, SignedIn};
use super::{RESET_LASTS, confirm, keys, mails, passwords};
use crate::crypto::Token;
use crate::{Actor, Context, Fault, Outcome, limits};
use domain::events::EventKind;
use domain::members::LinkPurpose;
use domain::{FieldError, Fields, Refused};
use store::events::{self, Event};

/// Sends a link to a new password, also to an account that was never confirmed: whoever made it with somebody else's
/// address knows its password. Answers the same whether the address has an account or not.
pub async fn forgotten(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let address = domain::members::email(fields.get("email")).map_err(|error| Refused::one("email", error, fields))?;
    limits::check(ctx, "mail", &address, limits::MAIL).await?;
    limits::check(ctx, "mail_address", &actor.address, limits::MAIL).await?;
    let hash = keys::email_hash(ctx, &address);
    let account = store::members::find_by_email(&mut ctx.store.read().await?.conn(), &hash).await?;
    let (purpose, lasts) = (LinkPurpose::Reset, RESET_LASTS);
    let token = confirm::send_link(ctx, account.as_ref(), purpose, lasts, EventKind::PasswordForgotten).await?;
    if let Some(account) = account {
        ctx.mailer.send(mails::reset(ctx, account.locale, &address, &account.pseudonym, &token)).await;
    }
    Ok(())
}

/// Sets a new password with a link from a mail; signs every device out and this one in.
pub async fn reset(ctx: &Context, actor: &Actor, fields: &Fields, user_agent: &str) -> Outcome<SignedIn> {
    let expired = || Fault::from(Refused::one("token", FieldError::LinkExpired, fields));
    limits::check(ctx, "link", &actor.address, limits::SMALL).await?;
    let hash = Token::hash_of(fields.trimmed("token")).ok_or_else(expired)?;
    // Looked at first: a password that is refused does not use the link up.
    let mut reader = ctx.store.read().await?;
    let link = store::members::peek_token(&mut reader.conn(), &hash, ctx.now()).await?;
    let link = link.filter(|link| link.purpose == LinkPurpose::Reset).ok_or_else(expired)?;
    let account = store::members::find(&mut reader.conn(), link.member).await?.ok_or_else(expired)?;
    drop(reader);
    let password = domain::members::password(fields.get("password"), ctx.settings.password_min)
        .map_err(|error| Refused::one("password", error, fields))?;
    let email = keys::email_of(ctx, &account)?.unwrap_or_default();
    if !passwords::strong(&password, &account.pseudonym, &email).await? {
        return Err(Refused::one("password", FieldError::WeakPassword, fields).into());
    }
    let password = passwords::hash(ctx, &password).await?;
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::members::use_token(&mut conn, &hash, now).await?.ok_or_else(expired)?;
    store::members::set_password(&mut conn, account.id, &password).await?;
    if account.confirmed.is_none() {
        // The link came by the address.
        store::members::confirm(&mut conn, account.id, now).await?;
    }
    store::members::delete_sessions(&mut conn, account.id, None).await?;
    store::tokens::delete_all(&mut conn, account.id).await?;
    // Codes and passkeys may be in the hands of whom one wants to be rid of.
    store::passkeys::delete_all(&mut conn, account.id).await?;
    store::passkeys::replace_codes(&mut conn, account.id, &[], now).await?;
    // Whoever asked for another address meanwhile asks again, signed in.
    for purpose in LinkPurpose::ALL {
        store::members::delete_tokens(&mut conn, account.id, *purpose).await?;
    }
    let signed_in = sessions::begin(ctx, &mut conn, account.id, user_agent, Proved::Yes).await?;
    let event = Event { actor: Some(account.id), member: Some(account.id), ..Event::default() };
    events::append(&mut conn, EventKind::PasswordChanged, now, event).await?;
    tx.commit().await?;
    if !email.is_empty() {
        ctx.mailer.send(mails::password_changed(ctx, account.locale, &email, &account.pseudonym, 0)).await;
    }
    Ok(signed_in)
}
