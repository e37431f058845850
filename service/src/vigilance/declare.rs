//! A summary of an adverse effect, for its author alone. Nothing of it is kept, logged or sent.

use crate::threads::readable;
use crate::{Actor, Context, Outcome, limits, markdown};
use domain::ids::{from_base62, to_base62};
use domain::members::Role;
use domain::vigilance::{DeclarePage, Declaring};
use domain::{Fields, Problem, Refused, ReplyId, ThreadId};
use store::Conn;
use uuid::Uuid;

/// One's own text: where it stands, and what it says.
struct Own {
    thread: ThreadId,
    reply: Option<ReplyId>,
    text: String,
}

/// The text of this id, if it is the actor's and they still read where it stands; else there is none.
async fn own(conn: &mut Conn<'_>, actor: &Actor, id: Uuid) -> Outcome<Own> {
    let me = actor.signed_in()?.id;
    let mine = |author: Option<Uuid>, deleted: Option<i64>| author == Some(me.0) && deleted.is_none();
    let found = match store::threads::reply_text(conn, ReplyId(id)).await? {
        Some(reply) => mine(reply.author, reply.deleted).then(|| Own {
            thread: reply.thread,
            reply: Some(ReplyId(id)),
            text: markdown::lines_of(&reply.html),
        }),
        None => store::threads::thread_text(conn, ThreadId(id))
            .await?
            .filter(|thread| mine(thread.author, thread.deleted))
            .map(|thread| Own {
                thread: ThreadId(id),
                reply: None,
                text: format!("{}\n{}", thread.title, markdown::lines_of(&thread.html)),
            }),
    };
    let found = found.ok_or(Problem::NotFound)?;
    // Whoever left the community, or no longer reads the circle, has their posts through their copy only.
    readable(conn, actor, found.thread).await?;
    Ok(found)
}

/// What the form of a summary starts with: what one's own text tells.
pub async fn page(ctx: &Context, actor: &Actor, id: &str) -> Outcome<DeclarePage> {
    let me = actor.signed_in()?;
    let id = from_base62(id).map_err(|_| Problem::NotFound)?;
    let mut reader = ctx.store.read().await?;
    let own = own(&mut reader.conn(), actor, id).await?;
    Ok(DeclarePage {
        about: to_base62(id),
        thread: own.thread,
        reply: own.reply,
        told: domain::vigilance::told(&own.text),
        carer: me.role == Role::Carer,
        portal: super::portal(ctx),
    })
}

/// Reads a summary and gives it back as it was typed: a form without errors, which the page draws as a text to take
/// along. It never succeeds in another way, because there is nothing to do.
pub async fn summarise(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<Refused> {
    actor.signed_in()?;
    limits::check_actor(ctx, "previews", actor, limits::PREVIEWS).await?;
    let summary = Declaring::parse(fields)?;
    let mut reader = ctx.store.read().await?;
    own(&mut reader.conn(), actor, summary.about).await?;
    Ok(Refused { errors: vec![], typed: fields.without_secrets() })
}
