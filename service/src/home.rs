//! The page a visitor begins at.

use crate::{Actor, Context, Outcome, feed};
use domain::threads::ThreadRow;

/// Threads shown.
const LATEST: i64 = 5;

/// The latest of what open communities show everybody.
pub async fn latest(ctx: &Context, actor: &Actor) -> Outcome<Vec<ThreadRow>> {
    let rows = store::home::latest_public(&mut ctx.store.read().await?.conn(), LATEST).await?;
    Ok(rows.into_iter().map(|row| feed::view(actor, row)).collect())
}
