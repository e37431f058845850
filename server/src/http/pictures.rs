//! `/pictures/{id}/{file}`: a picture, for those who read the text it stands with.

use super::atom::refuse;
use super::{Shared, knows};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::pictures::Size;
use domain::{PictureId, Problem};
use service::{Actor, Context, Outcome, pictures};

/// Nothing in it runs, whatever a browser takes it for.
const POLICY: &str = "default-src 'none'; sandbox";

/// Answers with a picture.
pub async fn picture(
    State(shared): State<Shared>,
    Extension(actor): Extension<Actor>,
    Path((id, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    answer(&shared.ctx, &actor, &id, &file, &headers).await.unwrap_or_else(|fault| refuse(&fault))
}

/// The same for whoever asks: a page's reader or a program.
pub async fn answer(ctx: &Context, actor: &Actor, id: &str, file: &str, headers: &HeaderMap) -> Outcome<Response> {
    let (Ok(id), Some(size)) = (id.parse::<PictureId>(), Size::from_file(file)) else {
        return Err(Problem::NotFound.into());
    };
    // A picture never changes, but who may see it does: a device that keeps it (`public/sw.js`) asks again each
    // time, and is told in a line. Nothing else keeps it: what a device keeps must go at sign-out.
    let tag = format!("\"{id}-{file}\"");
    if headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).is_some_and(|tags| knows(tags, &tag)) {
        pictures::may_see(ctx, actor, id).await?;
        return Ok((StatusCode::NOT_MODIFIED, kept(&tag)).into_response());
    }
    let seen = pictures::see(ctx, actor, id, size).await?;
    Ok((kept(&tag), [(header::CONTENT_TYPE, size.content_type())], seen.file).into_response())
}

fn kept(tag: &str) -> [(header::HeaderName, HeaderValue); 3] {
    [
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::ETAG, HeaderValue::from_str(tag).unwrap_or(HeaderValue::from_static("\"\""))),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    ]
}
