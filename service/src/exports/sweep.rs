//! Taking copies away: after seven days, or with their member.

use super::folder;
use crate::{Context, Fault, Outcome};
use domain::{ExportId, MemberId};
use futures::TryStreamExt as _;
use object_store::{ObjectStore as _, ObjectStoreExt as _};
use store::exports;

/// Copies in one go.
const SOME: i64 = 20;

/// Deletes the files of copies whose time is over, then what is known of them.
pub async fn sweep(ctx: &Context) -> Outcome<()> {
    loop {
        let over = exports::expired(&mut ctx.store.read().await?.conn(), ctx.now(), SOME).await?;
        if over.is_empty() {
            return Ok(());
        }
        for one in over {
            drop_one(ctx, one.id).await?;
        }
    }
}

/// Takes every copy of a member away.
pub(crate) async fn take(ctx: &Context, member: MemberId) -> Outcome<()> {
    for one in exports::of_member(&mut ctx.store.read().await?.conn(), member).await? {
        drop_one(ctx, one.id).await?;
    }
    Ok(())
}

async fn drop_one(ctx: &Context, id: ExportId) -> Outcome<()> {
    files_of(ctx, id).await?;
    let mut tx = ctx.store.begin().await?;
    exports::drop_export(&mut tx.conn(), id).await?;
    Ok(tx.commit().await?)
}

/// Deletes every part there is, also of a copy that was never finished.
pub(super) async fn files_of(ctx: &Context, id: ExportId) -> Outcome<()> {
    let parts: Vec<_> = ctx.pictures.list(Some(&folder(id))).try_collect().await.map_err(Fault::internal)?;
    for part in parts {
        match ctx.pictures.delete(&part.location).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(Fault::internal(error)),
        }
    }
    Ok(())
}
