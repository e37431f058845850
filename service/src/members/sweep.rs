//! What time makes useless is forgotten.

use super::{INVITATIONS_KEPT, UNCONFIRMED_LASTS, sessions};
use crate::{Context, Outcome};

/// Forgets ended sessions and tokens, links that open no more, counts that count no more, what passkeys never signed, invitations
/// that ended long ago, and accounts that nobody confirmed. The worker
/// calls it once a day or so; nothing depends on when.
pub async fn sweep(ctx: &Context) -> Outcome<()> {
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::members::delete_expired_sessions(&mut conn, now, sessions::unused(ctx, now)).await?;
    store::members::delete_expired_tokens(&mut conn, now).await?;
    store::passkeys::delete_expired(&mut conn, now).await?;
    store::tokens::delete_expired(&mut conn, now).await?;
    store::limits::forget_past(&mut conn, now).await?;
    store::administration::delete_old_invitations(&mut conn, now.plus(-INVITATIONS_KEPT)).await?;
    store::members::delete_unconfirmed(&mut conn, now.plus(-UNCONFIRMED_LASTS)).await?;
    Ok(tx.commit().await?)
}
