//! `/pro-sante/callback`, where Pro Santé Connect leads back to; and `/admin/claims/{id}/proof`, a file that proves a
//! claim.

use super::Shared;
use super::atom::refuse;
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Problem;
use service::pro_sante::{self, Finished};
use service::{Actor, Fault, Outcome};

pub use service::pro_sante::CALLBACK;

/// The proof's address.
pub const PROOF: &str = "/admin/claims/{id}/proof";
/// The page about one's profession.
const PAGE: &str = "/settings/profession";
/// Nothing in it runs, whatever a browser takes it for.
const POLICY: &str = "default-src 'none'; sandbox";

/// Takes what comes back and leads to the page that says what came of it: under an address without code and state.
pub async fn callback(
    State(shared): State<Shared>,
    Extension(actor): Extension<Actor>,
    RawQuery(query): RawQuery,
) -> Response {
    let brought = super::forms::url_decode(query.unwrap_or_default().as_bytes());
    let to = match pro_sante::finish(&shared.ctx, &actor, &brought).await {
        Ok(Finished::Proved) => format!("{PAGE}?done=profession"),
        Ok(Finished::Not(trouble)) => format!("{PAGE}?trouble={}", trouble.word()),
        // The page says what is missing, in words: to sign in, mostly.
        Err(Fault::Problem(problem)) if problem != Problem::Internal => PAGE.to_owned(),
        Err(fault) => return refuse(&fault),
    };
    let to = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static(PAGE));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// Answers with a proof, to be saved: it is never shown inside the site.
pub async fn proof(
    State(shared): State<Shared>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> Response {
    answer(&shared, &actor, &id).await.unwrap_or_else(|fault| refuse(&fault))
}

async fn answer(shared: &Shared, actor: &Actor, id: &str) -> Outcome<Response> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let proof = pro_sante::proof(&shared.ctx, actor, id).await?;
    let name = format!("attachment; filename=\"justificatif.{}\"", proof.kind.word());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(proof.kind.content_type())),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(Fault::internal)?),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    ];
    Ok((headers, proof.file).into_response())
}
