//! What speaks to the world outside, behind traits that `service` owns.

mod clock;
mod mail;
mod push;
mod secret;

pub use clock::{SystemClock, SystemRandom};
pub use mail::{Outbox, Smtp, mailer};
pub use push::WebPush;
pub use secret::instance_secret;
