//! The way in from the network: who asks, where from, in what form; and what every answer carries.

mod assets;
mod atom;
mod cached;
mod device;
mod exports;
mod forms;
pub(crate) mod identify;
mod live;
mod multipart;
pub(crate) mod observe;
pub(crate) mod pictures;
mod pro_sante;
mod reading;
mod ready;
mod security;
mod security_txt;
mod sitemap;
mod size;
mod unsubscribe;

pub(crate) use atom::{etag, knows};

use crate::config::Config;
use crate::watch::Watch;
use crate::watch::routes::Patterns;
use app::boot::Boot;
use app::document::{Files, document};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use leptos::config::LeptosOptions;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, ResponseOptions, generate_route_list};
use service::{Actor, Context};
use std::sync::{Arc, LazyLock};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use size::{BODY_LIMIT, FILES_LIMIT};

/// The pages' addresses. Listed once: while Leptos lists them, every page asked for in the process
/// waits for data that never come (tests start many sites in one process).
static ROUTES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(app::App));

/// What the layers share.
#[derive(Clone)]
pub struct Shared {
    /// The use cases' context.
    pub ctx: Context,
    /// The settings.
    pub config: Arc<Config>,
}

/// Everything that is served.
pub fn router(ctx: Context, config: Arc<Config>, files: Arc<Files>, watch: Arc<Watch>) -> Router {
    let shared = Shared { ctx: ctx.clone(), config: config.clone() };
    let reading = reading::Reading::new(shared.clone());
    let provide = {
        let ctx = ctx.clone();
        move || provide_request(&ctx)
    };
    let device = device::routes(&config.site_root, &files);
    let routes = ROUTES.clone();
    // The names of files are ours to know: see `document`.
    let options = LeptosOptions::builder().output_name("vecu").hash_files(false).build();
    let pages = Router::new()
        .leptos_routes_with_context(&options, routes, provide, move || document(files.clone()))
        .with_state(options);
    // Around the routes, not inside each: a refused form becomes a GET before the method is looked at.
    let pages = Router::new()
        .fallback_service(pages)
        .layer(from_fn(forms::plain_posts))
        .layer(from_fn_with_state(shared.clone(), unsubscribe::one_click))
        .layer(from_fn_with_state(shared.clone(), identify::identify));
    let pages = if config.page_cache {
        pages.layer(from_fn_with_state(cached::Pages::new(shared.clone()), cached::cached))
    } else {
        pages
    };
    let pages = pages
        .layer(from_fn_with_state(reading.clone(), reading::limited))
        .layer(from_fn_with_state(shared.clone(), security::same_site))
        // For every reader of a body, server functions included.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(size::limit))
        // A page of replies is a fifth of its size on a slow line. No answer holds a secret beside
        // what a stranger could have put there, which is what compressing would give away.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    let live = Router::new()
        .route("/live", get(live::live))
        .route("/pictures/{id}/{file}", get(pictures::picture))
        .route(exports::PATH, get(exports::export))
        .route(pro_sante::CALLBACK, get(pro_sante::callback))
        .route(pro_sante::PROOF, get(pro_sante::proof))
        .with_state(shared.clone())
        .layer(from_fn_with_state(shared.clone(), identify::identify))
        .layer(from_fn_with_state(reading.clone(), reading::limited))
        .layer(from_fn_with_state(shared.clone(), security::same_site));
    let programs = crate::api::patterns();
    let known = ROUTES.iter().map(AxumRouteListing::path).chain(programs.iter().map(String::as_str)).chain([
        "/pictures/{id}/{file}",
        exports::PATH,
        pro_sante::CALLBACK,
        pro_sante::PROOF,
    ]);
    let observer = observe::Observer {
        ctx: ctx.clone(),
        watch: watch.clone(),
        patterns: Arc::new(Patterns::of(known, assets::FILES)),
    };
    // Read by programs without an account, alike for everybody: no session is looked at.
    let machines = Router::new()
        .route("/c/{slug}/atom.xml", get(atom::community))
        .route("/tags/{key}/atom.xml", get(atom::tag))
        .route("/t/{id}/atom.xml", get(atom::thread))
        .route("/sitemap.xml", get(sitemap::index))
        .route("/sitemap/{name}", get(sitemap::page))
        .route("/robots.txt", get(sitemap::robots))
        .route(security_txt::PATH, get(security_txt::security_txt))
        .with_state(ctx.clone())
        .layer(from_fn_with_state(reading, reading::limited))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    Router::new()
        .route("/healthz", get(ready::alive))
        .route("/readyz", get(move || ready::ready(ctx, watch)))
        .merge(assets::routes(&config))
        .merge(device)
        .merge(live)
        .merge(machines)
        .merge(crate::api::router(&shared))
        .merge(pages)
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(security::panicked))
        .layer(from_fn_with_state(shared, security::headers))
        .layer(from_fn_with_state(observer, observe::observe))
}

/// Hands the request's parts to what renders and to the server functions.
fn provide_request(ctx: &Context) {
    provide_context(ctx.clone());
    let Some(parts) = use_context::<http::request::Parts>() else { return };
    if let Some(actor) = parts.extensions.get::<Actor>() {
        provide_context(actor.clone());
    }
    if let Some(boot) = parts.extensions.get::<Boot>() {
        provide_context(boot.clone());
        // A form that came back with nothing wrong was made into something to read (a summary): that is no failure.
        if let Some(refilled) = boot.refilled.as_ref().filter(|refilled| refilled.failed()) {
            app::ssr::set_status(refilled.problem.map_or(422, domain::Problem::status));
        }
    }
    if let (Some(options), Some(nonce)) = (use_context::<ResponseOptions>(), leptos::nonce::use_nonce())
        && let Ok(policy) = http::HeaderValue::from_str(&security::policy(Some(&nonce), &origins(ctx)))
    {
        options.insert_header(http::header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Where forms may lead but here: to whom vouches for professions.
fn origins(ctx: &Context) -> Vec<String> {
    ctx.pro_sante.as_ref().map(|provider| provider.origins()).unwrap_or_default()
}
