//! Web Push: encrypted for the device (RFC 8291), signed by the instance (VAPID, RFC 8292), handed to the
//! push service that the device's browser works with (RFC 8030).

use crate::config::Config;
use anyhow::Context as _;
use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use reqwest::StatusCode;
use service::Clock;
use service::push::{Push, Pusher, Rung};
use std::sync::Arc;
use std::time::Duration;
use web_push_native::{Auth, WebPushBuilder};

/// A push service that does not answer is asked again later.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a ring waits for a device that is off: half a day, then it is no news.
const WAITS: Duration = Duration::from_hours(12);
/// How long a signature holds, in seconds: half of what RFC 8292 allows.
const HOLDS: i64 = 12 * 3_600;

/// Speaks to push services over HTTPS.
pub struct WebPush {
    key: SigningKey,
    public: String,
    contact: String,
    services: Vec<String>,
    client: reqwest::Client,
    clock: Arc<dyn Clock>,
}

impl WebPush {
    /// The key is derived from the instance's secret: there is nothing more to keep.
    pub fn new(seed: &[u8; 32], config: &Config, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        let key = SigningKey::from_slice(seed).context("the secret key makes no key for push: choose another")?;
        let public = URL_SAFE_NO_PAD.encode(key.verifying_key().to_encoded_point(false).as_bytes());
        super::tls();
        // A redirect could lead into the operator's own network.
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .context("making an HTTPS client")?;
        let contact = match config.mail_from.split(['<', '>']).find(|part| part.contains('@')) {
            Some(address) if !address.ends_with("@localhost") => format!("mailto:{}", address.trim()),
            _ => config.public_url.clone(),
        };
        Ok(Self { key, public, contact, services: config.push_services.clone(), client, clock })
    }

    /// The `Authorization` of a request to this address (RFC 8292 §3): a JWT signed with ES256.
    fn authorization(&self, origin: &str) -> String {
        let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let head = part(serde_json::json!({ "typ": "JWT", "alg": "ES256" }));
        let expires = self.clock.now().seconds() + HOLDS;
        let claims = part(serde_json::json!({ "aud": origin, "exp": expires, "sub": self.contact }));
        let signed = format!("{head}.{claims}");
        let signature: Signature = self.key.sign(signed.as_bytes());
        format!("vapid t={signed}.{}, k={}", URL_SAFE_NO_PAD.encode(signature.to_bytes()), self.public)
    }

    fn request(&self, push: &Push) -> anyhow::Result<reqwest::Request> {
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('='));
        let auth = decode(&push.to.auth)?;
        anyhow::ensure!(auth.len() == 16, "an authentication secret has 16 bytes");
        let public = p256::PublicKey::from_sec1_bytes(&decode(&push.to.p256dh)?)?;
        let built = WebPushBuilder::new(push.to.endpoint.parse()?, public, Auth::clone_from_slice(&auth))
            .with_valid_duration(WAITS)
            .build(push.text.as_bytes())
            .map_err(|error| anyhow::anyhow!("{error}"))?;
        let origin = origin(&push.to.endpoint).context("an address without a host")?;
        let mut request = reqwest::Request::try_from(built)?;
        let headers = request.headers_mut();
        headers.insert("authorization", self.authorization(&origin).parse()?);
        headers.insert("topic", push.topic.parse()?);
        headers.insert("urgency", "normal".parse()?);
        Ok(request)
    }
}

/// Scheme, host and port of an address.
fn origin(address: &str) -> Option<String> {
    let url = reqwest::Url::parse(address).ok()?;
    url.host_str()?;
    Some(url.origin().ascii_serialization())
}

/// Whether an address lies at one of these services: a host means https at its usual port.
fn allowed(services: &[String], address: &str) -> bool {
    let (Ok(url), Some(origin)) = (reqwest::Url::parse(address), origin(address)) else { return false };
    let host = url.host_str().unwrap_or_default();
    let safe = url.scheme() == "https" && url.port().is_none() && url.username().is_empty() && url.password().is_none();
    services.iter().any(|service| match service.strip_prefix("*.") {
        Some(parent) => safe && host.strip_suffix(parent).is_some_and(|below| below.ends_with('.')),
        None if service.contains("://") => *service == origin,
        None => safe && host == service,
    })
}

#[async_trait]
impl Pusher for WebPush {
    async fn ring(&self, push: Push) -> Rung {
        if !self.speaks_to(&push.to.endpoint) {
            return Rung::Gone;
        }
        let request = match self.request(&push) {
            Ok(request) => request,
            Err(error) => {
                // A device that gave keys which are none can never be rung.
                tracing::info!(%error, "a device gave no usable keys");
                return Rung::Gone;
            }
        };
        match self.client.execute(request).await.map(|answer| answer.status()) {
            Ok(status) if status.is_success() => Rung::Taken,
            Ok(StatusCode::NOT_FOUND | StatusCode::GONE) => Rung::Gone,
            Ok(status) => {
                tracing::warn!(status = status.as_u16(), "a push service did not take a ring; tried again later");
                Rung::Later
            }
            Err(error) => {
                tracing::warn!(error = %error.without_url(), "a push service was not reached; tried again later");
                Rung::Later
            }
        }
    }

    fn public_key(&self) -> String {
        self.public.clone()
    }

    fn speaks_to(&self, endpoint: &str) -> bool {
        allowed(&self.services, endpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_push_services_are_spoken_to() {
        let services = Config::default().push_services;
        for (address, fine) in [
            ("https://fcm.googleapis.com/fcm/send/abc", true),
            ("https://updates.push.services.mozilla.com/wpush/v2/x", true),
            ("https://web.push.apple.com/QX", true),
            ("http://fcm.googleapis.com/x", false),
            ("https://fcm.googleapis.com:8443/x", false),
            ("https://fcm.googleapis.com.evil.example/x", false),
            ("https://evilpush.apple.com/x", false),
            ("https://push.apple.com/x", false),
            ("https://127.0.0.1/x", false),
            ("https://user@fcm.googleapis.com/x", false),
            ("file:///etc/passwd", false),
            ("", false),
        ] {
            assert_eq!(allowed(&services, address), fine, "{address}");
        }
        assert!(allowed(&["http://127.0.0.1:9".into()], "http://127.0.0.1:9/x"));
        assert!(!allowed(&["http://127.0.0.1:9".into()], "http://127.0.0.1:99/x"));
    }
}
