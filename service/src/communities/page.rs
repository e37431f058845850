//! A community's page.
//!
//! Description, charter, hosts and conditions are shown to everybody, also of a community for its
//! members only: one must know what one joins. Its threads and tags follow their circles.

use super::versions::{charter_view, latest, owner_change};
use super::{condition_names, find};
use crate::feed::view;
use crate::{Actor, Context, Outcome};
use domain::communities::CommunityPage;
use domain::feed::{Cursor, Order};
use domain::threads::ANNOUNCED;
use domain::{CommunityId, Timestamp};

/// The most announcements that stand first.
const ANNOUNCEMENTS: i64 = 5;

/// The page, with one page of its threads.
pub async fn page(
    ctx: &Context,
    actor: &Actor,
    slug: &str,
    order: Order,
    cursor: Option<Cursor>,
) -> Outcome<CommunityPage> {
    let mut reader = ctx.store.read().await?;
    let community = find(&mut reader.conn(), slug).await?;
    let id = CommunityId(community.id);
    let (charter, draft) = latest(&mut reader.conn(), id).await?;
    let codes = store::communities::conditions_of(&mut reader.conn(), &[community.id]).await?;
    let hosts = store::communities::hosts(&mut reader.conn(), id).await?;
    let members = store::communities::members(&mut reader.conn(), id).await?;
    let tags = store::communities::tags(&mut reader.conn(), id, actor.reading()).await?;
    let here = match &actor.me {
        Some(me) => store::communities::belonging(&mut reader.conn(), id, me.id).await?,
        None => None,
    };
    // What stands first is left out below, on every page of the list.
    let since = ctx.now().plus(-ANNOUNCED);
    let announced = store::feed::announcements(&mut reader.conn(), actor.reading(), id, since, ANNOUNCEMENTS).await?;
    let from = announced.last().map_or(Timestamp(i64::MAX), |row| row.created);
    let first = cursor.is_none();
    let pinned = if first { store::feed::pinned(&mut reader.conn(), actor.reading(), id).await? } else { Vec::new() };
    let owner_change = owner_change(ctx, actor, &mut reader.conn(), id).await?;
    drop(reader);
    let place = here.map(|here| here.place);
    let confirmed = actor.me.as_ref().is_some_and(|me| me.confirmed && !me.suspended);
    let circles = if confirmed { actor.standing(place).circles(community.visibility) } else { Vec::new() };
    Ok(CommunityPage {
        id,
        link: community.link(),
        description_html: community.description_html,
        visibility: community.visibility,
        owner_change,
        charter: charter_view(actor, charter, draft.sources),
        conditions: condition_names(codes.into_iter().map(|(_, code)| code), actor.locale),
        hosts,
        members,
        place,
        joined: here.map(|here| actor.when(Timestamp(here.joined))),
        circles,
        pinned: pinned.into_iter().map(|row| view(actor, row)).collect(),
        announcements: announced.into_iter().filter(|_| first).map(|row| view(actor, row)).collect(),
        threads: crate::feed::below(ctx, actor, id, from, order, cursor).await?,
        tags,
    })
}
