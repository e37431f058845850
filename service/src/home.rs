//! The page a visitor begins at.

use crate::{Actor, Context, Outcome, feed};
use domain::feed::Order;
use domain::threads::ThreadRow;

/// Threads shown.
const LATEST: i64 = 5;

/// The latest of what open communities show everybody.
pub async fn latest(ctx: &Context, actor: &Actor) -> Outcome<Vec<ThreadRow>> {
    let rows = store::feed::public(&mut ctx.store.read().await?.conn(), Order::Active, None, LATEST).await?;
    Ok(rows.into_iter().map(|row| feed::view(actor, row)).collect())
}
