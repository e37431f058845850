//! Joining: explicit consent, in plain words, with a receipt.

use super::versions::{in_force, owner_change};
use super::{find, give_receipt};
use crate::{Actor, Context, Outcome, limits};
use domain::communities::{JoinPage, consent};
use domain::events::EventKind;
use domain::policy::Place;
use domain::{CommunityId, FieldError, Fields, Problem, Refused};
use store::events::{self, Event};

/// Joins a community. Somebody who belongs already stays as they are; somebody kept out stays out.
pub async fn join(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.confirmed()?;
    if !fields.has(consent::FIELD) {
        return Err(Refused::one(consent::FIELD, FieldError::MustAgree, fields).into());
    }
    limits::check_actor(ctx, "join", actor, limits::JOINS).await?;
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let community = find(&mut tx.conn(), fields.get("community")).await?;
    let id = CommunityId(community.id);
    // The row itself settles a race with a ban: whichever was first is what they are.
    if !store::communities::join(&mut tx.conn(), id, me.id, Place::Member, now).await? {
        return match store::communities::belonging(&mut tx.conn(), id, me.id).await?.map(|here| here.place) {
            Some(Place::Member | Place::Host) => Ok(()),
            _ => Err(Problem::Forbidden.into()),
        };
    }
    give_receipt(ctx, &mut tx, me.id, id, community.visibility, actor.locale, now).await?;
    let event = Event { actor: Some(me.id), community: Some(id), ..Event::default() };
    events::append(&mut tx.conn(), EventKind::MembershipJoined, now, event).await?;
    tx.commit().await?;
    Ok(())
}

/// What one should know before joining: any confirmed member may look.
pub async fn join_page(ctx: &Context, actor: &Actor, slug: &str) -> Outcome<JoinPage> {
    let me = actor.confirmed()?;
    let mut reader = ctx.store.read().await?;
    let community = find(&mut reader.conn(), slug).await?;
    let id = CommunityId(community.id);
    let charter = in_force(&mut reader.conn(), id).await?;
    Ok(JoinPage {
        link: community.link(),
        visibility: community.visibility,
        owner_type: charter.owner_type,
        owner: charter.owner,
        owner_change: owner_change(ctx, actor, &mut reader.conn(), id).await?,
        data_use: charter.data_use,
        hosts: store::communities::hosts(&mut reader.conn(), id).await?,
        place: store::communities::belonging(&mut reader.conn(), id, me.id).await?.map(|here| here.place),
        consent: consent::paragraphs(community.visibility, actor.locale).map(str::to_owned).to_vec(),
    })
}
