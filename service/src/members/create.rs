//! An administrator's account, made from the command line.

use super::keys::{self, MemberKey};
use super::{passwords, sign_up};
use crate::moderation::audit::{self, Entry, Verb};
use crate::{Context, Outcome};
use domain::administration::Right;
use domain::events::EventKind;
use domain::fields::Errors;
use domain::members::Role;
use domain::text::fold;
use domain::{FieldError, Fields, Locale, MemberId};
use store::events::{self, Event};
use store::members::NewMember;

/// Makes a confirmed account that administers the instance. An address that has an account already
/// makes that account an administrator's, which the audit log tells as it does of any right that is given, and leaves
/// its name and password alone. Refusals name the fields `pseudonym`, `email`, `password`.
pub async fn create_administrator(ctx: &Context, pseudonym: &str, email: &str, password: &str) -> Outcome<MemberId> {
    let typed: Fields = [("pseudonym", pseudonym), ("email", email)].into_iter().collect();
    let mut errors = Errors::default();
    let name = errors.take("pseudonym", domain::members::pseudonym(pseudonym));
    let address = errors.take("email", domain::members::email(email));
    let (Some(name), Some(address)) = (name, address) else { return Err(errors.refuse(&typed).into()) };
    let hash = keys::email_hash(ctx, &address);
    let known = store::members::find_by_email(&mut ctx.store.read().await?.conn(), &hash).await?;
    let now = ctx.now();
    if let Some(account) = known.filter(|account| account.confirmed.is_some()) {
        let mut tx = ctx.store.begin().await?;
        let mut conn = tx.conn();
        let given = store::administration::set_right(&mut conn, account.id, Right::Administrator, true).await?;
        // Who signed in as somebody without the right does not have it without signing in again.
        store::members::delete_sessions(&mut conn, account.id, None).await?;
        super::sessions::ended(ctx, &mut conn, account.id).await?;
        events::append(
            &mut conn,
            EventKind::MemberPromoted,
            now,
            Event { member: Some(account.id), ..Event::default() },
        )
        .await?;
        if given {
            let detail = format!("{} on", Right::Administrator.word());
            let entry = Entry {
                actor: None,
                about: Some(account.id),
                verb: Verb::Right,
                community: None,
                subject: None,
                detail: &detail,
            };
            audit::note(ctx, &mut conn, entry).await?;
        }
        tx.commit().await?;
        return Ok(account.id);
    }
    let key = fold(&name);
    if sign_up::is_taken(ctx, &key).await? {
        errors.add("pseudonym", FieldError::Taken);
    }
    match errors.take("password", domain::members::password(password, ctx.settings.password_min)) {
        Some(password) if !passwords::strong(&password, &name, &address).await? => {
            errors.add("password", FieldError::WeakPassword);
        }
        _ => {}
    }
    errors.finish(&typed)?;
    let password = passwords::hash(ctx, password).await?;
    let id = ctx.new_id();
    let (own, wrapped) = MemberKey::draw(ctx);
    let member = NewMember {
        id,
        pseudonym: name,
        pseudonym_key: key,
        // Standing by people who live with an illness is what running an instance is.
        role: Role::Carer,
        organisation: None,
        about: String::new(),
        badge: None,
        badge_since: None,
        claimed: None,
        email_hash: Some(hash.to_vec()),
        email_sealed: Some(own.seal(ctx, keys::EMAIL, &address)),
        confirmed: Some(now),
        password: Some(password),
        administrator: true,
        locale: Locale::default(),
        zone: ctx.settings.zone.clone(),
        created: now,
    };
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::members::release_unconfirmed(&mut conn, &hash).await?;
    store::members::insert(&mut conn, &member).await?;
    store::members::insert_key(&mut conn, id, &wrapped).await?;
    events::append(&mut conn, EventKind::MemberSignedUp, now, Event { member: Some(id), ..Event::default() }).await?;
    tx.commit().await?;
    Ok(id)
}
