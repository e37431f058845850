//! One's own passkeys: listed, renamed, removed.

use super::{codes, mails};
use crate::members::{device, keys, proved};
use crate::{Actor, Context, Outcome};
use domain::events::EventKind;
use domain::passkeys::{PasskeyView, PasskeysPage, name};
use domain::{FieldError, Fields, PasskeyId, Problem, Refused, Timestamp};
use store::events::{self, Event};

/// One's own passkeys and how many recovery codes are left. `made` are codes that came back from the request
/// before: they are shown when they are one's own.
pub async fn list(ctx: &Context, actor: &Actor, made: &[String], user_agent: &str) -> Outcome<PasskeysPage> {
    let me = actor.signed_in()?;
    let mut reader = ctx.store.read().await?;
    let rows = store::passkeys::of_member(&mut reader.conn(), me.id).await?;
    let left = store::passkeys::codes_left(&mut reader.conn(), me.id).await?;
    let own = |code: &String| codes::hash_of(ctx, me.id, code).is_some_and(|hash| left.iter().any(|one| *one == hash));
    Ok(PasskeysPage {
        passkeys: rows
            .into_iter()
            .map(|row| PasskeyView {
                id: row.id,
                name: row.name,
                created: actor.when(row.created),
                used: row.used.map(|at| actor.when(Timestamp(at))),
            })
            .collect(),
        proved: proved(ctx, actor).is_ok(),
        device: device::describe(user_agent),
        left: u32::try_from(left.len()).unwrap_or_default(),
        codes: made.iter().filter(|code| own(code)).cloned().collect(),
    })
}

/// Calls one's own passkey something else.
pub async fn rename(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.signed_in()?;
    let id: PasskeyId = fields.get("passkey").parse().map_err(|_| Problem::NotFound)?;
    let name = name(fields).map_err(|error| Refused::one("name", error, fields))?;
    let mut tx = ctx.store.begin().await?;
    let there = store::passkeys::rename(&mut tx.conn(), me.id, id, &name).await?;
    tx.commit().await?;
    if there { Ok(()) } else { Err(Problem::NotFound.into()) }
}

/// Removes one of one's own passkeys. An account without a password keeps the last one: nobody could enter it.
pub async fn remove(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = proved(ctx, actor)?;
    let id: PasskeyId = fields.get("passkey").parse().map_err(|_| Problem::NotFound)?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::tokens::lock(&mut conn, me.id).await?;
    let account = store::members::find(&mut conn, me.id).await?.ok_or(Problem::NotFound)?;
    let name = store::passkeys::delete(&mut conn, me.id, id).await?.ok_or(Problem::NotFound)?;
    if account.password.is_none() && store::passkeys::of_member(&mut conn, me.id).await?.is_empty() {
        // The transaction is undone with it.
        return Err(Refused::one("passkey", FieldError::LastWayIn, fields).into());
    }
    let event = Event { actor: Some(me.id), member: Some(me.id), ..Event::default() };
    events::append(&mut conn, EventKind::PasskeyRemoved, ctx.now(), event).await?;
    tx.commit().await?;
    if let Some(email) = keys::email_of(ctx, &account)? {
        ctx.mailer.send(mails::removed(ctx, account.locale, &email, &account.pseudonym, &name)).await;
    }
    Ok(())
}
