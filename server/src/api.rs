//! The interface for programs: `/api/v1`, JSON over the same use cases as the pages.
//!
//! No cookie is looked at: whoever acts for a member brings a token. What a program may is decided where it
//! is decided for people, in `service`; a token's scopes only narrow it. `openapi` describes what is here out
//! of the very handlers.

mod admit;
mod communities;
mod input;
mod members;
mod openapi;
mod pictures;
mod problem;
mod reactions;
mod replies;
mod reports;
mod search;
mod shapes;
mod threads;

use crate::http::Shared;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use domain::tokens::Trouble;
use std::sync::LazyLock;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Where all of it is.
pub const PREFIX: &str = "/api/v1";
/// Where it is described.
pub const DESCRIPTION: &str = "/api/v1/openapi.json";

fn doors() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(communities::list))
        .routes(routes!(communities::one))
        .routes(routes!(communities::threads))
        .routes(routes!(threads::start))
        .routes(routes!(threads::one, threads::change, threads::delete))
        .routes(routes!(replies::list, replies::write))
        .routes(routes!(replies::one, replies::change, replies::delete))
        .routes(routes!(reactions::give_to_thread, reactions::take_from_thread))
        .routes(routes!(reactions::give_to_reply, reactions::take_from_reply))
        .routes(routes!(reports::report))
        .routes(routes!(pictures::see))
        .routes(routes!(search::of_tag))
        .routes(routes!(search::find))
        .routes(routes!(search::feed))
        .routes(routes!(members::notices))
        .routes(routes!(members::see))
        .routes(routes!(members::me))
}

/// What is here, described (OpenAPI 3.1). Made once.
static DESCRIBED: LazyLock<serde_json::Value> = LazyLock::new(|| openapi::finish(doors().into_openapi()));

/// The patterns of its addresses, for the log and the figures.
pub fn patterns() -> Vec<String> {
    let paths = DESCRIBED["paths"].as_object();
    let paths = paths.into_iter().flatten().map(|(path, _)| format!("{PREFIX}{path}"));
    paths.chain([DESCRIPTION.to_owned()]).collect()
}

/// The interface for programs.
pub fn router(shared: &Shared) -> Router {
    let (doors, _) = doors().split_for_parts();
    let doors = doors
        .route("/openapi.json", get(openapi::described))
        .fallback(async || problem::Refusal::from(Trouble::NotFound))
        .method_not_allowed_fallback(async || problem::Refusal::from(Trouble::MethodNotAllowed))
        .with_state(shared.clone());
    Router::new()
        .nest(PREFIX, doors)
        .layer(from_fn_with_state(shared.clone(), admit::admit))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_door_is_counted_under_its_pattern() {
        let patterns = patterns();
        for path in ["/threads/{id}/replies", "/replies/{id}/reactions/{kind}", "/reports", "/me", "/openapi.json"] {
            assert!(patterns.contains(&format!("{PREFIX}{path}")), "{path}: {patterns:?}");
        }
    }
}
