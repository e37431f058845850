//! How large a request may be: files take room, nothing else does.

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use axum::middleware::Next;
use domain::Problem;
use domain::pictures::{FILE_MAX, MOST};
use http_body_util::Limited;

/// The largest request taken, in bytes: texts of 20,000 characters fit several times.
pub const BODY_LIMIT: usize = 512 * 1024;
/// The largest form with files in it.
pub const FILES_LIMIT: usize = FILE_MAX * MOST + BODY_LIMIT;

/// Where hydrated pages send a file (`app::pictures::api`).
const BRING: &str = "/api/pictures/bring";

/// How large this request may be. Only pages take forms with files in them, and one address one file.
fn limit_of(request: &Request<Body>) -> Option<usize> {
    let boundary = super::multipart::boundary(request.headers()).is_some();
    let path = request.uri().path();
    if path == BRING {
        // What is no such form leads nowhere there.
        return boundary.then_some(FILE_MAX + BODY_LIMIT);
    }
    Some(if boundary && !path.starts_with("/api/") { FILES_LIMIT } else { BODY_LIMIT })
}

/// Refuses what says that it is too large, and stops reading where it lied.
pub async fn limit(request: Request<Body>, next: Next) -> Response<Body> {
    let Some(limit) = limit_of(&request) else {
        return super::atom::refuse(&Problem::BadRequest.into());
    };
    let said = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if said.is_some_and(|said: usize| said > limit) {
        return too_large();
    }
    next.run(request.map(|body| Body::new(Limited::new(body, limit)))).await
}

/// What is said to whom sends too much.
pub fn too_large() -> Response<Body> {
    let mut response = Response::new(Body::from("Vécu: this is too long. / C’est trop long.\n"));
    *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
    response
}
