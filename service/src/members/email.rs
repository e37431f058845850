//! Another e-mail address: asked for with the password, confirmed at the new address.

use super::keys::{self, MemberKey};
use super::{CONFIRM_LASTS, mails, passwords};
use crate::crypto::Token;
use crate::{Actor, Context, Outcome, limits};
use domain::events::EventKind;
use domain::fields::Errors;
use domain::members::LinkPurpose;
use domain::{FieldError, Fields, Problem, Refused};
use store::events::{self, Event};
use store::members::NewToken;

/// Asks for another address; it changes when the link sent there is opened. Answers the same when
/// the new address has an account already: its owner gets a mail that says so, without a link.
pub async fn request_email_change(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.signed_in()?;
    let mut errors = Errors::default();
    let address = errors.take("email", domain::members::email(fields.get("email")));
    if fields.get("password_current").is_empty() {
        errors.add("password_current", FieldError::Missing);
    }
    let Some(address) = address.filter(|_| errors.is_empty()) else { return Err(errors.refuse(fields).into()) };
    limits::check(ctx, "password", &me.id.to_string(), limits::SIGN_IN_ACCOUNT).await?;
    let hash = keys::email_hash(ctx, &address);
    let mut reader = ctx.store.read().await?;
    let account = store::members::find(&mut reader.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    let owner = store::members::find_by_email(&mut reader.conn(), &hash).await?;
    drop(reader);
    if !passwords::verify(account.password.as_deref(), fields.get("password_current")).await? {
        return Err(Refused::one("password_current", FieldError::WrongPassword, fields).into());
    }
    limits::check(ctx, "mail", &address, limits::MAIL).await?;
    limits::check(ctx, "mail_member", &me.id.to_string(), limits::MAIL).await?;
    let own = MemberKey::unwrap(ctx, account.wrapped.as_deref())?;
    let now = ctx.now();
    let token = Token::draw(ctx);
    let link = NewToken {
        token_hash: token.hash,
        member: me.id,
        purpose: LinkPurpose::Email,
        payload_sealed: Some(own.seal(ctx, keys::NEW_EMAIL, &address)),
        created: now,
        expires: now.plus(CONFIRM_LASTS),
    };
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    // Only the address asked for last can be confirmed.
    store::members::delete_tokens(&mut conn, me.id, LinkPurpose::Email).await?;
    store::members::insert_token(&mut conn, &link).await?;
    events::append(
        &mut conn,
        EventKind::EmailAsked,
        now,
        Event { actor: Some(me.id), member: Some(me.id), ..Event::default() },
    )
    .await?;
    tx.commit().await?;
    let mail = match owner.filter(|owner| owner.confirmed.is_some()) {
        Some(owner) => mails::already(ctx, owner.locale, &address, &owner.pseudonym),
        None => mails::new_email(ctx, account.locale, &address, &account.pseudonym, &token.text),
    };
    ctx.mailer.send(mail).await;
    Ok(())
}
