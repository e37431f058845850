//! Files: hashed ones are kept for a year, the others asked about again; compressed at build time.

use crate::config::Config;
use axum::Router;
use axum::http::{HeaderValue, Request, header};
use axum::middleware::{Next, from_fn};
use tower_http::services::{ServeDir, ServeFile};

/// Kept for a year and never asked about: the name holds the content's hash.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Asked about once an hour.
const SOMETIMES: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// Files that stand at the root of the site, by name: anything else there is a page.
pub const FILES: &[&str] = &[
    "icons.svg",
    "icon.svg",
    "favicon.svg",
    "logo.svg",
    "icon-192.png",
    "icon-512.png",
    "icon-maskable-512.png",
    "apple-touch-icon.png",
    "screenshot-phone.png",
    "screenshot-wide.png",
    "manifest.webmanifest",
    "live.js",
    "device.js",
    "outbox.js",
    "passkeys.js",
];

/// The routes of all files.
pub fn routes(config: &Config) -> Router {
    let root = &config.site_root;
    let pkg =
        ServeDir::new(root.join("pkg")).precompressed_br().precompressed_gzip().append_index_html_on_directories(false);
    let mut router = Router::new().nest_service("/pkg", pkg).layer(from_fn(
        |request: Request<axum::body::Body>, next: Next| async {
            let mut response = next.run(request).await;
            if response.status().is_success() || response.status() == 304 {
                response.headers_mut().insert(header::CACHE_CONTROL, FOREVER);
                response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("all"));
            }
            response
        },
    ));
    let mut files = Router::new();
    for name in FILES {
        files = files.route_service(
            &format!("/{name}"),
            ServeFile::new(root.join(name)).precompressed_br().precompressed_gzip(),
        );
    }
    files = files.layer(from_fn(|request: Request<axum::body::Body>, next: Next| async {
        let manifest = request.uri().path().ends_with(".webmanifest");
        let mut response = next.run(request).await;
        response.headers_mut().insert(header::CACHE_CONTROL, SOMETIMES);
        // Pictures and programs: a page that is shown elsewhere may need them.
        response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("all"));
        if manifest {
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/manifest+json"));
        }
        response
    }));
    router = router.merge(files);
    router
}
