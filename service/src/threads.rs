//! Threads: reading, asking, replying, reacting, editing, deleting.

mod ask;
mod delete;
mod edit;
mod follow;
mod narrow;
mod pin;
mod react;
mod read;
mod reply;
mod source;

pub use ask::{ask, compose};
pub use delete::{delete_reply, delete_thread};
pub use edit::{edit_page, edit_reply, edit_reply_page, edit_thread, history, reply_history};
pub use follow::follow;
pub use narrow::narrow;
pub use pin::{Pin, close, pin};
pub use react::{mark_helped, react};
pub use read::{REPLIES, read};
pub use reply::reply;
pub use source::{Texts, texts, thread_of};

use crate::{Actor, Outcome};
use domain::threads::Previewed;
use domain::{Problem, ThreadId};
use store::Conn;
use store::threads::HeadRow;

/// Longest excerpt in a list, in characters.
pub const EXCERPT: usize = 220;

/// The thread, when the reader may read it; otherwise it does not exist for them.
pub(crate) async fn readable(conn: &mut Conn<'_>, actor: &Actor, id: ThreadId) -> Outcome<HeadRow> {
    store::threads::head(conn, actor.reading(), id).await?.ok_or_else(|| Problem::NotFound.into())
}

/// The thread, when the member may write in it. Loaded inside the writing transaction: a ban or a
/// departure cannot race it.
pub(crate) async fn writable(conn: &mut Conn<'_>, actor: &Actor, id: ThreadId) -> Outcome<HeadRow> {
    let head = readable(conn, actor, id).await?;
    if actor.standing(head.place()).may_write(head.visibility, head.circle) {
        Ok(head)
    } else {
        Err(Problem::Forbidden.into())
    }
}

/// A text as it will look; changes nothing.
pub async fn preview(ctx: &crate::Context, actor: &Actor, body: &str) -> Outcome<Previewed> {
    actor.signed_in()?;
    crate::limits::check_actor(ctx, "previews", actor, crate::limits::PREVIEWS).await?;
    // What is too long to be posted is not worth rendering either.
    let longest = domain::threads::BODY_MAX as usize * 4;
    let cut = body.char_indices().nth(longest).map_or(body.len(), |(at, _)| at);
    let body = &body[..cut];
    Ok(Previewed {
        html: crate::markdown::render(body),
        signs: domain::crisis::signs(body),
        reach: domain::moderation::tells_how_to_reach(body),
        adverse: domain::vigilance::told(body).tells(),
    })
}
