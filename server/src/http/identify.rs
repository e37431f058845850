//! Who asks: the session's member or a visitor, their language, clock and address.

use super::Shared;
use super::observe::Correlation;
use app::boot::Boot;
use app::ssr::cookies::of as cookie;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, Request, Response, header};
use axum::middleware::Next;
use domain::Locale;
use domain::members::{Shell, Theme};
use service::Actor;
use std::net::{IpAddr, SocketAddr};

/// Says whose answer this is, so that what a device keeps of it is theirs alone (`public/sw.js`).
pub const VIEWER: &str = "x-vecu-viewer";
/// A visitor's.
pub const NOBODY: &str = "-";

/// How a visitor reads: language and colours. `None` when a session came along, whoever's it is.
pub fn visitor(shared: &Shared, headers: &HeaderMap) -> Option<(Locale, Theme)> {
    if cookie(headers, app::ssr::cookies::session_name(&shared.ctx.settings)).is_some() {
        return None;
    }
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let locale = cookie(headers, "vecu_locale").and_then(Locale::parse).unwrap_or_else(|| Locale::negotiate(accepted));
    Some((locale, cookie(headers, "vecu_theme").and_then(Theme::from_word).unwrap_or(Theme::System)))
}

/// Loads the actor and the page's boot into the request.
pub async fn identify(State(shared): State<Shared>, mut request: Request<Body>, next: Next) -> Response<Body> {
    let headers = request.headers();
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut actor = Actor::visitor(
        cookie(headers, "vecu_locale").and_then(Locale::parse).unwrap_or_else(|| Locale::negotiate(accepted)),
    );
    actor.theme = cookie(headers, "vecu_theme").and_then(Theme::from_word).unwrap_or(Theme::System);
    actor.zone = service::actor::zone(&shared.config.zone);
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    actor.address = client_address(headers, peer, &shared.config.trusted_proxies);

    let mut help = shared.ctx.settings.help(None);
    let correlation = request.extensions().get::<Correlation>().map(|id| id.0.clone()).unwrap_or_default();
    if let Some(token) = cookie(headers, app::ssr::cookies::session_name(&shared.ctx.settings)) {
        match service::members::sessions::authenticate(&shared.ctx, token).await {
            Ok(Some((me, preferences))) => {
                actor.me = Some(me);
                actor.locale = preferences.locale;
                actor.theme = preferences.theme;
                actor.zone = service::actor::zone(&preferences.zone);
                help = shared.ctx.settings.help(Some(&preferences.zone));
            }
            Ok(None) => {}
            Err(cause) => tracing::error!(correlation, %cause, "a session could not be looked up"),
        }
    }
    let viewer = actor.me.as_ref().map_or_else(|| NOBODY.to_owned(), |me| me.id.to_string());
    let boot = Boot {
        shell: Shell {
            viewer: actor.viewer(),
            locale: actor.locale,
            theme: actor.theme,
            development: shared.ctx.settings.development,
            minimum_age: shared.ctx.settings.minimum_age,
            help,
        },
        refilled: None,
        correlation,
    };
    let extensions = request.extensions_mut();
    extensions.insert(shared.ctx.clone());
    extensions.insert(actor);
    extensions.insert(boot);
    let mut response = next.run(request).await;
    if let Ok(viewer) = HeaderValue::from_str(&viewer) {
        response.headers_mut().insert(VIEWER, viewer);
    }
    response
}

/// The address a request came from: the last one in `X-Forwarded-For` that no proxy of ours wrote.
/// A whole IPv6 /64 counts as one, because one household has one.
pub(crate) fn client_address(headers: &HeaderMap, peer: Option<IpAddr>, trusted: &[IpAddr]) -> String {
    let Some(mut address) = peer else { return String::new() };
    // What is no address ends the list: behind it may stand what the visitor wrote themself.
    let forwarded: Vec<Option<IpAddr>> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|part| part.trim().parse().ok())
        .collect();
    for hop in forwarded.into_iter().rev() {
        let (true, Some(hop)) = (trusted.contains(&address), hop) else { break };
        address = hop;
    }
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(mapped) => mapped.to_string(),
            None => format!("{:x?}", &address.segments()[..4]),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_proxies_are_believed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static("6.6.6.6, 203.0.113.9"));
        let peer: IpAddr = "10.0.0.1".parse().unwrap();
        assert_eq!(client_address(&headers, Some(peer), &[]), "10.0.0.1");
        assert_eq!(client_address(&headers, Some(peer), &[peer]), "203.0.113.9");
        headers.insert("x-forwarded-for", HeaderValue::from_static("6.6.6.6, 203.0.113.9:4711"));
        assert_eq!(client_address(&headers, Some(peer), &[peer]), "10.0.0.1", "not what the visitor wrote");
    }
}
