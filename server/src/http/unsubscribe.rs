//! The one click of RFC 8058: a mail program posts `List-Unsubscribe=One-Click` to the address in the
//! mail, without cookies and without a page to look at.

use super::Shared;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Method, Request, Response, StatusCode};
use axum::middleware::Next;
use axum::response::IntoResponse as _;
use service::Fault;

/// What a mail program posts.
const ONE_CLICK: &[u8] = b"List-Unsubscribe=One-Click";

/// Answers the click; everything else passes.
pub async fn one_click(State(shared): State<Shared>, request: Request<Body>, next: Next) -> Response<Body> {
    if request.method() != Method::POST || request.uri().path() != "/unsubscribe" {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, super::BODY_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    if bytes.trim_ascii() != ONE_CLICK {
        return next.run(Request::from_parts(parts, Body::from(bytes))).await;
    }
    // Everything in such an address is letters, digits, hyphens and dots: nothing is encoded.
    let query = parts.uri.query().unwrap_or_default();
    let fields = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    match service::notices::unsubscribe(&shared.ctx, &fields).await {
        Ok(()) => (StatusCode::OK, "Vécu: unsubscribed.\n").into_response(),
        Err(Fault::Problem(problem)) => {
            StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::BAD_REQUEST).into_response()
        }
        Err(fault) => {
            tracing::error!(cause = %fault, "unsubscribing failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
