//! Links that confirm an address: looked at without effect, opened once by a button.

use super::keys::{self, MemberKey};
use super::sessions::{self, Proved, SignedIn};
use super::{CONFIRM_LASTS, disposable, mails, theirs};
use crate::crypto::Token;
use crate::{Actor, Context, Fault, Outcome, limits};
use domain::events::EventKind;
use domain::members::{LinkPurpose, LinkView};
use domain::{FieldError, Fields, MemberId, Problem, Refused};
use store::Conn;
use store::events::{self, Event};
use store::members::{Account, NewToken};

/// What a link would do, for the page with the button; `kept` is what the browser kept of signing up. Opens nothing.
pub async fn link(ctx: &Context, actor: &Actor, token: &str, kept: &str) -> Outcome<LinkView> {
    let hash = Token::hash_of(token).ok_or(Problem::NotFound)?;
    let mut reader = ctx.store.read().await?;
    let found = store::members::peek_token(&mut reader.conn(), &hash, ctx.now()).await?.ok_or(Problem::NotFound)?;
    let account = store::members::find(&mut reader.conn(), found.member).await?.ok_or(Problem::NotFound)?;
    let email = found
        .payload_sealed
        .as_deref()
        .map(|sealed| MemberKey::unwrap(ctx, account.wrapped.as_deref())?.open(keys::NEW_EMAIL, sealed))
        .transpose()?;
    let password = !theirs::shows(ctx, actor, &account, found.purpose, kept)?;
    Ok(LinkView { purpose: found.purpose, pseudonym: account.pseudonym, email, password })
}

/// Confirms the address of a new account, or the new address of an old one, and signs in here.
/// A changed address signs every other device out. Asks for the password where nothing shows that it is them.
pub async fn confirm(
    ctx: &Context,
    actor: &Actor,
    fields: &Fields,
    user_agent: &str,
) -> Outcome<(LinkPurpose, SignedIn)> {
    let expired = || Fault::from(Refused::one("token", FieldError::LinkExpired, fields));
    limits::check(ctx, "link", &actor.address, limits::SMALL).await?;
    let hash = Token::hash_of(fields.trimmed("token")).ok_or_else(expired)?;
    let now = ctx.now();
    // Looked at first: a password that is refused does not use the link up.
    let mut reader = ctx.store.read().await?;
    let link = store::members::peek_token(&mut reader.conn(), &hash, now).await?;
    let link = link.filter(|link| link.purpose != LinkPurpose::Reset).ok_or_else(expired)?;
    let account = store::members::find(&mut reader.conn(), link.member).await?.ok_or_else(expired)?;
    drop(reader);
    theirs::prove(ctx, actor, &account, link.purpose, fields).await?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let link = store::members::use_token(&mut conn, &hash, now).await?.ok_or_else(expired)?;
    let account = store::members::find(&mut conn, link.member).await?.ok_or_else(expired)?;
    let concerns = Event { actor: Some(account.id), member: Some(account.id), ..Event::default() };
    let changed = match link.purpose {
        LinkPurpose::Confirm => {
            store::members::confirm(&mut conn, account.id, now).await?;
            store::members::delete_tokens(&mut conn, account.id, LinkPurpose::Confirm).await?;
            events::append(&mut conn, EventKind::MemberConfirmed, now, concerns).await?;
            None
        }
        LinkPurpose::Email => {
            let address =
                change_email(ctx, &mut conn, &account, link.payload_sealed.as_deref()).await.map_err(|fault| {
                    // Somebody else confirmed this address first.
                    if let Fault::Internal(cause) = &fault
                        && cause.downcast_ref::<store::Error>().is_some_and(store::Error::is_unique_violation)
                    {
                        expired()
                    } else {
                        fault
                    }
                })?;
            events::append(&mut conn, EventKind::EmailChanged, now, concerns).await?;
            Some(address)
        }
        // A link to a new password confirms nothing; the transaction is undone with its use.
        LinkPurpose::Reset => return Err(expired()),
    };
    let signed_in = sessions::begin(ctx, &mut conn, account.id, user_agent, Proved::No).await?;
    if let Some(me) = actor.me.as_ref() {
        // The cookie of the session that asks is about to be replaced.
        store::members::delete_session(&mut conn, me.id, me.session).await?;
    }
    tx.commit().await?;
    if changed.is_some()
        && let Some(before) = keys::email_of(ctx, &account)?
    {
        ctx.mailer.send(mails::email_changed(ctx, account.locale, &before, &account.pseudonym)).await;
    }
    Ok((link.purpose, signed_in))
}

async fn change_email(
    ctx: &Context,
    conn: &mut Conn<'_>,
    account: &Account,
    payload: Option<&[u8]>,
) -> Outcome<String> {
    let own = MemberKey::unwrap(ctx, account.wrapped.as_deref())?;
    let address = own.open(keys::NEW_EMAIL, payload.ok_or(Problem::NotFound)?)?;
    let hash = keys::email_hash(ctx, &address);
    // An account that never proved the address does not keep it from somebody who just did.
    store::members::release_unconfirmed(conn, &hash).await?;
    store::members::set_email(conn, account.id, &hash, &own.seal(ctx, keys::EMAIL, &address)).await?;
    store::administration::set_disposable(conn, account.id, disposable::is(ctx, &address)).await?;
    store::members::delete_sessions(conn, account.id, None).await?;
    store::tokens::delete_all(conn, account.id).await?;
    for purpose in LinkPurpose::ALL {
        store::members::delete_tokens(conn, account.id, *purpose).await?;
    }
    Ok(address)
}

/// Sends the confirmation again. Answers the same whether the address waits for one or not.
pub async fn resend(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let address = match &actor.me {
        Some(me) => {
            let account =
                store::members::find(&mut ctx.store.read().await?.conn(), me.id).await?.ok_or(Problem::NotFound)?;
            keys::email_of(ctx, &account)?.ok_or(Problem::NotFound)?
        }
        None => domain::members::email(fields.get("email")).map_err(|error| Refused::one("email", error, fields))?,
    };
    limits::check(ctx, "mail", &address, limits::MAIL).await?;
    limits::check(ctx, "mail_address", &actor.address, limits::MAIL).await?;
    let hash = keys::email_hash(ctx, &address);
    let account = store::members::find_by_email(&mut ctx.store.read().await?.conn(), &hash).await?;
    let waiting = account.filter(|account| account.confirmed.is_none());
    let token =
        send_link(ctx, waiting.as_ref(), LinkPurpose::Confirm, CONFIRM_LASTS, EventKind::ConfirmationSent).await?;
    if let Some(account) = waiting {
        ctx.mailer.send(mails::confirm(ctx, account.locale, &address, &account.pseudonym, &token)).await;
    }
    Ok(())
}

/// Sends the confirmation again because an administrator says so; nothing to an account that needs none, or that has no
/// address (the twin of one that was known), and the administrator is not told which.
pub(crate) async fn send_again(ctx: &Context, account: &Account) -> Outcome<()> {
    let Some(address) = keys::email_of(ctx, account)?.filter(|_| account.confirmed.is_none()) else { return Ok(()) };
    limits::check(ctx, "mail", &address, limits::MAIL).await?;
    let sent = EventKind::ConfirmationSent;
    let token = send_link(ctx, Some(account), LinkPurpose::Confirm, CONFIRM_LASTS, sent).await?;
    ctx.mailer.send(mails::confirm(ctx, account.locale, &address, &account.pseudonym, &token)).await;
    Ok(())
}

/// Writes a link and its event; for nobody, in the same statements, it writes only the event.
pub(super) async fn send_link(
    ctx: &Context,
    account: Option<&Account>,
    purpose: LinkPurpose,
    lasts: i64,
    event: EventKind,
) -> Outcome<String> {
    let now = ctx.now();
    let token = Token::draw(ctx);
    let nobody: MemberId = ctx.new_id();
    let link = NewToken {
        token_hash: token.hash,
        member: account.map_or(nobody, |account| account.id),
        purpose,
        payload_sealed: None,
        created: now,
        expires: now.plus(lasts),
    };
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::members::insert_token(&mut conn, &link).await?;
    let member = account.map(|account| account.id);
    events::append(&mut conn, event, now, Event { member, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(token.text)
}
