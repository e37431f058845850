//! Asking to be erased, and changing one's mind.

use super::mails;
use crate::members::{keys, proved};
use crate::{Actor, Context, Outcome};
use domain::erasures::{Asked, Leaving, Moment, THOUGHT, Wish};
use domain::events::EventKind;
use domain::{FieldError, Fields, MemberId, Problem, Refused};
use store::events::{self, Event};
use store::{Conn, erasures};

/// What a member who thinks of leaving is told.
pub async fn leaving(ctx: &Context, actor: &Actor) -> Outcome<Leaving> {
    let me = actor.signed_in()?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let asked = erasures::of_member(&mut conn, me.id).await?;
    Ok(Leaving {
        asked: asked.map(|asked| Asked { due: actor.when(asked.due), words: asked.words }),
        alone_host_of: erasures::alone_host_of(&mut conn, me.id).await?,
        last_administrator: erasures::last_administrator(&mut conn, me.id).await?,
    })
}

/// Asks to be erased: at once, and nobody signs in to the account any more; or in two weeks. Refused to the last host
/// of a community that others belong to, and to the last administrator: they hand over first.
pub async fn request(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<Moment> {
    let me = actor.signed_in()?;
    // What is to be corrected is said before anything is proved.
    let wish = Wish::parse(fields, &me.pseudonym)?;
    proved(ctx, actor)?;
    let account = store::members::find(&mut ctx.store.read().await?.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    let now = ctx.now();
    let due = if wish.moment == Moment::Now { now } else { now.plus(THOUGHT) };
    let event = Event { actor: Some(me.id), member: Some(me.id), ..Event::default() };
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    hindered(&mut conn, me.id, fields).await?;
    erasures::ask(&mut conn, (ctx.new_id(), me.id), wish.words, now, due).await?;
    events::append(&mut conn, EventKind::ErasureAsked, now, event).await?;
    if wish.moment == Moment::Now {
        erasures::shut(&mut conn, me.id).await?;
        events::append(&mut conn, EventKind::SessionEnded, now, event).await?;
    }
    tx.commit().await?;
    if wish.moment == Moment::Later
        && let Some(email) = keys::email_of(ctx, &account)?
    {
        ctx.mailer.send(mails::asked(ctx, &account, &email, due)).await;
    }
    Ok(wish.moment)
}

async fn hindered(conn: &mut Conn<'_>, member: MemberId, fields: &Fields) -> Outcome<()> {
    if erasures::last_administrator(conn, member).await? {
        return Err(Refused::one("moment", FieldError::LastAdministrator, fields).into());
    }
    if !erasures::alone_host_of(conn, member).await?.is_empty() {
        return Err(Refused::one("moment", FieldError::LastHost, fields).into());
    }
    Ok(())
}

/// Stays after all.
pub async fn cancel(ctx: &Context, actor: &Actor) -> Outcome<()> {
    let me = actor.signed_in()?;
    let mut tx = ctx.store.begin().await?;
    if !erasures::cancel(&mut tx.conn(), me.id).await? {
        return Err(Problem::NotFound.into());
    }
    let event = Event { actor: Some(me.id), member: Some(me.id), ..Event::default() };
    events::append(&mut tx.conn(), EventKind::ErasureCancelled, ctx.now(), event).await?;
    Ok(tx.commit().await?)
}
