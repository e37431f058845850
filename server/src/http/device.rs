//! The service worker: which build it is and what that consists of, before the script itself.

use app::document::Files;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use axum::routing::get;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Files without a hash in their name that pages need without a network.
const PLAIN: &[&str] = &["icons.svg", "icon.svg", "live.js", "device.js", "outbox.js", "manifest.webmanifest"];

/// What the worker may do: run our scripts and talk to us.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; script-src 'self'; connect-src 'self'");
/// Asked about each time: it is how a device learns of a new build.
const ALWAYS: HeaderValue = HeaderValue::from_static("no-cache");

/// The route of the service worker.
pub fn routes(site_root: &Path, files: &Files) -> Router {
    let script: Arc<str> = script(site_root, files).into();
    let answer = move || {
        let script = script.to_string();
        async move {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
                (header::CACHE_CONTROL, ALWAYS),
                (header::CONTENT_SECURITY_POLICY, POLICY),
            ];
            (headers, script).into_response()
        }
    };
    Router::new().route("/sw.js", get(answer))
}

/// The script. The build's name is a hash of everything it consists of: any change is a new build.
fn script(site_root: &Path, files: &Files) -> String {
    let parts = files.groups.values().flatten().chain([&files.css, &files.js, &files.wasm]).chain(&files.loader);
    let hashed: BTreeSet<&str> = parts.map(String::as_str).collect();
    let plain: Vec<String> = PLAIN.iter().map(|name| format!("/{name}")).collect();
    let all: Vec<&str> = hashed.into_iter().chain(plain.iter().map(String::as_str)).collect();
    let worker = std::fs::read_to_string(site_root.join("sw.js")).unwrap_or_default();
    let mut build = Sha256::new();
    build.update(&worker);
    for name in &all {
        build.update(name);
    }
    for name in PLAIN {
        build.update(std::fs::read(site_root.join(name)).unwrap_or_default());
    }
    let build = u64::from_be_bytes(build.finalize()[..8].try_into().unwrap_or_default());
    let build = format!("{build:016x}");
    format!("const BUILD = {build:?};\nconst FILES = {};\n{worker}", serde_json::json!(all))
}
