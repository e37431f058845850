//! What jobs make of an event says in the log which request the event came from.

use crate::Outcome;
use std::future::Future;
use store::events::Happened;
use tracing::Instrument as _;

/// Does a job's work on an event; a failure is logged under the id of the request that caused the event.
pub(crate) async fn following<T>(
    job: &'static str,
    happened: &Happened,
    work: impl Future<Output = Outcome<T>>,
) -> Outcome<T> {
    let span = tracing::info_span!("job", job, correlation = happened.correlation());
    async {
        let outcome = match happened.cause {
            // What it appends comes from the same request.
            Some(cause) => store::events::caused_by(cause, work).await,
            None => work.await,
        };
        match &outcome {
            Ok(_) => tracing::debug!(kind = happened.kind.word(), "followed an event"),
            Err(fault) => tracing::warn!(kind = happened.kind.word(), %fault, "an event could not be followed"),
        }
        outcome
    }
    .instrument(span)
    .await
}
