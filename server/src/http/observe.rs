//! Around every request: an id that all it says is found under, a line in the log, a figure.
//!
//! Neither line nor figure holds what tells who reads what: no address, no query, no name.

use crate::watch::Watch;
use crate::watch::jobs::correlation;
use crate::watch::routes::{FILES, Patterns};
use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, Request, Response};
use axum::middleware::Next;
use service::Context;
use std::sync::Arc;
use std::time::Instant;
use tracing::Instrument as _;

/// The id of a request, as the log has it.
#[derive(Debug, Clone)]
pub struct Correlation(pub String);

/// What observing needs.
#[derive(Clone)]
pub struct Observer {
    /// For randomness.
    pub ctx: Context,
    /// Where it is counted.
    pub watch: Arc<Watch>,
    /// The patterns of addresses.
    pub patterns: Arc<Patterns>,
}

/// Observes a request from its arrival until its answer begins.
pub async fn observe(State(observer): State<Observer>, mut request: Request<Body>, next: Next) -> Response<Body> {
    let began = Instant::now();
    let id = correlation(&observer.ctx);
    let method = method(request.method());
    let route = observer.patterns.of_path(request.uri().path());
    let text = format!("{id:016x}");
    let span = tracing::info_span!("request", correlation = text);
    request.extensions_mut().insert(Correlation(text));
    let response = store::events::caused_by(id, next.run(request)).instrument(span.clone()).await;
    let took = began.elapsed();
    let status = response.status().as_u16();
    observer.watch.metrics.answered(method, route, status, took);
    let _inside = span.enter();
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if matches!(route, "/healthz" | "/readyz" | FILES) {
        tracing::debug!(method, route, status, ms, "answered");
    } else {
        tracing::info!(method, route, status, ms, "answered");
    }
    response
}

/// A method by its name; whoever invents one does not write it into our log.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}
