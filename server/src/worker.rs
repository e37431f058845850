//! What runs beside the requests, for as long as the server does.

use service::Context;
use std::time::Duration;

/// Between two times of forgetting what is useless.
const EVERY: Duration = Duration::from_hours(6);

/// Runs until it is aborted.
pub async fn run(ctx: Context) {
    tokio::join!(
        service::live::run(ctx.clone()),
        service::notices::run(ctx.clone()),
        service::search::run(ctx.clone()),
        forget(ctx)
    );
}

/// Forgets what ended. Each step is one transaction: it may be cut off anywhere, and several
/// nodes may run it at once.
async fn forget(ctx: Context) {
    loop {
        if let Err(fault) = service::notices::forget(&ctx).await {
            tracing::warn!(%fault, "forgetting old notices; tried again later");
        }
        match service::members::sweep(&ctx).await {
            Ok(()) => tracing::debug!("ended sessions, used links and unconfirmed accounts are forgotten"),
            Err(fault) => tracing::warn!(%fault, "forgetting what ended; tried again later"),
        }
        tokio::time::sleep(EVERY).await;
    }
}
