//! Sweeping away what no text has any more, or never had.

use super::path;
use crate::{Context, Outcome};
use domain::PictureId;
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
    let (mut swept, mut after) = (0, None);
    loop {
        let now = ctx.now();
        let gone = store::pictures::gone(&mut ctx.store.read().await?.conn(), now, after, SOME).await?;
        let Some(last) = gone.last() else { return Ok(swept) };
        after = Some(*last);
        for &(_, id) in &gone {
            // One that does not go holds up no other: it is tried again the next time.
            if let Err(cause) = files_of(ctx, id).await {
                tracing::error!(picture = %id, %cause, "the files of a picture could not be deleted");
                continue;
            }
            let mut tx = ctx.store.begin().await?;
            store::pictures::delete(&mut tx.conn(), id, now).await?;
            tx.commit().await?;
            swept += 1;
        }
    }
}

/// Deletes the files of a picture.
pub(crate) async fn files_of(ctx: &Context, id: PictureId) -> object_store::Result<()> {
    for size in Size::ALL {
        match ctx.pictures.delete(&path(id, size)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
