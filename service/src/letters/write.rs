//! Writing letters, and wanting none.

use super::{LETTER, between};
use crate::members::keys::MemberKey;
use crate::{Actor, Context, Outcome, limits};
use domain::events::EventKind;
use domain::letters::{CorrespondenceState, LETTER_MAX, Letting, NewLetter, REQUEST_MAX};
use domain::{FieldError, Fields, MemberId, Problem, Refused};
use store::events::{self, Event};
use store::letters;

/// Writes a letter: a request when there is no correspondence yet. Sent twice under one id, it is one.
/// Writing to somebody who asked accepts their request.
pub async fn write(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<MemberId> {
    let me = actor.confirmed()?;
    let new = NewLetter::parse(fields, LETTER_MAX)?;
    match add(ctx, actor, me.id, &new, fields).await {
        Ok(()) => Ok(new.to),
        Err(fault) => match letters::author(&mut ctx.store.read().await?.conn(), new.id).await? {
            // What was sent already is sent.
            Some((author, _)) if author == me.id => Ok(new.to),
            _ => Err(fault),
        },
    }
}

async fn add(ctx: &Context, actor: &Actor, me: MemberId, new: &NewLetter, fields: &Fields) -> Outcome<()> {
    limits::check_actor(ctx, "letters", actor, limits::LETTERS).await?;
    let account = store::members::find(&mut ctx.store.read().await?.conn(), me).await?.ok_or(Problem::SignInNeeded)?;
    let sealed = MemberKey::unwrap(ctx, account.wrapped.as_deref())?.seal(ctx, LETTER, &new.body);
    let facts = between(&mut ctx.store.read().await?.conn(), me, new.to).await?;
    if facts.letting() == Letting::Ask {
        // Those who do not know one yet are not written to by the dozen.
        limits::check_writing(ctx, "letter requests", actor, limits::LETTER_REQUESTS).await?;
    }
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let now = ctx.now();
    match between(&mut conn, me, new.to).await?.letting() {
        Letting::Write => {}
        Letting::Ask => {
            let have = u32::try_from(new.body.chars().count()).unwrap_or(u32::MAX);
            if have > REQUEST_MAX {
                return Err(Refused::one("body", FieldError::TooLong { max: REQUEST_MAX, have }, fields).into());
            }
            letters::begin(&mut conn, ctx.new_id(), me, new.to, now).await?;
        }
        Letting::Answer => {
            let found = letters::between(&mut conn, me, new.to).await?.ok_or(Problem::NotFound)?;
            letters::set_state(&mut conn, found.id, CorrespondenceState::Open).await?;
        }
        // As if there were nobody: whether there is somebody is no stranger's business.
        Letting::Strangers => return Err(Problem::NotFound.into()),
        Letting::Wait | Letting::Closed | Letting::Blocking => return Err(Problem::Forbidden.into()),
    }
    let correspondence = letters::between(&mut conn, me, new.to).await?.ok_or(Problem::NotFound)?;
    if !letters::insert(&mut conn, new.id, correspondence.id, me, &sealed, now).await? {
        return Err(Problem::BadRequest.into());
    }
    let event = Event { actor: Some(me), member: Some(new.to), ..Event::default() };
    events::append(&mut conn, EventKind::LetterSent, now, event).await?;
    Ok(tx.commit().await?)
}

fn other(fields: &Fields) -> Result<MemberId, Problem> {
    fields.get("to").parse().map_err(|_| Problem::NotFound)
}

/// Would rather not: the asker is told nothing, and may not ask again.
pub async fn refuse(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let (me, other) = (actor.signed_in()?.id, other(fields)?);
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let found = letters::between(&mut conn, me, other).await?.ok_or(Problem::NotFound)?;
    if found.state == CorrespondenceState::Asked && found.asked_by == other.0 {
        letters::set_state(&mut conn, found.id, CorrespondenceState::Refused).await?;
        letters::read(&mut conn, found.id, me, ctx.now()).await?;
        letters::see(&mut conn, me, other, ctx.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Wants nothing from somebody any more, nor can write to them. They are not told.
pub async fn block(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let (me, other) = (actor.signed_in()?.id, other(fields)?);
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    // Only who is there, and not oneself.
    between(&mut conn, me, other).await?;
    letters::block(&mut conn, me, other, ctx.now()).await?;
    letters::see(&mut conn, me, other, ctx.now()).await?;
    Ok(tx.commit().await?)
}

/// Takes a block back.
pub async fn unblock(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let (me, other) = (actor.signed_in()?.id, other(fields)?);
    let mut tx = ctx.store.begin().await?;
    letters::unblock(&mut tx.conn(), me, other).await?;
    Ok(tx.commit().await?)
}

/// Says whether members of one's communities may ask. What was accepted goes on.
pub async fn receive(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.signed_in()?.id;
    let mut tx = ctx.store.begin().await?;
    letters::set_receives(&mut tx.conn(), me, fields.has("receives")).await?;
    Ok(tx.commit().await?)
}

/// Takes back what one wrote: its text is gone from every table; that there was a letter stays.
pub async fn erase(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<MemberId> {
    let me = actor.signed_in()?.id;
    let id = fields.get("letter").parse().map_err(|_| Problem::NotFound)?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let (author, of) = letters::author(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    if author != me || !letters::erase(&mut conn, id, me).await? {
        return Err(Problem::NotFound.into());
    }
    let with = letters::of(&mut conn, of).await?.and_then(|found| found.with(me)).ok_or(Problem::NotFound)?;
    tx.commit().await?;
    Ok(with)
}
