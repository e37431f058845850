//! Jobs beside the requests, as whoever watches sees them: whether they run, and how a run ended.

use super::Watch;
use service::{Context, Fault};
use std::future::Future;
use std::sync::Arc;
use tracing::Instrument as _;

/// Under this number everything that one request or one run of a job says is found.
pub fn correlation(ctx: &Context) -> u64 {
    u64::from_be_bytes(ctx.random_bytes())
}

/// A job that runs for as long as the server does.
pub async fn lasting(watch: Arc<Watch>, job: &'static str, work: impl Future<Output = ()>) {
    watch.metrics.alive(job, true);
    work.instrument(tracing::info_span!("job", job)).await;
    watch.metrics.alive(job, false);
}

/// One run of a job: counted, and logged under an id of its own when it failed.
pub async fn run(ctx: &Context, watch: &Watch, job: &'static str, work: impl Future<Output = Result<(), Fault>>) {
    let id = correlation(ctx);
    let span = tracing::info_span!("run", job, correlation = format!("{id:016x}"));
    let outcome = async {
        let outcome = store::events::caused_by(id, work).await;
        match &outcome {
            Ok(()) => tracing::debug!("done"),
            Err(fault) => tracing::warn!(%fault, "failed; tried again later"),
        }
        outcome
    };
    let outcome = outcome.instrument(span).await;
    watch.metrics.ran(job, outcome.is_ok());
}
