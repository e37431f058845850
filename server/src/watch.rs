//! Watching the server: what it counts, what it says in the log, whether it wants visitors.

pub mod jobs;
pub mod log;
pub mod metrics;
pub mod routes;

use metrics::Metrics;
use std::sync::atomic::{AtomicBool, Ordering};

/// What whoever watches the server asks.
#[derive(Default)]
pub struct Watch {
    /// Counts and durations.
    pub metrics: Metrics,
    stopping: AtomicBool,
}

impl Watch {
    /// From now on the server wants no new visitors: `/readyz` says so.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
    }

    /// Whether it was asked to stop.
    pub fn stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }
}
