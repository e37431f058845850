//! What runs beside the requests, for as long as the server does.

use service::Context;
use std::time::Duration;
use tokio::task::JoinSet;

/// Between two times of forgetting what is useless.
const EVERY: Duration = Duration::from_hours(6);

/// Runs until it is aborted. Each on its own: indexing must not hold up what is live.
pub async fn run(ctx: Context, everything: bool) {
    let mut tasks = JoinSet::new();
    tasks.spawn(service::live::run(ctx.clone()));
    if everything {
        tasks.spawn(service::notices::run(ctx.clone()));
        tasks.spawn(service::search::run(ctx.clone()));
        tasks.spawn(forget(ctx));
    }
    while let Some(ended) = tasks.join_next().await {
        tracing::error!(?ended, "what runs beside the requests has ended");
    }
}

/// Forgets what ended. Each step is one transaction: it may be cut off anywhere, and several
/// nodes may run it at once.
async fn forget(ctx: Context) {
    loop {
        if let Err(fault) = service::notices::forget(&ctx).await {
            tracing::warn!(%fault, "forgetting old notices; tried again later");
        }
        if let Err(fault) = service::live::forget(&ctx).await {
            tracing::warn!(%fault, "forgetting old events; tried again later");
        }
        match service::members::sweep(&ctx).await {
            Ok(()) => tracing::debug!("ended sessions, used links and unconfirmed accounts are forgotten"),
            Err(fault) => tracing::warn!(%fault, "forgetting what ended; tried again later"),
        }
        tokio::time::sleep(EVERY).await;
    }
}
