//! What every answer carries, and which requests are refused before anything reads them.

use super::Shared;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use axum::middleware::Next;
use std::any::Any;

/// The content security policy, directive by directive:
/// * `script-src`: our own files, the inline start of hydration by its nonce, WebAssembly compiled;
/// * `style-src`: our stylesheet only, no `style=` anywhere;
/// * everything else comes from us or not at all; nobody frames us; forms post to us, and may lead on to `origins`, where
///   professions are proved.
pub fn policy(nonce: Option<&leptos::nonce::Nonce>, origins: &[String]) -> String {
    let forms = [&["'self'".to_owned()], origins].concat().join(" ");
    let script =
        nonce.map_or_else(|| "'none'".to_owned(), |nonce| format!("'self' 'nonce-{nonce}' 'wasm-unsafe-eval'"));
    format!(
        "default-src 'none'; script-src {script}; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; worker-src 'self'; form-action {forms}; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
    )
}

/// Puts the headers on every answer that has not set its own.
pub async fn headers(State(shared): State<Shared>, request: Request<Body>, next: Next) -> Response<Body> {
    let mut response = next.run(request).await;
    let status = response.status();
    let headers = response.headers_mut();
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY)
        && let Ok(policy) = HeaderValue::from_str(&policy(None, &[]))
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            header::HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=(), browsing-topics=()",
        ),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if shared.config.public_url.starts_with("https://") {
        headers
            .insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    // What a page does not offer to search engines itself is not for them, nor is what went wrong.
    let robots = header::HeaderName::from_static("x-robots-tag");
    if !status.is_success() && status != StatusCode::NOT_MODIFIED || !headers.contains_key(&robots) {
        headers.insert(robots, HeaderValue::from_static("noindex"));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        // Pages say who is reading: no shared cache may keep them.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    }
    response
}

/// Refuses writes that come from another site, and foreign names for a development server. Browsers say so in `Sec-Fetch-Site`; those that do
/// not still send `Origin` with a form. A client that sends neither is no browser and carries no
/// cookie of ours against its user's will.
pub async fn same_site(State(shared): State<Shared>, request: Request<Body>, next: Next) -> Response<Body> {
    if shared.ctx.settings.development && !asked_locally(request.headers()) {
        return plain(StatusCode::MISDIRECTED_REQUEST, "Vécu: a development server answers to localhost alone.\n");
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || comes_from_here(request.headers(), &shared.config.public_url) {
        return next.run(request).await;
    }
    plain(StatusCode::FORBIDDEN, "Vécu: this request came from another site.\n")
}

/// Whether this machine was asked for by one of its own names. A development server shows kept mail:
/// a foreign name that is made to lead to this machine must not read it.
fn asked_locally(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|value| value.to_str().ok()) else { return true };
    let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.ends_with(']') { host } else { name });
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

fn comes_from_here(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some("same-origin"), _) | (Some("none") | None, None) => true,
        (Some(_), _) => false,
        (None, Some(origin)) => origin == public_url,
    }
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

/// A panic while answering: the visitor sees no detail. The log says where it was (`watch::log`), never
/// what: the message may quote what somebody wrote.
#[allow(clippy::needless_pass_by_value, reason = "the layer hands it over")]
pub fn panicked(_cause: Box<dyn Any + Send + 'static>) -> Response<Body> {
    tracing::error!("panicked while answering");
    plain(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Vécu: something broke on our side. / Quelque chose s’est cassé de notre côté.\n",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| ((*name).parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn writes_from_other_sites_are_refused() {
        let here = "https://vecu.example";
        for (pairs, fine) in [
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "same-site"), ("origin", "https://vecu.example")], false),
            (&[("origin", "https://vecu.example")], true),
            (&[("origin", "https://evil.example")], false),
            (&[("origin", "null")], false),
            (&[], true),
        ] {
            assert_eq!(comes_from_here(&headers(pairs), here), fine, "{pairs:?}");
        }
    }

    #[test]
    fn foreign_names_do_not_reach_a_development_server() {
        for (host, fine) in [
            ("localhost:3000", true),
            ("127.0.0.1:3000", true),
            ("[::1]:3000", true),
            ("[::1]", true),
            ("localhost", true),
            ("evil.example:3000", false),
            ("localhost.evil.example", false),
        ] {
            assert_eq!(asked_locally(&headers(&[("host", host)])), fine, "{host}");
        }
    }
}
