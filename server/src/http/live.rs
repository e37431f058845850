//! `/live`: server-sent events of what happens in the threads and feeds that a browser has open.
//!
//! `t` names a thread (several may be named), `feed` asks for a feed, `n` for the count of
//! notices, `from` is the position that the
//! page was read at. `Last-Event-ID`, which the browser sends by itself when it comes back, goes before.

use super::Shared;
use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::Problem;
use domain::events::Position;
use domain::live::{MOST_THREADS, Wanted};
use futures::stream;
use service::{Actor, Fault};
use std::convert::Infallible;
use std::time::Duration;

/// Silence is broken this often: proxies close lines on which nothing moves.
const ALIVE: Duration = Duration::from_secs(20);
/// A browser that lost the line comes back after this long.
const AGAIN: Duration = Duration::from_secs(2);

/// Opens a stream.
pub async fn live(
    State(shared): State<Shared>,
    Extension(actor): Extension<Actor>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let (wanted, asked) = read(query.as_deref().unwrap_or_default());
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
    let stream = match service::live::open(&shared.ctx, &actor, wanted, last.or(asked)).await {
        Ok(stream) => stream,
        Err(fault) => return refused(fault),
    };
    let begin = Event::default()
        .event(if stream.reset() { "reset" } else { "begin" })
        .id(stream.start().to_string())
        .retry(AGAIN)
        // An event without data is not handed to the page.
        .data("1");
    let told = stream::unfold((Some(begin), stream), |(first, mut stream)| async move {
        let event = if let Some(first) = first {
            first
        } else {
            let told = stream.next().await?;
            Event::default().id(told.at.to_string()).data(&*told.signal)
        };
        Some((Ok::<_, Infallible>(event), (None, stream)))
    });
    let answer = Sse::new(told).keep_alive(KeepAlive::new().interval(ALIVE));
    // Some proxies gather an answer before they hand it on.
    ([(header::CACHE_CONTROL, "no-store"), (header::HeaderName::from_static("x-accel-buffering"), "no")], answer)
        .into_response()
}

/// What is asked for in the address; what cannot be read there is not asked for.
fn read(query: &str) -> (Wanted, Option<Position>) {
    let mut wanted = Wanted::default();
    let mut from = None;
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        match name {
            "t" if wanted.threads.len() < MOST_THREADS => wanted.threads.extend(value.parse::<domain::ThreadId>().ok()),
            "feed" => wanted.feed = value == "1",
            "n" => wanted.notices = value == "1",
            "from" => from = value.parse().ok(),
            _ => {}
        }
    }
    (wanted, from)
}

fn refused(fault: Fault) -> Response {
    let problem = match fault {
        Fault::Problem(problem) => problem,
        other => {
            tracing::error!(cause = %other, "a live stream could not be opened");
            Problem::Internal
        }
    };
    let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match problem {
        Problem::TooMany { seconds } => (status, [(header::RETRY_AFTER, seconds.to_string())]).into_response(),
        _ => status.into_response(),
    }
}
