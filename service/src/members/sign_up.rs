//! Signing up: the account is made, and waits for its address to be confirmed.

use super::keys::{self, MemberKey};
use super::{CONFIRM_LASTS, agreements, claims, disposable, mails, passwords, theirs};
use crate::crypto::{Token, sha256};
use crate::{Actor, Context, Outcome, administration, limits};
use domain::administration::SignUps;
use domain::events::EventKind;
use domain::members::{ACCOUNT_CONSENT_VERSION, LinkPurpose, Purpose, SignUp, account_consent};
use domain::text::fold;
use domain::{FieldError, Fields, Locale, Problem, Refused};
use store::events::{self, Event};
use store::members::{NewMember, NewReceipt, NewToken};

/// Names that would be taken for the instance speaking.
const RESERVED: [&str; 8] =
    ["vecu", "equipevecu", "administrateur", "administratrice", "administration", "moderation", "moderateur", "admin"];

/// Makes an account. Answers the same, after the same work, whether the address is new or known:
/// for a known one a nameless twin of the account is written, which nobody can enter and which
/// keeps the name as a real one would; its owner gets a mail that says so. Gives what the
/// browser keeps, so that the link in the mail opens here without the password.
pub async fn sign_up(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<String> {
    let sign_ups = administration::sign_ups(ctx).await?;
    if sign_ups == SignUps::Closed {
        return Err(Problem::Forbidden.into());
    }
    let form = SignUp::parse(fields, ctx.settings.password_min)?;
    let key = fold(&form.pseudonym);
    limits::check(ctx, "sign_up_try", &actor.address, limits::SMALL).await?;
    // Before anything that tells of names: whoever was not invited learns nothing.
    let invitation = if sign_ups == SignUps::Invited { Some(invited(ctx, fields).await?) } else { None };
    if is_taken(ctx, &key).await? {
        return Err(Refused::one("pseudonym", FieldError::Taken, fields).into());
    }
    if !passwords::strong(&form.password, &form.pseudonym, &form.email).await? {
        return Err(Refused::one("password", FieldError::WeakPassword, fields).into());
    }
    limits::check(ctx, "sign_up", &actor.address, limits::SIGN_UP).await?;
    limits::check(ctx, "sign_up_days", &actor.address, limits::SIGN_UP_DAYS).await?;
    limits::check(ctx, "mail", &form.email, limits::MAIL).await?;
    let password = passwords::hash(ctx, &form.password).await?;
    let new = New { locale: actor.locale, form: &form, key: &key, password: &password, invitation };
    let mail = match write(ctx, &new, fields).await {
        Err(crate::Fault::Internal(cause)) if is_unique_violation(&*cause) => {
            // Somebody took the name or the address between the look and the write.
            if is_taken(ctx, &key).await? {
                return Err(Refused::one("pseudonym", FieldError::Taken, fields).into());
            }
            write(ctx, &new, fields).await?
        }
        other => other?,
    };
    ctx.mailer.send(mail).await;
    Ok(theirs::here(ctx, &form.email))
}

/// The hash of an invitation that lets somebody in. One that is wrong, used up, over or taken back is answered alike.
async fn invited(ctx: &Context, fields: &Fields) -> Outcome<[u8; 32]> {
    let typed = fields.trimmed("invitation");
    let refuse = |error| Refused::one("invitation", error, fields);
    if typed.is_empty() {
        return Err(refuse(FieldError::Missing).into());
    }
    let hash = Token::hash_of(typed).ok_or_else(|| refuse(FieldError::LinkExpired))?;
    let opens = store::administration::invitation_opens(&mut ctx.store.read().await?.conn(), &hash, ctx.now()).await?;
    if opens { Ok(hash) } else { Err(refuse(FieldError::LinkExpired).into()) }
}

/// Whether a name is in use or reserved.
pub(super) async fn is_taken(ctx: &Context, key: &str) -> Outcome<bool> {
    let taken = store::members::pseudonym_taken(&mut ctx.store.read().await?.conn(), key).await?;
    Ok(taken || RESERVED.contains(&key))
}

fn is_unique_violation(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    cause.downcast_ref::<store::Error>().is_some_and(store::Error::is_unique_violation)
}

/// What an account is made of.
struct New<'a> {
    locale: Locale,
    form: &'a SignUp,
    /// The folded name.
    key: &'a str,
    /// Hashed.
    password: &'a str,
    /// The invitation's hash, where one is needed.
    invitation: Option<[u8; 32]>,
}

/// Writes the account; the mail that says how to go on.
async fn write(ctx: &Context, new: &New<'_>, fields: &Fields) -> Outcome<crate::mail::Mail> {
    let &New { locale, form, key, password, invitation } = new;
    let now = ctx.now();
    let id = ctx.new_id();
    let (own, wrapped) = MemberKey::draw(ctx);
    let hash = keys::email_hash(ctx, &form.email);
    let sealed = own.seal(ctx, keys::EMAIL, &form.email);
    let token = Token::draw(ctx);
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    if let Some(invitation) = invitation
        && !store::administration::use_invitation(&mut conn, &invitation, now).await?
    {
        return Err(Refused::one("invitation", FieldError::LinkExpired, fields).into());
    }
    store::members::release_unconfirmed(&mut conn, &hash).await?;
    let owner = store::members::find_by_email(&mut conn, &hash).await?;
    let member = NewMember {
        id,
        pseudonym: form.pseudonym.clone(),
        pseudonym_key: key.to_owned(),
        role: form.role,
        organisation: None,
        about: String::new(),
        badge: None,
        badge_since: None,
        claimed: None,
        email_hash: owner.is_none().then(|| hash.to_vec()),
        email_sealed: owner.is_none().then_some(sealed),
        confirmed: None,
        password: Some(password.to_owned()),
        administrator: false,
        locale,
        zone: ctx.settings.zone.clone(),
        created: now,
    };
    store::members::insert(&mut conn, &member).await?;
    store::members::insert_key(&mut conn, id, &wrapped).await?;
    store::administration::set_disposable(&mut conn, id, disposable::is(ctx, &form.email)).await?;
    let receipt = NewReceipt {
        id: ctx.new_id(),
        member: id,
        purpose: Purpose::Account,
        community: None,
        text_version: ACCOUNT_CONSENT_VERSION.into(),
        text_hash: sha256(&account_consent(locale).join("\n")),
        given: now,
    };
    store::members::insert_receipt(&mut conn, &receipt).await?;
    if let Some(claim) = &form.claim {
        store::members::insert_claim(&mut conn, &claims::sealed(ctx, id, &own, claim)).await?;
        agreements::give(ctx, &mut conn, id, &agreements::profession(locale), now).await?;
    }
    let link = NewToken {
        token_hash: token.hash,
        member: id,
        purpose: LinkPurpose::Confirm,
        payload_sealed: None,
        created: now,
        expires: now.plus(CONFIRM_LASTS),
    };
    store::members::insert_token(&mut conn, &link).await?;
    events::append(
        &mut conn,
        EventKind::MemberSignedUp,
        now,
        Event { actor: Some(id), member: Some(id), ..Event::default() },
    )
    .await?;
    tx.commit().await?;
    Ok(match owner {
        Some(owner) => mails::already(ctx, owner.locale, &form.email, &owner.pseudonym),
        None => mails::confirm(ctx, locale, &form.email, &form.pseudonym, &token.text),
    })
}
