//! Signing in without a password.

use super::{ANSWER, refused, signed};
use crate::members::sessions::{self, Proved, SignedIn};
use crate::refusals::Unshown;
use crate::{Actor, Context, Outcome, limits};
use domain::Fields;
use domain::events::EventKind;
use domain::passkeys::Ceremony;
use store::events::{self, Event};

/// Signs in whoever's passkey signed.
pub async fn sign_in(ctx: &Context, actor: &Actor, fields: &Fields, user_agent: &str) -> Outcome<SignedIn> {
    limits::check(ctx, "sign_in_address", &actor.address, limits::SIGN_IN_ADDRESS).await?;
    let signed = signed(ctx, actor, Ceremony::SignIn, ANSWER, fields).await;
    let signed = ctx.refusals.of(Unshown::Passkey, signed)?;
    let member = signed.account.id;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    if !signed.note(ctx, &mut conn).await? {
        ctx.refusals.note(Unshown::Passkey);
        return Err(refused(ANSWER, fields));
    }
    let signed_in = sessions::begin(ctx, &mut conn, member, user_agent, Proved::Yes).await?;
    if let Some(me) = &actor.me {
        // The cookie of the session that asks is about to be replaced.
        store::members::delete_session(&mut conn, me.id, me.session).await?;
    }
    let event = Event { actor: Some(member), member: Some(member), ..Event::default() };
    events::append(&mut conn, EventKind::MemberSignedIn, ctx.now(), event).await?;
    tx.commit().await?;
    Ok(signed_in)
}
