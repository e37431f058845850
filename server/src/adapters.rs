//! What speaks to the world outside, behind traits that `service` owns.

mod clock;
mod mail;
mod secret;

pub use clock::{SystemClock, SystemRandom};
pub use mail::{Outbox, Smtp, mailer};
pub use secret::instance_secret;
