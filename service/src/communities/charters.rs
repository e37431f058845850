//! Changing a charter, and agreeing to one that changed.

use super::{find, give_charter_receipt, versions};
use crate::moderation::audit::{self, Entry, Verb};
use crate::{Actor, Context, Outcome, limits};
use domain::communities::charters::parts_changed;
use domain::communities::{CharterDraft, consent};
use domain::events::EventKind;
use domain::fields::Errors;
use domain::policy::Place;
use domain::{CommunityId, FieldError, Fields, Problem, Refused};
use store::events::{self, Event};

/// The box that says one knows what publishing does.
const SURE: &str = "sure";

/// Publishes another version, which follows the one the form was opened with (`version`). For hosts. Where it changes
/// what members agreed to, each is asked again before they next write.
pub async fn change_charter(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.confirmed()?;
    let mut errors = Errors::default();
    let draft = CharterDraft::parse(fields, &mut errors);
    if !fields.has(SURE) {
        errors.add(SURE, FieldError::MustAgree);
    }
    let Some(draft) = draft.filter(|_| errors.is_empty()) else { return Err(errors.refuse(fields).into()) };
    limits::check_actor(ctx, "charters", actor, limits::CHARTERS).await?;
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let community = find(&mut conn, fields.get("community")).await?;
    let id = CommunityId(community.id);
    // Two hosts who publish at the same moment wait for each other.
    if !store::communities::lock_hosts(&mut conn, id).await?.contains(&me.id) {
        return Err(Problem::Forbidden.into());
    }
    let (row, before) = versions::latest(&mut conn, id).await?;
    if fields.get("version").parse() != Ok(row.version) {
        return Err(Refused::one(SURE, FieldError::ChangedMeanwhile, fields).into());
    }
    if parts_changed(&before, &draft).is_empty() {
        return Err(Refused::one(SURE, FieldError::NothingChanged, fields).into());
    }
    let version = row.version + 1;
    versions::insert_version(ctx, &mut conn, (id, version), Some(&before), &draft, now).await?;
    store::communities::show_charter(&mut conn, id, &draft).await?;
    store::communities::agree(&mut conn, id, me.id, version).await?;
    give_charter_receipt(ctx, &mut conn, me.id, id, (version, &draft), now).await?;
    let event = Event { actor: Some(me.id), community: Some(id), ..Event::default() };
    events::append(&mut conn, EventKind::CharterChanged, now, event).await?;
    let entry = Entry {
        actor: Some(me.id),
        about: None,
        verb: Verb::Charter,
        community: Some(id),
        subject: None,
        detail: &domain::communities::charters::version(version),
    };
    audit::note(ctx, &mut conn, entry).await?;
    Ok(tx.commit().await?)
}

/// Agrees to the version in force (`version`), which changed what one had agreed to. The receipt of what one agreed to
/// before stays beside the new one.
pub async fn agree_to_charter(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.confirmed()?;
    if !fields.has(consent::FIELD) {
        return Err(Refused::one(consent::FIELD, FieldError::MustAgree, fields).into());
    }
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let id = CommunityId(find(&mut conn, fields.get("community")).await?.id);
    let here = store::communities::belonging(&mut conn, id, me.id).await?.map(|here| here.place);
    if !matches!(here, Some(Place::Member | Place::Host)) {
        return Err(Problem::Forbidden.into());
    }
    let (row, draft) = versions::latest(&mut conn, id).await?;
    // Another version came while this one was read.
    if fields.get("version").parse() != Ok(row.version) {
        return Err(Refused::one(consent::FIELD, FieldError::ChangedMeanwhile, fields).into());
    }
    if store::communities::agree(&mut conn, id, me.id, row.version).await? {
        give_charter_receipt(ctx, &mut conn, me.id, id, (row.version, &draft), now).await?;
        let event = Event { actor: Some(me.id), community: Some(id), member: Some(me.id), ..Event::default() };
        events::append(&mut conn, EventKind::CharterAgreed, now, event).await?;
    }
    Ok(tx.commit().await?)
}

/// Refuses who has not agreed yet to a charter that changed in what they had agreed to. `asked_again` is read inside the
/// transaction that writes, so that a version that is published meanwhile is not passed by.
pub(crate) fn has_agreed(asked_again: bool, community: CommunityId) -> Result<(), Problem> {
    if asked_again { Err(Problem::CharterChanged { community }) } else { Ok(()) }
}
