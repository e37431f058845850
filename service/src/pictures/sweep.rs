//! Sweeping away what no text has any more, or never had.

use super::path;
use crate::{Context, Fault, Outcome};
use domain::pictures::Size;
use object_store::ObjectStoreExt as _;
use std::time::Duration;

/// Between two times of looking: what was deleted is gone from the disk so soon. Nobody sees it meanwhile.
const EVERY: Duration = Duration::from_secs(30);
/// Pictures in one go.
const SOME: i64 = 100;

/// Sweeps for as long as the server runs.
pub async fn run(ctx: Context) {
    loop {
        if let Err(cause) = sweep(&ctx).await {
            tracing::error!(?cause, "sweeping pictures away failed; it is tried again");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Deletes the files of pictures that may go, then what is known of them; cut off anywhere, it is done again.
/// How many went.
pub async fn sweep(ctx: &Context) -> Outcome<usize> {
    let mut swept = 0;
    loop {
        let now = ctx.now();
        let gone = store::pictures::gone(&mut ctx.store.read().await?.conn(), now, SOME).await?;
        if gone.is_empty() {
            return Ok(swept);
        }
        for &id in &gone {
            for size in Size::ALL {
                match ctx.pictures.delete(&path(id, size)).await {
                    Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                    Err(error) => return Err(Fault::internal(error)),
                }
            }
            let mut tx = ctx.store.begin().await?;
            store::pictures::delete(&mut tx.conn(), id, now).await?;
            tx.commit().await?;
        }
        swept += gone.len();
    }
}
