//! `/exports/{id}`: a copy of all that concerns a member, for them alone, on a device that proved it.

use super::Shared;
use super::atom::refuse;
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::{ExportId, Problem};
use futures::stream;
use service::{Actor, Outcome, exports};

/// The file's address.
pub const PATH: &str = "/exports/{id}";
/// Nothing in it runs, whatever a browser takes it for.
const POLICY: &str = "default-src 'none'; sandbox";

/// Answers with the copy, part by part.
pub async fn export(
    State(shared): State<Shared>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> Response {
    answer(shared, &actor, &id).await.unwrap_or_else(|fault| refuse(&fault))
}

async fn answer(shared: Shared, actor: &Actor, id: &str) -> Outcome<Response> {
    let id: ExportId = id.parse().map_err(|_| Problem::NotFound)?;
    let found = exports::fetch(&shared.ctx, actor, id).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_LENGTH, found.bytes.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", found.name)),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
        (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
    ]
    .map(|(name, value)| (name, HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static(""))));
    let ctx = shared.ctx;
    let parts = stream::unfold((found, 0), move |(found, part)| {
        let ctx = ctx.clone();
        async move {
            if part == found.parts {
                return None;
            }
            // Cut off, the file is shorter than it said: the browser says so.
            let bytes = found.part(&ctx, part).await.map(Bytes::from).map_err(std::io::Error::other);
            Some((bytes, (found, part + 1)))
        }
    });
    Ok((headers, Body::from_stream(parts)).into_response())
}
