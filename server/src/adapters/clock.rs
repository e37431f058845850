//! The real clock and real randomness: the only place that asks the machine.

use domain::Timestamp;
use service::{Clock, Random};

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "this is where the clock comes from")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

/// The machine's randomness.
#[derive(Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    #[allow(
        clippy::disallowed_methods,
        clippy::expect_used,
        reason = "this is where randomness comes from; without it nothing is safe"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the machine gives randomness");
    }
}
