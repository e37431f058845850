//! Following a thread.

use super::readable;
use crate::{Actor, Context, Outcome, limits};
use domain::ThreadId;

/// Follows or stops following a thread that the member may read.
pub async fn follow(ctx: &Context, actor: &Actor, thread: ThreadId, on: bool) -> Outcome<()> {
    let me = actor.signed_in()?;
    limits::check_actor(ctx, "small", actor, limits::SMALL).await?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    readable(&mut conn, actor, thread).await?;
    if on {
        store::threads::follow(&mut conn, me.id, thread, ctx.now()).await?;
    } else {
        store::threads::unfollow(&mut conn, me.id, thread).await?;
    }
    tx.commit().await?;
    Ok(())
}
