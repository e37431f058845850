//! How large a request may be: files take room, nothing else does.

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use axum::middleware::Next;
use domain::pictures::{FILE_MAX, MOST};
use http_body_util::Limited;

/// The largest request taken, in bytes: texts of 20,000 characters fit several times.
pub const BODY_LIMIT: usize = 512 * 1024;
/// The largest form with files in it.
pub const FILES_LIMIT: usize = FILE_MAX * MOST + BODY_LIMIT;

/// Refuses what says that it is too large, and stops reading where it lied.
pub async fn limit(request: Request<Body>, next: Next) -> Response<Body> {
    let limit = if super::multipart::boundary(request.headers()).is_some() { FILES_LIMIT } else { BODY_LIMIT };
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
