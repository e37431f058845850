//! Communities: whose they are, by which charter, who looks after them. And a host for one that has none.

use super::acts::{Act, record};
use crate::members::administers;
use crate::moderation::audit::Verb;
use crate::{Actor, Context, Outcome, limits};
use domain::administration::{self, CommunitiesPage, PAGE};
use domain::communities::{CommunityLink, OwnerType};
use domain::events::EventKind;
use domain::fields::Errors;
use domain::members::labelled;
use domain::policy::Place;
use domain::text::fold;
use domain::{CommunityId, FieldError, Fields, Problem, Refused};
use std::collections::HashMap;
use store::events::{self, Event};

/// Communities in whose name this stands.
pub async fn communities(
    ctx: &Context,
    actor: &Actor,
    typed: &str,
    after: Option<CommunityId>,
) -> Outcome<CommunitiesPage> {
    administers(ctx, actor)?;
    limits::check_actor(ctx, "search", actor, limits::SEARCHES).await?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = store::administration::communities(&mut conn, &fold(typed), after, limit).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = if more { rows.last().map(|row| CommunityId(row.id)) } else { None };
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut hosts: HashMap<_, Vec<String>> = HashMap::new();
    for (community, pseudonym, company) in store::administration::hosts_of(&mut conn, &ids).await? {
        hosts.entry(community).or_default().push(labelled(&pseudonym, company == Some(true), actor.locale));
    }
    let rows = rows
        .into_iter()
        .map(|row| administration::CommunityRow {
            id: CommunityId(row.id),
            hosts: hosts.remove(&row.id).unwrap_or_default(),
            link: CommunityLink { slug: row.slug, name: row.name, company: row.owner_type == OwnerType::Company },
            owner: row.owner,
            owner_type: row.owner_type,
            charter: u32::try_from(row.charter).unwrap_or_default(),
            members: u32::try_from(row.members).unwrap_or(u32::MAX),
        })
        .collect();
    Ok(CommunitiesPage { rows, next })
}

/// Names a host from among the members of a community that has none: fields `community`, `pseudonym`, `reason`. Where
/// there is a host, hosts name others. The answer tells an administrator whether somebody belongs to this community; it is
/// given only while nobody looks after it, a few times, and never without a trace.
pub async fn name_host(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = administers(ctx, actor)?;
    let mut errors = Errors::default();
    let key = fold(fields.trimmed("pseudonym").trim_start_matches('@'));
    if key.is_empty() {
        errors.add("pseudonym", FieldError::Missing);
    }
    let Some(reason) = administration::reason(fields, &mut errors).filter(|_| errors.is_empty()) else {
        return Err(errors.refuse(fields).into());
    };
    limits::check_actor(ctx, "admin hosts", actor, limits::REPORTS).await?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let community = crate::communities::find(&mut conn, fields.get("community")).await?;
    let id = CommunityId(community.id);
    if !store::communities::lock_hosts(&mut conn, id).await?.is_empty() {
        return Err(Problem::Forbidden.into());
    }
    let found = store::communities::member_named(&mut conn, id, &key).await?;
    let Some((member, Place::Member)) = found else {
        return Err(Refused::one("pseudonym", FieldError::NobodyOfThisName, fields).into());
    };
    store::communities::change_place(&mut conn, id, member, Place::Member, Place::Host).await?;
    store::moderation::release_claim_about(&mut conn, member, id).await?;
    let event = Event { actor: Some(me.id), community: Some(id), member: Some(member), ..Event::default() };
    events::append(&mut conn, EventKind::HostNamed, ctx.now(), event).await?;
    let act = Act {
        by: me.id,
        verb: Verb::Host,
        about: Some(member),
        community: Some(id),
        detail: EventKind::HostNamed.word(),
        reason: &reason,
    };
    record(ctx, &mut conn, act).await?;
    Ok(tx.commit().await?)
}
