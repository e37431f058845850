//! Replying.

use super::writable;
use crate::moderation::{Posted, look, put_aside, waits};
use crate::{Actor, Context, Outcome, limits, markdown, pictures};
use domain::events::EventKind;
use domain::moderation::Veil;
use domain::threads::{NewReply, Voice};
use domain::{FieldError, Fields, MemberId, Problem, Refused, ReplyId, ThreadId};
use store::events::{self, Event};
use store::threads::ReplyInsert;

/// Writes a reply. Sent twice under one id, it is posted once; the same id from somebody else is
/// refused. The professional voice needs a verified badge, whatever the form said.
pub async fn reply(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<(ThreadId, ReplyId)> {
    let me = actor.confirmed()?;
    let new = NewReply::parse(fields)?;
    match write(ctx, actor, me.id, &new, fields).await {
        Ok(()) => Ok((new.thread, new.id)),
        // What is posted already is posted, whatever stands in the way of posting it again.
        Err(fault) => posted(ctx, me.id, new.id).await?.ok_or(fault),
    }
}

async fn write(ctx: &Context, actor: &Actor, me: MemberId, new: &NewReply, fields: &Fields) -> Outcome<()> {
    let html = markdown::render(&new.body);
    // Before the transaction: on PostgreSQL it asks for a connection of its own, and as many replies
    // at once as there are connections would wait for each other.
    limits::check_writing(ctx, "replies", actor, limits::REPLIES).await?;

    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let head = writable(&mut conn, actor, new.thread).await?;
    crate::communities::has_agreed(head.asked_again, head.community)?;
    crate::moderation::slowed(ctx, &mut conn, head.community, me).await?;
    // Nobody sees it: not even its author goes on there before it is.
    if head.veiled.as_deref() == Some(Veil::Held.word()) {
        return Err(Problem::Forbidden.into());
    }
    if head.closed.is_some() {
        return Err(Refused::one("body", FieldError::Closed, fields).into());
    }
    if !actor.standing(head.place()).voices().contains(&new.voice) {
        return Err(Refused::one("voice", FieldError::NotAChoice, fields).into());
    }
    // One id stands for one text: reactions and the search index know it by that alone.
    if store::threads::author_of_thread(&mut conn, ThreadId(new.id.0)).await?.is_some() {
        return Err(Problem::BadRequest.into());
    }
    let parent = match new.parent {
        None => None,
        // The reply it hung on was deleted meanwhile: it goes to the top rather than being lost.
        Some(parent) => store::threads::parent_for(&mut conn, new.thread, parent).await?,
    };
    // Before it is there itself.
    let waits = waits(&mut conn, actor, head.community, (head.holds, head.place())).await?;
    let now = ctx.now();
    let inserted = store::threads::insert_reply(
        &mut conn,
        &ReplyInsert {
            id: new.id,
            thread: new.thread,
            parent,
            author: Some(me),
            voice: new.voice,
            imported: false,
            body: &new.body,
            html: &html,
            no_source: new.no_source,
            sources: &new.sources,
            created: now,
        },
    )
    .await?;
    if !inserted {
        return Err(Problem::BadRequest.into());
    }
    pictures::attach(&mut conn, me, (new.thread, Some(new.id)), &new.pictures, now, fields).await?;
    if waits {
        store::moderation::count_held(&mut conn, new.thread, new.voice).await?;
    } else {
        store::threads::count_reply(&mut conn, new.thread, new.voice, now).await?;
    }
    // What was lived leaves a question's state as it is, however many replies there are to look through.
    if new.voice == Voice::Professional {
        store::threads::settle_state(&mut conn, new.thread).await?;
    }
    store::threads::follow(&mut conn, me, new.thread, now).await?;
    let event = Event {
        actor: Some(me),
        community: Some(head.community),
        thread: Some(new.thread),
        reply: Some(new.id),
        ..Event::default()
    };
    if !waits {
        events::append(&mut conn, EventKind::ReplyCreated, now, event).await?;
    }
    let posted = Posted {
        author: me,
        community: head.community,
        thread: new.thread,
        reply: Some(new.id),
        title: "",
        body: &new.body,
    };
    look(ctx, &mut conn, posted, now).await?;
    if waits {
        put_aside(ctx, &mut conn, posted, Veil::Held, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What was posted under this id before; somebody else's id is refused.
async fn posted(ctx: &Context, me: MemberId, id: ReplyId) -> Outcome<Option<(ThreadId, ReplyId)>> {
    match store::threads::author_of_reply(&mut ctx.store.read().await?.conn(), id).await? {
        Some((Some(author), thread)) if author == me => Ok(Some((thread, id))),
        Some(_) => Err(Problem::BadRequest.into()),
        None => Ok(None),
    }
}
