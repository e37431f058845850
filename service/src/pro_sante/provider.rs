//! The provider as the operator set it up, and the way to it.

use async_trait::async_trait;
use openidconnect::url::Url;
use std::sync::Arc;

/// A request to the provider.
pub type Request = openidconnect::http::Request<Vec<u8>>;
/// What it answers.
pub type Response = openidconnect::http::Response<Vec<u8>>;

/// The provider was not reached: in words of this program, never what it said.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("{0}")]
pub struct NotReached(pub &'static str);

/// Speaks to the provider over HTTPS. The server brings it: it follows no redirect and waits seconds, not longer.
#[async_trait]
pub trait Outside: Send + Sync {
    /// Sends a request.
    async fn send(&self, request: Request) -> Result<Response, NotReached>;
}

/// What the operator sets up.
#[derive(Clone)]
pub struct Setup {
    /// Who signs (`iss`); where nothing else is said, its discovery document says where.
    pub issuer: String,
    /// Where browsers are sent.
    pub authorization_url: String,
    /// Where a code is exchanged; empty: as discovered.
    pub token_url: String,
    /// Who somebody is; empty: as discovered.
    pub userinfo_url: String,
    /// The keys it signs with; empty: as discovered.
    pub jwks_url: String,
    /// Who we are over there.
    pub client_id: String,
    /// What proves it.
    pub client_secret: String,
    /// What is asked for, `openid` aside.
    pub scopes: Vec<String>,
    /// How somebody is to be authenticated (`acr_values`).
    pub acr_values: Vec<String>,
}

/// The provider.
pub struct Provider {
    pub(super) setup: Setup,
    outside: Arc<dyn Outside>,
}

impl Provider {
    /// Set up so, reached that way.
    pub fn new(setup: Setup, outside: Arc<dyn Outside>) -> Self {
        Self { setup, outside }
    }

    /// Origins that a form which leads there may lead to, for `form-action`: of the issuer and of where browsers are
    /// sent, which are not always the same.
    pub fn origins(&self) -> Vec<String> {
        let mut origins = Vec::new();
        for address in [&self.setup.authorization_url, &self.setup.issuer] {
            let origin = Url::parse(address).map(|url| url.origin().ascii_serialization());
            if let Ok(origin) = origin
                && !origins.contains(&origin)
            {
                origins.push(origin);
            }
        }
        origins
    }

    /// Sends a request. In clear only where the issuer itself is asked in clear, which `server` allows on loopback alone:
    /// a discovery document leads nowhere else.
    pub(super) async fn send(&self, request: Request) -> Result<Response, NotReached> {
        let clear = self.setup.issuer.starts_with("http://");
        match request.uri().scheme_str() {
            Some("https") => self.outside.send(request).await,
            Some("http") if clear => self.outside.send(request).await,
            _ => Err(NotReached("an address that is not https")),
        }
    }
}
