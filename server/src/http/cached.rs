//! Pages as visitors read them, kept until something happens that they show.
//!
//! A visitor's page depends on its address, the language and the colours alone. It is kept with the gaps
//! where each answer has a secret or a number of its own (the policy's nonce, the request's id), which are
//! filled anew each time. Every event takes away what it may have changed, on every node, because every
//! node hands every event on; what changes without an event (a pseudonym, a badge) is at most [`LASTS`] old.

use super::identify::{NOBODY, VIEWER, visitor};
use super::observe::Correlation;
use super::{Shared, security};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, header};
use axum::middleware::Next;
use domain::Locale;
use domain::events::EventKind;
use domain::members::Theme;
use leptos::nonce::Nonce;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::events::Happened;

/// What is kept is no older than this.
const LASTS: Duration = Duration::from_secs(10);
/// Bytes kept at most.
const MOST: u64 = 48 * 1024 * 1024;
/// A page larger than this is not kept, in bytes.
const LARGE: usize = 2 * 1024 * 1024;
/// Longer addresses are not kept: nobody links to them.
const LONG: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    address: String,
    locale: Locale,
    theme: Theme,
}

struct Page {
    /// Text and gaps in turn, beginning and ending with text.
    parts: Vec<(Bytes, Gap)>,
    headers: HeaderMap,
    until: Instant,
    bytes: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nonce,
    Correlation,
    End,
}

#[derive(Clone)]
struct Bytewise;

impl Weighter<Key, Arc<Page>> for Bytewise {
    fn weight(&self, key: &Key, page: &Arc<Page>) -> u64 {
        page.bytes + key.address.len() as u64 + 500
    }
}

/// The pages that are kept.
#[derive(Clone)]
pub struct Pages {
    shared: Shared,
    kept: Arc<Cache<Key, Arc<Page>, Bytewise>>,
}

impl Pages {
    /// None yet; what happens takes them away from now on.
    pub fn new(shared: Shared) -> Self {
        let kept = Arc::new(Cache::with_weighter(2_000, MOST, Bytewise));
        let forgotten = kept.clone();
        shared.ctx.live.when_happened(move |happened| forget(&forgotten, happened));
        Self { shared, kept }
    }
}

/// Takes away what an event may have changed: its thread's pages, and every page that lists.
fn forget(kept: &Cache<Key, Arc<Page>, Bytewise>, happened: &Happened) {
    // No page shows who was told of something, or on which devices somebody is signed in.
    if matches!(happened.kind, EventKind::NoticeCreated | EventKind::SessionEnded) {
        return;
    }
    let thread = happened.event.thread.map(|thread| format!("/t/{thread}"));
    kept.retain(|key, _| match &thread {
        Some(thread) => key.address.starts_with("/t/") && path(&key.address) != thread,
        // Of a community or a member: anything may show it.
        None => false,
    });
}

fn path(address: &str) -> &str {
    address.split('?').next().unwrap_or_default()
}

/// Which page a visitor asks for, when it is one that may be kept.
fn key(pages: &Pages, request: &Request<Body>) -> Option<Key> {
    let address = request.uri().path_and_query()?.as_str();
    let mut steps = request.uri().path().trim_matches('/').split('/');
    let page = matches!(
        (steps.next(), steps.next(), steps.next()),
        (Some("" | "communities" | "about"), None, _) | (Some("c" | "t" | "tags"), Some(_), None)
    );
    // What was just done is said once.
    let plain = page && address.len() <= LONG && !address.contains("done=");
    if request.method() != Method::GET || !plain {
        return None;
    }
    let (locale, theme) = visitor(&pages.shared, request.headers())?;
    Some(Key { address: address.to_owned(), locale, theme })
}

/// Answers from what is kept, and keeps what was not.
pub async fn cached(State(pages): State<Pages>, request: Request<Body>, next: Next) -> Response<Body> {
    let Some(key) = key(&pages, &request) else { return next.run(request).await };
    let correlation = request.extensions().get::<Correlation>().map(|id| id.0.clone()).unwrap_or_default();
    if let Some(page) = pages.kept.get(&key).filter(|page| page.until > Instant::now()) {
        return page.answer(&correlation);
    }
    let live = pages.shared.ctx.live.clone();
    let position = live.position();
    let response = next.run(request).await;
    if !may_be_kept(&response) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, LARGE).await else {
        // Longer than anything we write: told as what it is, a fault of ours.
        return security::panicked(Box::new("a page is larger than what is kept"));
    };
    let page = Page::new(&parts.headers, &body, &correlation);
    // What happened while it was made may be missing in it. Without anybody who hands on events nothing would
    // ever take it away.
    if position.is_some() && live.position() == position {
        pages.kept.insert(key, Arc::new(page));
    }
    Response::from_parts(parts, Body::from(body))
}

fn may_be_kept(response: &Response<Body>) -> bool {
    let headers = response.headers();
    let html = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    response.status() == StatusCode::OK
        && html
        && !headers.contains_key(header::SET_COOKIE)
        && headers.get(VIEWER).is_some_and(|viewer| viewer == NOBODY)
}

/// The nonce that a policy names.
fn nonce_of(headers: &HeaderMap) -> Option<&str> {
    let policy = headers.get(header::CONTENT_SECURITY_POLICY)?.to_str().ok()?;
    policy.split_once("'nonce-")?.1.split_once('\'').map(|(nonce, _)| nonce)
}

impl Page {
    fn new(headers: &HeaderMap, body: &Bytes, correlation: &str) -> Self {
        let nonce = nonce_of(headers).unwrap_or_default().to_owned();
        let mut headers = headers.clone();
        headers.remove(header::CONTENT_SECURITY_POLICY);
        headers.remove(header::CONTENT_LENGTH);
        let text = std::str::from_utf8(body).unwrap_or_default();
        let mut parts = Vec::new();
        let mut from = 0;
        loop {
            let rest = &text[from..];
            let find =
                |what: &str, gap| (!what.is_empty()).then(|| rest.find(what)).flatten().map(|at| (at, what.len(), gap));
            let gap = [find(&nonce, Gap::Nonce), find(correlation, Gap::Correlation)]
                .into_iter()
                .flatten()
                .min_by_key(|gap| gap.0);
            let Some((at, long, gap)) = gap else { break };
            parts.push((body.slice(from..from + at), gap));
            from += at + long;
        }
        parts.push((body.slice(from..), Gap::End));
        Self { parts, headers, until: Instant::now() + LASTS, bytes: body.len() as u64 }
    }

    fn answer(&self, correlation: &str) -> Response<Body> {
        let nonce = Nonce::new();
        let mut body = Vec::with_capacity(usize::try_from(self.bytes).unwrap_or_default() + 64);
        for (text, gap) in &self.parts {
            body.extend_from_slice(text);
            match gap {
                Gap::Nonce => body.extend_from_slice(nonce.as_bytes()),
                Gap::Correlation => body.extend_from_slice(correlation.as_bytes()),
                Gap::End => {}
            }
        }
        let mut response = Response::new(Body::from(body));
        *response.headers_mut() = self.headers.clone();
        if let Ok(policy) = security::policy(Some(&nonce), &[]).parse() {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}
