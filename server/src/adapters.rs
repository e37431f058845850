//! What speaks to the world outside, behind traits that `service` owns.

mod clock;
mod mail;
mod pictures;
mod provider;
mod push;
mod secret;

pub use clock::{SystemClock, SystemRandom};
pub use mail::{Outbox, Smtp, mailer};
pub use pictures::{BUCKET, folder, pictures};
pub use provider::provider;
pub use push::WebPush;
pub use secret::instance_secret;

/// Says which cryptography TLS uses; twice is once.
fn tls() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
