//! The way to the provider that vouches for professions.

use crate::config::Config;
use anyhow::Context as _;
use async_trait::async_trait;
use service::pro_sante::{NotReached, Outside, Provider, Request, Response};
use std::sync::Arc;
use std::time::Duration;

/// Somebody waits for it with a page open.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest answer read, in bytes: keys and tokens are a few thousand.
const ANSWER_MAX: usize = 512 * 1024;

/// Speaks HTTPS, waits for seconds and goes nowhere else: a redirect could lead into the operator's own network.
struct Https(reqwest::Client);

#[async_trait]
impl Outside for Https {
    async fn send(&self, request: Request) -> Result<Response, NotReached> {
        let request = reqwest::Request::try_from(request).map_err(|_| NotReached("not a request"))?;
        let late =
            |error: reqwest::Error| NotReached(if error.is_timeout() { "it took too long" } else { "no answer" });
        let mut answer = self.0.execute(request).await.map_err(late)?;
        let mut response = Response::new(Vec::new());
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        while let Some(chunk) = answer.chunk().await.map_err(late)? {
            if response.body().len() + chunk.len() > ANSWER_MAX {
                return Err(NotReached("its answer is too long"));
            }
            response.body_mut().extend_from_slice(&chunk);
        }
        Ok(response)
    }
}

/// The provider, if the operator set one up.
pub fn provider(config: &Config) -> anyhow::Result<Option<Arc<Provider>>> {
    let Some(setup) = config.pro_sante.setup() else { return Ok(None) };
    super::tls();
    let client = reqwest::Client::builder()
        .timeout(PATIENCE)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .context("making an HTTPS client")?;
    Ok(Some(Arc::new(Provider::new(setup, Arc::new(Https(client))))))
}
