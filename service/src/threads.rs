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
use domain::moderation::{Subject, Veil};
use domain::threads::Previewed;
use domain::{MemberId, Problem, ReplyId, ThreadId};
use store::Conn;
use store::threads::HeadRow;
use uuid::Uuid;

/// Longest excerpt in a list, in characters.
pub const EXCERPT: usize = 220;

/// The thread, when the reader may read it; otherwise it does not exist for them.
pub(crate) async fn readable(conn: &mut Conn<'_>, actor: &Actor, id: ThreadId) -> Outcome<HeadRow> {
    let head = store::threads::head(conn, actor.reading(), id).await?.ok_or(Problem::NotFound)?;
    // What waits for a host exists for its author alone.
    let own = actor.me.as_ref().is_some_and(|me| head.author.a_id == Some(me.id.0));
    if head.veiled.as_deref() == Some(Veil::Held.word()) && !own {
        return Err(Problem::NotFound.into());
    }
    Ok(head)
}

/// One's own reply that waits for a host exists for oneself alone; any other is refused as what it is.
pub(crate) async fn own_reply(conn: &mut Conn<'_>, me: MemberId, reply: ReplyId, author: Option<Uuid>) -> Outcome<()> {
    if author == Some(me.0) {
        return Ok(());
    }
    match store::moderation::veil_of(conn, Subject::Reply, reply.0).await? {
        Some(Veil::Held) => Err(Problem::NotFound.into()),
        _ => Err(Problem::Forbidden.into()),
    }
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

/// A text as it will look, and what it tells together with its title (empty where there is none); changes nothing.
pub async fn preview(ctx: &crate::Context, actor: &Actor, title: &str, body: &str) -> Outcome<Previewed> {
    actor.signed_in()?;
    crate::limits::check_actor(ctx, "previews", actor, crate::limits::PREVIEWS).await?;
    let body = at_most(body, domain::threads::BODY_MAX);
    let whole = format!("{}\n\n{body}", at_most(title, domain::threads::TITLE_MAX));
    Ok(Previewed {
        html: crate::markdown::render(body),
        signs: domain::crisis::signs(&whole),
        reach: domain::moderation::tells_how_to_reach(&whole),
        adverse: domain::vigilance::told(&whole).tells(),
    })
}

/// What is much too long to be posted is not worth looking at either.
fn at_most(text: &str, max: u32) -> &str {
    let longest = max as usize * 4;
    &text[..text.char_indices().nth(longest).map_or(text.len(), |(at, _)| at)]
}
