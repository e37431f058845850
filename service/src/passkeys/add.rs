//! Adding a passkey.

use super::{ANSWER, credential_hash, mails, refused, relying, seal, signed};
use crate::members::keys::{self, MemberKey};
use crate::members::proved;
use crate::{Actor, Context, Fault, Outcome, limits};
use domain::events::EventKind;
use domain::passkeys::{Ceremony, MAX_PASSKEYS, name};
use domain::{FieldError, Fields, Problem, Refused};
use store::events::{self, Event};
use store::passkeys::NewPasskey;
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential};

/// Adds the passkey that signed, under this name.
pub async fn add(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = proved(ctx, actor)?;
    actor.addressed()?;
    let name = name(fields).map_err(|error| Refused::one("name", error, fields))?;
    limits::check_actor(ctx, "passkey_add", actor, limits::SMALL).await?;
    let no = || refused(ANSWER, fields);
    let state: PasskeyRegistration = signed::taken(ctx, actor, Ceremony::Register, fields).await?.ok_or_else(no)?;
    let answer: RegisterPublicKeyCredential = serde_json::from_str(fields.get(ANSWER)).map_err(|_| no())?;
    let credential = relying(ctx)?.finish_passkey_registration(&answer, &state).map_err(|_| no())?;
    let id = ctx.new_id();
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::tokens::lock(&mut conn, me.id).await?;
    let account = store::members::find(&mut conn, me.id).await?.ok_or(Problem::NotFound)?;
    if store::passkeys::of_member(&mut conn, me.id).await?.len() >= MAX_PASSKEYS as usize {
        return Err(Refused::one("name", FieldError::TooMany { max: MAX_PASSKEYS }, fields).into());
    }
    let key = MemberKey::unwrap(ctx, account.wrapped.as_deref())?;
    let passkey = NewPasskey {
        id,
        member: me.id,
        name,
        credential_hash: credential_hash(ctx, credential.cred_id()),
        credential_sealed: seal(ctx, &key, id, &credential)?,
        created: now,
    };
    match store::passkeys::insert(&mut conn, &passkey).await {
        // Somebody has this very credential: a copy of it is not a passkey of anybody else.
        Err(cause) if cause.is_unique_violation() => return Err(no()),
        other => other.map_err(Fault::from)?,
    }
    let event = Event { actor: Some(me.id), member: Some(me.id), ..Event::default() };
    events::append(&mut conn, EventKind::PasskeyAdded, now, event).await?;
    tx.commit().await?;
    if let Some(email) = keys::email_of(ctx, &account)? {
        ctx.mailer.send(mails::added(ctx, account.locale, &email, &account.pseudonym, &passkey.name)).await;
    }
    Ok(())
}
