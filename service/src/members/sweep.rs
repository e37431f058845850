//! What time makes useless is forgotten.

use super::{INVITATIONS_KEPT, UNCONFIRMED_LASTS, sessions};
use crate::{Context, Outcome, exports, limits};
use domain::{MemberId, Timestamp};
use uuid::Uuid;

/// Accounts looked for at once.
const SOME: i64 = 100;

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
    tx.commit().await?;
    unconfirmed(ctx, now.plus(-UNCONFIRMED_LASTS)).await
}

/// Accounts that nobody confirmed, each by itself: anybody can make one, and none that cannot go may keep the others, or
/// what else is forgotten.
async fn unconfirmed(ctx: &Context, before: Timestamp) -> Outcome<()> {
    let mut after = MemberId(Uuid::nil());
    loop {
        let some = store::members::unconfirmed(&mut ctx.store.read().await?.conn(), before, after, SOME).await?;
        let Some(&last) = some.last() else { return Ok(()) };
        after = last;
        for member in some {
            if let Err(fault) = forget(ctx, member, before).await {
                tracing::error!(%fault, %member, "an account that nobody confirmed stays; it is tried again");
            }
        }
    }
}

async fn forget(ctx: &Context, member: MemberId, before: Timestamp) -> Outcome<()> {
    // Files before the rows that lead to them.
    exports::take(ctx, member).await?;
    let mut tx = ctx.store.begin().await?;
    if !store::members::delete_unconfirmed(&mut tx.conn(), member, before).await? {
        return Ok(());
    }
    tx.commit().await?;
    limits::forget(ctx, &member.to_string()).await
}
