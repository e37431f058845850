//! How much is read: generous for people, too little for whoever copies all that they may read. Counted in memory, on
//! each node by itself: a count that every node shared would cost each page a statement.
//!
//! A session has a count of its own, and everything that comes from one address another, which is wider: a ward or an
//! office has one address. Forms that are posted without JavaScript are counted apart: none is turned away for what was
//! read before it. What is written has limits of its own besides (`service::limits`); so have programs (`api::admit`).

use super::Shared;
use super::identify::client_address;
use app::error::{AppError, Words};
use app::forms::escape;
use app::ssr::cookies;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use axum::middleware::Next;
use domain::time::SECOND;
use domain::{Locale, Problem, Timestamp};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// What may be read over this may be read at once.
const MINUTE: i64 = 60 * SECOND;
/// What one address may read, as a multiple of one session.
const ADDRESS: i64 = 4;
/// A page counts as so many pictures: a thread may hold dozens of them.
const PAGE: i64 = 4;
/// Sessions and addresses counted at most (some 3 MB). When so many read at once, all counts begin anew.
const MOST: usize = 100_000;

/// When each of those who read will have caught up with what they read (GCRA, as `store::limits`). Under hashes that mean
/// nothing outside of the process: no address and no session is kept.
#[derive(Debug, Default)]
struct Counts {
    caught_up: Mutex<HashMap<u64, i64>>,
    hasher: RandomState,
}

impl Counts {
    /// Counts what takes so many microseconds of a minute; the seconds to wait when it is too much.
    fn count(&self, who: (&str, &str), takes: i64, now: Timestamp) -> Result<(), u32> {
        let who = self.hasher.hash_one(who);
        let mut caught_up = self.caught_up.lock().unwrap_or_else(PoisonError::into_inner);
        let until = caught_up.get(&who).copied().unwrap_or(now.0).max(now.0) + takes;
        if until - now.0 > MINUTE {
            let wait = (until - now.0 - MINUTE).div_euclid(SECOND) + 1;
            return Err(u32::try_from(wait).unwrap_or(u32::MAX));
        }
        if caught_up.len() >= MOST && !caught_up.contains_key(&who) {
            caught_up.retain(|_, until| *until > now.0);
            if caught_up.len() >= MOST {
                caught_up.clear();
            }
        }
        caught_up.insert(who, until);
        Ok(())
    }
}

/// What the layer works with.
#[derive(Clone)]
pub struct Reading {
    shared: Shared,
    counts: Arc<Counts>,
}

impl Reading {
    /// Nothing is read yet.
    pub fn new(shared: Shared) -> Self {
        Self { shared, counts: Arc::default() }
    }

    /// Counts a request; the seconds to wait when it is too much.
    fn admit(&self, request: &Request<Body>) -> Result<(), u32> {
        let path = request.uri().path();
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        // A form that carries nothing out is answered with its page.
        let posts = *request.method() == Method::POST && !path.starts_with("/api/");
        let settings = &self.shared.ctx.settings;
        let a_minute = i64::from(self.shared.config.reads_per_minute) * i64::from(settings.limits_factor.max(1));
        // Streams are counted where they are opened (`limits::LIVE`), and stay open.
        if a_minute == 0 || !(reads || posts) || path == "/live" {
            return Ok(());
        }
        let weight = if path.starts_with("/pictures/") { 1 } else { PAGE };
        let takes = |a_minute: i64| (MINUTE / (a_minute * PAGE)).max(1) * weight;
        let now = self.shared.ctx.now();
        let headers = request.headers();
        // Whether it opens anything is not looked at here: who makes one up is counted by their address all the same.
        let (session_of, address_of) = if posts { ("session posts", "address posts") } else { ("session", "address") };
        if let Some(session) = cookies::of(headers, cookies::session_name(settings)) {
            self.counts.count((session_of, session), takes(a_minute), now)?;
        }
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        let address = client_address(headers, peer, &self.shared.config.trusted_proxies);
        self.counts.count((address_of, &address), takes(a_minute * ADDRESS), now)
    }
}

/// Lets pass what people read, and asks whoever reads much faster to come back later.
pub async fn limited(State(reading): State<Reading>, request: Request<Body>, next: Next) -> Response<Body> {
    match reading.admit(&request) {
        Ok(()) => next.run(request).await,
        Err(seconds) => too_much(&reading.shared, request.uri().path(), request.headers(), seconds),
    }
}

/// What is said to whom reads too much: to hydrated pages in their shape, to people in their language, to machines in a
/// line. Made of nothing but its words: it must cost less than what was asked for.
fn too_much(shared: &Shared, path: &str, headers: &HeaderMap, seconds: u32) -> Response<Body> {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let locale = cookies::of(headers, "vecu_locale")
        .and_then(Locale::parse)
        .unwrap_or_else(|| Locale::negotiate(text(header::ACCEPT_LANGUAGE)));
    let w = Words(locale);
    let said = w.too_much_read(&app::words::duration(locale, seconds));
    let (kind, body) = if path.starts_with("/api/") {
        let error = AppError::Problem(Problem::TooMany { seconds });
        ("application/json", serde_json::to_string(&error).unwrap_or_default())
    } else if text(header::ACCEPT).contains("text/html") {
        let title = escape(w.too_many());
        let urgent = app::crisis::Words(locale).in_an_emergency(&shared.ctx.settings.help(None));
        let page = format!(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} · Vécu</title></head>\
             <body><main><h1>{title}</h1><p>{}</p><p><a href=\"\">{}</a></p><p>{}</p></main></body></html>\n",
            locale.code(),
            escape(&said),
            escape(w.again()),
            escape(&urgent)
        );
        ("text/html; charset=utf-8", page)
    } else {
        ("text/plain; charset=utf-8", format!("Vécu: {said}\n"))
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    answer.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_is_read_at_once_and_then_as_it_passes() {
        let counts = Counts::default();
        let takes = MINUTE / 3;
        let at = |seconds: i64| Timestamp(seconds * SECOND);
        for _ in 0..3 {
            assert_eq!(counts.count(("session", "a"), takes, at(0)), Ok(()));
        }
        assert_eq!(counts.count(("session", "a"), takes, at(0)), Err(21));
        assert_eq!(counts.count(("session", "b"), takes, at(0)), Ok(()), "others read on");
        assert_eq!(counts.count(("address", "a"), takes, at(0)), Ok(()), "an address is no session");
        assert_eq!(counts.count(("session", "a"), takes, at(19)), Err(2));
        assert_eq!(counts.count(("session", "a"), takes, at(20)), Ok(()));
        assert!(counts.count(("session", "a"), takes, at(20)).is_err());
    }

    #[test]
    fn memory_is_bounded() {
        let counts = Counts::default();
        for who in 0..MOST + 10 {
            let _ = counts.count(("address", &who.to_string()), MINUTE / 2, Timestamp(0));
        }
        let kept = counts.caught_up.lock().unwrap().len();
        assert!(kept <= MOST, "{kept}");
        // Whoever has caught up is forgotten first: those that read now are kept.
        let counts = Counts::default();
        for who in 0..MOST {
            let _ = counts.count(("address", &who.to_string()), 1, Timestamp(0));
        }
        for _ in 0..2 {
            assert_eq!(counts.count(("address", "now"), MINUTE / 2, Timestamp(SECOND)), Ok(()));
        }
        assert!(counts.count(("address", "now"), MINUTE / 2, Timestamp(SECOND)).is_err());
        assert_eq!(counts.caught_up.lock().unwrap().len(), 1);
    }
}
