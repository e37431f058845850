//! Starting a thread.

use super::EXCERPT;
use crate::moderation::{Posted, look, put_aside, waits};
use crate::{Actor, Context, Outcome, limits, markdown, pictures};
use domain::events::EventKind;
use domain::moderation::Veil;
use domain::threads::{ComposePage, Kind, NewThread, Place};
use domain::{FieldError, Fields, MemberId, Problem, Refused, ReplyId, ThreadId, text};
use store::Conn;
use store::events::{self, Event};
use store::threads::ThreadInsert;

/// What the composer needs: a fresh id, and where the member may write in which circles.
pub async fn compose(ctx: &Context, actor: &Actor) -> Outcome<ComposePage> {
    let me = actor.confirmed()?;
    let mut reader = ctx.store.read().await?;
    let rows = store::threads::places_of(&mut reader.conn(), me.id).await?;
    let mut places = Vec::with_capacity(rows.len());
    for row in rows {
        let standing = actor.standing(row.place());
        let circles = standing.circles(row.visibility);
        if circles.is_empty() {
            continue;
        }
        places.push(Place {
            circles,
            announce: standing.may_announce(),
            asked_again: row.asked_again,
            waits: waits(&mut reader.conn(), actor, row.community, (row.holds, row.place())).await?,
            community: row.link(),
        });
    }
    Ok(ComposePage { id: ctx.new_id(), places })
}

/// Starts a thread. Sent twice under one id, it is posted once; the same id from somebody else is
/// refused.
pub async fn ask(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<ThreadId> {
    let me = actor.confirmed()?;
    let new = NewThread::parse(fields)?;
    let html = markdown::render(&new.body);
    let excerpt = text::excerpt(&markdown::plain(&new.body), EXCERPT);

    if posted(&mut ctx.store.read().await?.conn(), me.id, new.id).await? {
        return Ok(new.id);
    }
    // Before the transaction, as for a reply.
    limits::check_writing(ctx, "threads", actor, limits::THREADS).await?;

    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    if posted(&mut conn, me.id, new.id).await? {
        return Ok(new.id);
    }
    let at_community = |error| Refused::one("community", error, fields);
    let place = store::threads::place_in(&mut conn, &new.community, me.id)
        .await?
        .ok_or_else(|| at_community(FieldError::NotAChoice))?;
    let standing = actor.standing(place.place());
    if !standing.belongs() {
        return Err(at_community(FieldError::NotAChoice).into());
    }
    if new.kind == Kind::Announcement && !standing.may_announce() {
        return Err(Refused::one("kind", FieldError::HostsAnnounce, fields).into());
    }
    if !standing.circles(place.visibility).contains(&new.circle) {
        return Err(Refused::one("circle", FieldError::NotAChoice, fields).into());
    }
    crate::communities::has_agreed(place.asked_again, place.community)?;
    crate::moderation::slowed(ctx, &mut conn, place.community, me.id).await?;
    // Before it is there itself.
    let waits = waits(&mut conn, actor, place.community, (place.holds, place.place())).await?;
    let now = ctx.now();
    store::threads::insert_thread(
        &mut conn,
        &ThreadInsert {
            id: new.id,
            community: place.community,
            author: Some(me.id),
            kind: new.kind,
            circle: new.circle,
            locale: actor.locale,
            title: &new.title,
            body: &new.body,
            html: &html,
            excerpt: &excerpt,
            profession: new.profession,
            created: now,
        },
    )
    .await?;
    store::tags::set(&mut conn, new.id, &new.tags).await?;
    pictures::attach(&mut conn, me.id, (new.id, None), &new.pictures, now, fields).await?;
    store::threads::follow(&mut conn, me.id, new.id, now).await?;
    let event =
        Event { actor: Some(me.id), community: Some(place.community), thread: Some(new.id), ..Event::default() };
    if !waits {
        events::append(&mut conn, EventKind::ThreadCreated, now, event).await?;
    }
    let posted = Posted {
        author: me.id,
        community: place.community,
        thread: new.id,
        reply: None,
        title: &new.title,
        body: &new.body,
    };
    look(ctx, &mut conn, posted, now).await?;
    if waits {
        put_aside(ctx, &mut conn, posted, Veil::Held, now).await?;
    }
    tx.commit().await?;
    Ok(new.id)
}

/// Whether this was posted before; somebody else's id is refused, and so is a reply's: reactions and the search
/// index know a text by its id alone.
async fn posted(conn: &mut Conn<'_>, me: MemberId, id: ThreadId) -> Outcome<bool> {
    match store::threads::author_of_thread(conn, id).await? {
        Some(Some(author)) if author == me => Ok(true),
        Some(_) => Err(Problem::BadRequest.into()),
        None if store::threads::author_of_reply(conn, ReplyId(id.0)).await?.is_some() => {
            Err(Problem::BadRequest.into())
        }
        None => Ok(false),
    }
}
