//! What runs beside the requests, for as long as the server does.

use crate::watch::Watch;
use crate::watch::jobs::{self, lasting};
use futures::FutureExt as _;
use service::Context;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// Between two times of forgetting what is useless.
const EVERY: Duration = Duration::from_hours(6);

/// How long mail is kept that is not sent, in microseconds.
const MAIL_KEPT: i64 = 30 * domain::time::DAY;

/// Runs until `stop` resolves, and returns once nothing of it runs any more: the database is closed after it.
/// Each on its own: indexing must not hold up what is live. `backups` is the folder that `vecu backup` writes to.
pub async fn run(
    ctx: Context,
    everything: bool,
    backups: PathBuf,
    watch: Arc<Watch>,
    stop: impl Future<Output = ()> + Send,
) {
    let mut tasks = JoinSet::new();
    let seen = |job, work| lasting(watch.clone(), job, work);
    tasks.spawn(seen("live", service::live::run(ctx.clone()).boxed()));
    if everything {
        tasks.spawn(seen("notices", service::notices::run(ctx.clone()).boxed()));
        tasks.spawn(seen("search", service::search::run(ctx.clone()).boxed()));
        tasks.spawn(seen("pictures", service::pictures::run(ctx.clone()).boxed()));
        tasks.spawn(seen("badges", service::pro_sante::run(ctx.clone()).boxed()));
        tasks.spawn(seen("screening", service::vigilance::run(ctx.clone()).boxed()));
        tasks.spawn(seen("exports", service::exports::run(ctx.clone()).boxed()));
        tasks.spawn(seen("erasures", service::erasures::run(ctx.clone()).boxed()));
        tasks.spawn(seen("keys", crate::backups::gone::run(ctx.clone(), backups).boxed()));
        tasks.spawn(seen("forget", forget(ctx, watch.clone()).boxed()));
    }
    tokio::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            Some(ended) = tasks.join_next() => tracing::error!(?ended, "what runs beside the requests has ended"),
        }
    }
    // Cut off anywhere, each neither loses nor repeats.
    tasks.shutdown().await;
}

/// Forgets what ended. Each step is one transaction: it may be cut off anywhere, and several
/// nodes may run it at once.
async fn forget(ctx: Context, watch: Arc<Watch>) {
    loop {
        jobs::run(&ctx, &watch, "forget notices", service::notices::forget(&ctx)).await;
        jobs::run(&ctx, &watch, "forget events", service::live::forget(&ctx)).await;
        jobs::run(&ctx, &watch, "forget what ended", service::members::sweep(&ctx)).await;
        jobs::run(&ctx, &watch, "end suspensions", service::moderation::sweep(&ctx)).await;
        ctx.mailer.forget_before(ctx.now().plus(-MAIL_KEPT)).await;
        tokio::time::sleep(EVERY).await;
    }
}
