//! Search: the worker keeps the index, everybody finds what they may read.

mod find;
mod gather;
mod index;
mod long;
mod lookup;
mod score;
mod suggest;

pub use find::{Wanted, find, similar};
pub(crate) use index::{again, hold};
pub use index::{catch_up, follow, reindex};
pub use suggest::suggest;

use crate::{Context, Fault};
use std::time::Duration;
use tokio::time::Instant;

/// What happens in such a moment is indexed together.
const GATHERED: Duration = Duration::from_millis(300);
/// Looked for by itself this often.
const LOOKED_FOR: Duration = Duration::from_secs(30);

/// Keeps the index until it is dropped. Several nodes may run it: they take turns.
pub async fn run(ctx: Context) {
    let mut moved = ctx.live.moved();
    let mut looked: Option<Instant> = None;
    loop {
        let kept = async {
            follow(&ctx).await?;
            // What was imported left no events.
            if looked.is_none_or(|looked| looked.elapsed() >= LOOKED_FOR) {
                catch_up(&ctx, &mut |_| {}).await?;
                looked = Some(Instant::now());
            }
            Ok::<(), Fault>(())
        };
        if let Err(fault) = kept.await {
            tracing::warn!(%fault, "the search index could not be brought up to date; tried again");
        }
        let _ = tokio::time::timeout(LOOKED_FOR, moved.changed()).await;
        tokio::time::sleep(GATHERED).await;
    }
}
