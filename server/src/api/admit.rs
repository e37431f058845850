//! Around every request of a program: how many there were, whose token it brings, and the form of the answer.

use super::input::Caller;
use super::problem::{self, Refusal};
use crate::http::Shared;
use crate::http::identify::client_address;
use crate::http::observe::Correlation;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, header};
use axum::middleware::Next;
use axum::response::IntoResponse as _;
use domain::Locale;
use domain::tokens::Trouble;
use service::{Actor, limits};
use std::net::{IpAddr, SocketAddr};

/// Names the request, as the log has it.
pub const CORRELATION: &str = "x-correlation-id";
/// The largest answer that gets a name; no page of a list comes near.
const NAMED: usize = 16 << 20;

/// Lets a request in, and gives its answer what all answers have.
pub async fn admit(State(shared): State<Shared>, mut request: Request<Body>, next: Next) -> Response<Body> {
    let correlation = request.extensions().get::<Correlation>().map(|id| id.0.clone()).unwrap_or_default();
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let mut locale = Locale::negotiate(accepted.unwrap_or_default());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let mut response = match caller(&shared, request.headers(), peer, locale).await {
        Ok(caller) => {
            locale = caller.actor.locale;
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    };
    if let Some(refusal) = response.extensions_mut().remove::<Refusal>() {
        problem::write(refusal, &shared.ctx.settings.public_url, locale, &correlation, &mut response);
    } else if reads && response.status() == StatusCode::OK {
        response = named(response, known.as_ref()).await;
    }
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&correlation) {
        headers.insert(HeaderName::from_static(CORRELATION), id);
    }
    // What is read depends on who asks, and names of conditions on the language.
    headers.insert(header::VARY, HeaderValue::from_static("authorization, accept-language"));
    response
}

/// Who asks. An address is counted before its token is looked at: guessing is counted, too.
async fn caller(shared: &Shared, headers: &HeaderMap, peer: Option<IpAddr>, locale: Locale) -> Result<Caller, Refusal> {
    let address = client_address(headers, peer, &shared.config.trusted_proxies);
    limits::check(&shared.ctx, "api_address", &address, limits::API_ADDRESS).await?;
    let Some(token) = token(headers)? else {
        let mut actor = Actor::visitor(locale);
        actor.zone = service::actor::zone(&shared.config.zone);
        actor.address = address;
        return Ok(Caller { actor, bearer: None });
    };
    let bearer = service::tokens::authenticate(&shared.ctx, token).await?;
    let mut bearer = bearer.ok_or(Trouble::TokenRefused)?;
    limits::check(&shared.ctx, "api_token", &bearer.token.to_string(), limits::API_TOKEN).await?;
    bearer.actor.address = address;
    Ok(Caller { actor: bearer.actor.clone(), bearer: Some(bearer) })
}

/// The same caller, once a body has come in: by then the token may have ended, or its member be somebody else.
pub(super) async fn again(shared: &Shared, before: &Caller, headers: &HeaderMap) -> Result<Caller, Refusal> {
    let Some(token) = token(headers)? else { return Ok(before.clone()) };
    let bearer = service::tokens::authenticate(&shared.ctx, token).await?;
    let mut bearer = bearer.ok_or(Trouble::TokenRefused)?;
    bearer.actor.address.clone_from(&before.actor.address);
    Ok(Caller { actor: bearer.actor.clone(), bearer: Some(bearer) })
}

/// The token that a request brings (RFC 6750 §2.1); whatever else stands there is none.
fn token(headers: &HeaderMap) -> Result<Option<&str>, Refusal> {
    let mut all = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = all.next() else { return Ok(None) };
    let text = value.to_str().ok().filter(|_| all.next().is_none()).ok_or(Trouble::TokenRefused)?;
    let (scheme, token) = text.split_once(' ').ok_or(Trouble::TokenRefused)?;
    if scheme.eq_ignore_ascii_case("bearer") { Ok(Some(token.trim())) } else { Err(Trouble::TokenRefused.into()) }
}

/// Names an answer by its content; whoever has it already is told so.
async fn named(response: Response<Body>, known: Option<&HeaderValue>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, NAMED).await else { return Refusal::from(Trouble::Internal).into_response() };
    let tag = crate::http::etag(&bytes);
    let same = known.and_then(|known| known.to_str().ok()).is_some_and(|known| crate::http::knows(known, &tag));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, tag);
    }
    // Kept by whoever asked, and asked about each time.
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if same {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}
