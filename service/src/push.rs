//! Ringing a device (Web Push, RFC 8030). The server brings who speaks to the push services.

use async_trait::async_trait;
use domain::notices::PushAddress;

/// What a device is to be told. Push services see none of it: it is encrypted for the device (RFC 8291).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Push {
    /// Where.
    pub to: PushAddress,
    /// What, as the service worker reads it (`public/sw.js`): JSON.
    pub text: String,
    /// Rings under one topic replace each other while they wait: at most 32 letters of base64url.
    pub topic: String,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rung {
    /// The push service took it.
    Taken,
    /// The device is no longer there.
    Gone,
    /// Not now.
    Later,
}

/// Speaks to push services.
#[async_trait]
pub trait Pusher: Send + Sync {
    /// Rings a device.
    async fn ring(&self, push: Push) -> Rung;

    /// The public key that browsers subscribe with: P-256 in base64url.
    fn public_key(&self) -> String;

    /// Whether an address is one of a push service that this instance speaks to. Anything else would be a
    /// way to make it call wherever somebody likes.
    fn speaks_to(&self, endpoint: &str) -> bool;
}
