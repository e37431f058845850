//! Texts that stood before a company ran their community, or came by an import: looked at like those that are written,
//! beside the requests and some at a time. Cut off anywhere, it goes on from where it was; a text that waits or was
//! looked at stays so.

use super::screen::wait_once;
use crate::{Context, Outcome};
use std::time::Duration;

/// Between two times of looking whether there is such a community.
const EVERY: Duration = Duration::from_mins(1);
/// Texts looked at in one transaction.
const SOME: usize = 100;

/// Looks for as long as the server runs. Several nodes may: they take turns.
pub async fn run(ctx: Context) {
    loop {
        if let Err(fault) = catch_up(&ctx).await {
            tracing::warn!(%fault, "earlier texts could not be looked at; tried again");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Looks at all that is to be looked at now.
pub async fn catch_up(ctx: &Context) -> Outcome<()> {
    while look_at_some(ctx, SOME).await? {}
    Ok(())
}

/// Looks at some texts, at most so many; whether there may be more.
pub async fn look_at_some(ctx: &Context, most: usize) -> Outcome<bool> {
    // Nothing to look at is the usual case, and no reason to write.
    let Some(community) = store::vigilance::past(&mut ctx.store.read().await?.conn()).await? else { return Ok(false) };
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let Some(mut past) = store::vigilance::hold_past(&mut conn, community).await? else { return Ok(true) };
    let mut left = most;
    // It may have gone into other hands since.
    let mut ended = !store::vigilance::of_company(&mut conn, community).await?;
    while left > 0 && !ended {
        let replies = store::vigilance::past_replies(&mut conn, &past, left).await?;
        for reply in &replies {
            let text = reply.text.as_deref().unwrap_or_default();
            wait_once(&mut conn, (reply.id, text), (community, past.thread()), now).await?;
            past.pass(reply);
        }
        left -= replies.len();
        if left == 0 {
            break;
        }
        match store::vigilance::past_thread(&mut conn, &past).await? {
            Some(thread) => {
                past.enter(&thread);
                let text = thread.text.as_deref().unwrap_or_default();
                wait_once(&mut conn, (thread.id, text), (community, past.thread()), now).await?;
                left -= 1;
            }
            None => ended = true,
        }
    }
    if ended {
        store::vigilance::end_past(&mut conn, community).await?;
    } else {
        store::vigilance::note_past(&mut conn, &past).await?;
    }
    tx.commit().await?;
    Ok(true)
}
