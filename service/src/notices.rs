//! Notices: members are told of what concerns them, in the application and by mail.
//!
//! The worker reads the events and makes notices of them, in one transaction with how far it has read:
//! killed anywhere, it neither loses nor repeats one. Mail goes out from the notices; tried again after a
//! death between sending and noting it, it is the same mail under the same `Message-ID`. Devices are rung
//! alike: a ring that is repeated replaces the one before.

mod announce;
mod list;
mod mail;
mod make;
mod push;
mod settings;
mod words;

pub use list::{lead, list, see};
pub use mail::send_due;
pub use make::make;
pub use push::{ring, ring_due, silence};
pub use settings::{choose, settings, unsubscribe, unsubscribe_what};

use crate::Context;
use domain::time::DAY;
use std::time::Duration;

/// How long notices are kept.
const KEPT: i64 = 180 * DAY;
/// What happens in such a moment is read together.
const GATHERED: Duration = Duration::from_millis(100);
/// Mail falls due without anything happening.
const LOOKED_FOR: Duration = Duration::from_secs(30);

/// Tells members until it is dropped. Several nodes may run it: they take turns.
pub async fn run(ctx: Context) {
    let mut moved = ctx.live.moved();
    loop {
        if let Err(fault) = make(&ctx).await {
            tracing::warn!(%fault, "notices could not be made; tried again");
        }
        if let Err(fault) = send_due(&ctx).await {
            tracing::warn!(%fault, "mail that is due could not be sent; tried again");
        }
        if let Err(fault) = ring_due(&ctx).await {
            tracing::warn!(%fault, "devices could not be rung; tried again");
        }
        let _ = tokio::time::timeout(LOOKED_FOR, moved.changed()).await;
        tokio::time::sleep(GATHERED).await;
    }
}

/// Forgets old notices.
pub async fn forget(ctx: &Context) -> crate::Outcome<()> {
    let mut tx = ctx.store.begin().await?;
    store::notices::forget_before(&mut tx.conn(), ctx.now().plus(-KEPT)).await?;
    Ok(tx.commit().await?)
}
