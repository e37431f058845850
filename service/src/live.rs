//! Live streams: what happens reaches pages that are open, while they are.
//!
//! One task ([`run`]) reads the events in their order and hands each to the streams that want it and
//! whose reader may read it at that moment. A stream that begins first asks the events for what it
//! missed. Positions join the two without a gap and without a double.

mod hub;
mod stream;
mod tell;

pub use hub::Hub;
pub use stream::{Stream, Told, open};

use crate::{Context, Outcome};
use domain::events::Position;
use domain::time::DAY;
use std::time::Duration;
use store::events;
use tokio::sync::Notify;
use tokio::time::Instant;

/// Something may have been written without anybody saying so (the line was cut, a transaction that held
/// others back was undone): looked for this often.
const LOOKED_FOR: Duration = Duration::from_secs(1);
/// What happens in such a moment is read together.
const GATHERED: Duration = Duration::from_millis(5);
/// Sessions that ended close their streams after this long at most.
const SWEPT: Duration = Duration::from_secs(30);
/// Events read at once.
const BATCH: usize = 500;

/// How long events are kept: everybody who reads them is past them by then.
const KEPT: i64 = 30 * DAY;

/// Forgets old events. A stream that comes back from further away reads its page anew.
pub async fn forget(ctx: &Context) -> Outcome<()> {
    let mut tx = ctx.store.begin().await?;
    events::forget_before(&mut tx.conn(), ctx.now().plus(-KEPT)).await?;
    Ok(tx.commit().await?)
}

/// Hands on what happens until it is dropped. One a process.
pub async fn run(ctx: Context) {
    let mut position = loop {
        match begin(&ctx).await {
            Ok(position) => break position,
            Err(fault) => tracing::warn!(%fault, "the events cannot be read; tried again"),
        }
        tokio::time::sleep(LOOKED_FOR).await;
    };
    let heard = Notify::new();
    let listening = listen(&ctx, &heard);
    tokio::pin!(listening);
    let mut swept = Instant::now();
    loop {
        let here = tokio::select! {
            () = ctx.store.written() => true,
            () = heard.notified() => false,
            () = tokio::time::sleep(LOOKED_FOR) => false,
            () = &mut listening => false,
        };
        if here && let Err(cause) = ctx.store.tell_others().await {
            tracing::warn!(%cause, "the other nodes were not told; they look by themselves");
        }
        if let Err(fault) = hand_on(&ctx, &mut position).await {
            tracing::warn!(%fault, "the events cannot be read; tried again");
        }
        if swept.elapsed() >= SWEPT {
            swept = Instant::now();
            if let Err(fault) = tell::sweep(&ctx, None).await {
                tracing::warn!(%fault, "ended sessions were not looked for; tried again");
            }
        }
        tokio::time::sleep(GATHERED).await;
    }
}

async fn begin(ctx: &Context) -> Outcome<Position> {
    let position = events::latest(&mut ctx.store.read().await?.conn()).await?;
    ctx.live.reached(position);
    Ok(position)
}

/// Hears of what other nodes wrote, for as long as it is polled.
async fn listen(ctx: &Context, heard: &Notify) {
    loop {
        let heard_until: store::Result<std::convert::Infallible> = async {
            let mut others = ctx.store.others().await?;
            loop {
                heard.notify_one();
                others.wrote().await?;
            }
        }
        .await;
        let Err(cause) = heard_until;
        tracing::warn!(%cause, "the other nodes cannot be heard; tried again");
        tokio::time::sleep(LOOKED_FOR).await;
    }
}

/// Reads on from `position` until nothing is left.
async fn hand_on(ctx: &Context, position: &mut Position) -> Outcome<()> {
    loop {
        let batch = events::after(&mut ctx.store.read().await?.conn(), *position, BATCH).await?;
        for happened in &batch.events {
            ctx.live.happened(happened);
            crate::following::following("live", happened, tell::all(ctx, happened)).await?;
        }
        let Some(end) = batch.end else { return Ok(()) };
        *position = end;
        ctx.live.reached(end);
        if !batch.full {
            return Ok(());
        }
    }
}
