//! Leaving: one step, which also withdraws the consent.

use super::find;
use crate::{Actor, Context, Outcome};
use domain::events::EventKind;
use domain::{CommunityId, FieldError, Fields, Refused};
use store::events::{self, Event};

/// Leaves a community and withdraws the receipt. The last host names somebody else first.
pub async fn leave(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.signed_in()?;
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let community = find(&mut tx.conn(), fields.get("community")).await?;
    let id = CommunityId(community.id);
    if store::communities::lock_hosts(&mut tx.conn(), id).await? == [me.id] {
        return Err(Refused::one("leave", FieldError::LastHost, fields).into());
    }
    store::communities::withdraw_receipts(&mut tx.conn(), id, me.id, now).await?;
    if store::communities::leave(&mut tx.conn(), id, me.id).await? {
        store::moderation::release_claims_in(&mut tx.conn(), me.id, id).await?;
        let event = Event { actor: Some(me.id), community: Some(id), ..Event::default() };
        events::append(&mut tx.conn(), EventKind::MembershipLeft, now, event).await?;
    }
    tx.commit().await?;
    Ok(())
}
