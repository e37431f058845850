//! Whether the process lives (`/healthz`) and whether it wants visitors (`/readyz`).

use crate::watch::Watch;
use axum::http::StatusCode;
use service::Context;
use std::sync::Arc;
use std::time::Duration;

/// A database that takes longer to say anything does not answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// The process lives. Says nothing of anything else: restarting it mends no database.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// Whether visitors are to be sent here.
pub async fn ready(ctx: Context, watch: Arc<Watch>) -> (StatusCode, &'static str) {
    if watch.stopping() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    match tokio::time::timeout(PATIENCE, ctx.store.is_migrated()).await {
        Ok(Ok(true)) => (StatusCode::OK, "ready\n"),
        Ok(Ok(false)) => (StatusCode::SERVICE_UNAVAILABLE, "the schema is not up to date\n"),
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
