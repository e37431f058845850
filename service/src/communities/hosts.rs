//! Hosts: the founder, who can name others.

use super::find;
use crate::moderation::audit::{self, Entry, Verb};
use crate::{Actor, Context, Outcome, limits};
use domain::communities::HostsPage;
use domain::events::EventKind;
use domain::policy::Place;
use domain::{CommunityId, FieldError, Fields, MemberId, Problem, Refused, text};
use store::communities::CommunityRow;
use store::events::{self, Event};
use store::{Conn, Tx};

/// Names a member of the community as a host. Somebody who is not a member is answered like
/// somebody who does not exist: a host has agreed to belong, and nobody learns who has an account. Whose account is
/// suspended hands over all the same: the last host could neither leave nor be erased otherwise.
pub async fn name_host(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    limits::check_actor(ctx, "hosts", actor, limits::SMALL).await?;
    let mut tx = ctx.store.begin().await?;
    let (me, community) = hosted(&mut tx, actor, fields).await?;
    let id = CommunityId(community.id);
    let (member, place) = named(&mut tx, id, fields).await?;
    if place == Place::Member {
        store::communities::change_place(&mut tx.conn(), id, member, Place::Member, Place::Host).await?;
        store::moderation::release_claim_about(&mut tx.conn(), member, id).await?;
        append(ctx, &mut tx, EventKind::HostNamed, me, id, member).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Makes a host a member again. Never the last one, and the founder only by themself. Tells whether
/// whoever asked stepped down. Whose account is suspended does no more than that: they may want to leave.
pub async fn remove_host(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<bool> {
    let mut tx = ctx.store.begin().await?;
    let (me, community) = hosted(&mut tx, actor, fields).await?;
    let id = CommunityId(community.id);
    let (member, place) = named(&mut tx, id, fields).await?;
    if member != me {
        actor.confirmed()?;
    }
    if place == Place::Host {
        if store::communities::lock_hosts(&mut tx.conn(), id).await? == [member] {
            return Err(Refused::one("pseudonym", FieldError::LastHost, fields).into());
        }
        if community.founder == Some(member.0) && member != me {
            return Err(Problem::Forbidden.into());
        }
        store::communities::change_place(&mut tx.conn(), id, member, Place::Host, Place::Member).await?;
        store::moderation::release_claims_in(&mut tx.conn(), member, id).await?;
        append(ctx, &mut tx, EventKind::HostReleased, me, id, member).await?;
    }
    tx.commit().await?;
    Ok(member == me)
}

/// Who looks after a community; for its hosts, suspended or not: there they hand over.
pub async fn hosts_page(ctx: &Context, actor: &Actor, slug: &str) -> Outcome<HostsPage> {
    let me = actor.addressed()?;
    let mut reader = ctx.store.read().await?;
    let community = find(&mut reader.conn(), slug).await?;
    let id = CommunityId(community.id);
    hosts(&mut reader.conn(), id, me.id).await?;
    Ok(HostsPage {
        link: community.link(),
        hosts: store::communities::hosts(&mut reader.conn(), id).await?,
        founder: community.founder.map(MemberId),
        holds: store::moderation::holds(&mut reader.conn(), id).await?,
    })
}

/// Refuses who does not host a community.
pub(crate) async fn hosts(conn: &mut Conn<'_>, community: CommunityId, member: MemberId) -> Outcome<()> {
    match store::communities::belonging(conn, community, member).await?.map(|here| here.place) {
        Some(Place::Host) => Ok(()),
        _ => Err(Problem::Forbidden.into()),
    }
}

/// The community of the form, if whoever asks is a host of it.
async fn hosted(tx: &mut Tx, actor: &Actor, fields: &Fields) -> Outcome<(MemberId, CommunityRow)> {
    let me = actor.addressed()?;
    let community = find(&mut tx.conn(), fields.get("community")).await?;
    hosts(&mut tx.conn(), CommunityId(community.id), me.id).await?;
    Ok((me.id, community))
}

/// The member or host that the form names.
async fn named(tx: &mut Tx, community: CommunityId, fields: &Fields) -> Outcome<(MemberId, Place)> {
    let refuse = |error| Refused::one("pseudonym", error, fields);
    let key = text::fold(fields.trimmed("pseudonym").trim_start_matches('@'));
    if key.is_empty() {
        return Err(refuse(FieldError::Missing).into());
    }
    let found = store::communities::member_named(&mut tx.conn(), community, &key).await?;
    Ok(found
        .filter(|(_, place)| matches!(place, Place::Member | Place::Host))
        .ok_or_else(|| refuse(FieldError::NobodyOfThisName))?)
}

async fn append(
    ctx: &Context,
    tx: &mut Tx,
    kind: EventKind,
    actor: MemberId,
    community: CommunityId,
    member: MemberId,
) -> Outcome<()> {
    let event = Event { actor: Some(actor), community: Some(community), member: Some(member), ..Event::default() };
    let entry = Entry {
        actor: Some(actor),
        about: Some(member),
        verb: Verb::Host,
        community: Some(community),
        subject: None,
        detail: kind.word(),
    };
    audit::note(ctx, &mut tx.conn(), entry).await?;
    Ok(events::append(&mut tx.conn(), kind, ctx.now(), event).await?)
}
