//! Making a community: it opens only when its charter is complete.

use super::{give_receipt, insert_version};
use crate::{Actor, Context, Outcome, limits, markdown};
use domain::communities::{self, NewCommunity, Visibility, consent};
use domain::events::EventKind;
use domain::policy::Place;
use domain::{CommunityId, FieldError, Fields, Refused, conditions, text};
use store::events::{self, Event};

/// Length of the excerpt in lists, in characters.
pub(crate) const EXCERPT: usize = 220;

/// Makes a community; its founder is its first host. Gives its address part.
pub async fn create(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<String> {
    let me = actor.confirmed()?;
    let new = NewCommunity::parse(fields)?;
    limits::check_actor(ctx, "communities", actor, limits::COMMUNITIES).await?;
    let description_html = markdown::render(&new.description);
    let excerpt = text::excerpt(&markdown::plain(&new.description), EXCERPT);
    let taken = || Refused::one("name", FieldError::Taken, fields);

    let id: CommunityId = ctx.new_id();
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    if store::communities::by_slug(&mut tx.conn(), &new.slug).await?.is_some() {
        return Err(taken().into());
    }
    let row = store::communities::NewCommunity {
        id,
        slug: &new.slug,
        name: &new.name,
        description: &new.description,
        description_html: &description_html,
        excerpt: &excerpt,
        locale: new.locale,
        visibility: new.visibility,
        founder: Some(me.id),
        created: now,
    };
    match store::communities::insert(&mut tx.conn(), &row, &new.charter).await {
        // Somebody was quicker by the blink of an eye.
        Err(error) if error.is_unique_violation() => return Err(taken().into()),
        other => other?,
    }
    insert_version(ctx, &mut tx.conn(), (id, 1), None, &new.charter, now).await?;
    for code in &new.conditions {
        store::communities::insert_condition(&mut tx.conn(), id, code).await?;
    }
    store::communities::join(&mut tx.conn(), id, me.id, Place::Host, now).await?;
    give_receipt(ctx, &mut tx, me.id, id, new.visibility, actor.locale, now).await?;
    let event = Event { actor: Some(me.id), community: Some(id), ..Event::default() };
    events::append(&mut tx.conn(), EventKind::CommunityCreated, now, event).await?;
    tx.commit().await?;
    Ok(new.slug)
}

/// What the form needs; for those who may send it.
pub async fn create_page(_ctx: &Context, actor: &Actor) -> Outcome<communities::CreatePage> {
    actor.confirmed()?;
    let text = |visibility| consent::paragraphs(visibility, actor.locale).map(str::to_owned).to_vec();
    Ok(communities::CreatePage {
        conditions: conditions::sorted(actor.locale)
            .iter()
            .map(|condition| (condition.code.to_owned(), condition.name(actor.locale).to_owned()))
            .collect(),
        consent: [text(Visibility::Open), text(Visibility::Members)],
    })
}
