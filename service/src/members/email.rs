//! Another e-mail address: asked for by somebody who proved who they are, confirmed at the new address.

use super::keys::{self, MemberKey};
use super::{CONFIRM_LASTS, mails, proved};
use crate::crypto::Token;
use crate::{Actor, Context, Outcome, limits};
use domain::events::EventKind;
use domain::members::LinkPurpose;
use domain::{Fields, Problem, Refused};
use store::events::{self, Event};
use store::members::NewToken;

/// Asks for another address; it changes when the link sent there is opened. Answers the same when
/// the new address has an account already: its owner gets a mail that says so, without a link.
pub async fn request_email_change(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = proved(ctx, actor)?;
    let address = domain::members::email(fields.get("email")).map_err(|error| Refused::one("email", error, fields))?;
    let hash = keys::email_hash(ctx, &address);
    let mut reader = ctx.store.read().await?;
    let account = store::members::find(&mut reader.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    let owner = store::members::find_by_email(&mut reader.conn(), &hash).await?;
    drop(reader);
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
    // Whoever had the account open for a moment is not alone in knowing.
    if let Some(before) = keys::email_of(ctx, &account)? {
        ctx.mailer.send(mails::email_asked(ctx, account.locale, &before, &account.pseudonym)).await;
    }
    Ok(())
}
