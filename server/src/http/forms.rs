//! Forms posted by a page without JavaScript: carried out, then a redirect; or the same page again
//! with status 422, everything typed and each error at its field.

use super::atom::refuse;
use super::multipart;
use app::boot::{Boot, Refilled};
use app::forms::{Done, ProofFile, carry_out};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, Method, Request, Response, StatusCode, header};
use axum::middleware::Next;
use domain::pictures::ADD_FIELD;
use domain::threads::{REACH_FIELD, reach_unconfirmed};
use domain::{FieldError, Fields, Problem, Refused};
use leptos::prelude::{Owner, provide_context};
use service::{Actor, Context, Fault};

/// Answers form posts to pages; everything else passes.
pub async fn plain_posts(request: Request<Body>, next: Next) -> Response<Body> {
    let encoded = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"));
    let boundary = multipart::boundary(request.headers());
    let posted = request.method() == Method::POST && !request.uri().path().starts_with("/api/");
    if !posted || !(encoded || boundary.is_some()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let (mut fields, fault) = if let Some(boundary) = boundary {
        let (Some(ctx), Some(actor)) = (parts.extensions.get::<Context>(), parts.extensions.get::<Actor>()) else {
            return refuse(&Problem::Internal.into());
        };
        match multipart::read(ctx, actor, &parts.headers, boundary, body).await {
            Ok(read) => {
                if let Some(proof) = read.proof {
                    parts.extensions.insert(ProofFile(proof.into()));
                }
                (read.fields, read.fault)
            }
            Err(fault) => return refuse(&fault),
        }
    } else {
        let Ok(bytes) = to_bytes(body, super::BODY_LIMIT).await else { return super::size::too_large() };
        (url_decode(&bytes), None)
    };
    // Where the form stood, for commands that lead back there.
    if fields.get("_back").is_empty()
        && let Some(here) = parts.uri.path_and_query()
    {
        fields.set("_back", here.to_string());
    }
    let command = fields.get("_form").to_owned();
    let key = fields.get("_key").to_owned();
    let (proof, cookie) = match prove_for(&mut parts, &fields).await {
        Ok(cookie) => (None, cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok())),
        Err(fault) => (Some(fault), None),
    };
    let answer = match fault.or(proof) {
        // Nothing is posted without what was to go with it, and nothing of it is lost.
        Some(Fault::Form(why)) => Err(Refused { errors: why.errors, typed: fields.without_secrets() }.into()),
        Some(fault) => Err(fault),
        None if fields.has(ADD_FIELD) => Err(Refused { errors: vec![], typed: fields.without_secrets() }.into()),
        // No program warned while it was written: it comes back once with the warning.
        None if signed_in(&parts) && reach_unconfirmed(&command, &fields) => {
            Err(Refused::one(REACH_FIELD, FieldError::MustAgree, &fields).into())
        }
        None => carry_out_for(&parts, &command, &fields).await,
    };
    // The session goes on under another secret, whatever becomes of the command.
    let renewed = |mut response: Response<Body>| {
        if let Some(cookie) = cookie.clone() {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    };
    let (refused, problem) = match answer {
        // A session that the command itself began comes after: the last cookie of a name counts.
        Ok(done) => {
            let mut response = renewed(Response::new(Body::empty()));
            redirect(&done, &mut response);
            return response;
        }
        Err(Fault::Form(refused)) => (refused, None),
        Err(fault) => {
            let correlation = parts.extensions.get::<Boot>().map(|boot| boot.correlation.clone()).unwrap_or_default();
            let problem = match fault {
                Fault::Problem(problem) => problem,
                Fault::Internal(cause) => {
                    tracing::error!(correlation, %cause, "a form failed");
                    Problem::Internal
                }
                Fault::Form(_) => unreachable!("matched above"),
            };
            (Refused { errors: vec![], typed: fields.without_secrets() }, Some(problem))
        }
    };
    // The page again, as if it were asked for, with what came back.
    if let Some(boot) = parts.extensions.get_mut::<Boot>() {
        boot.refilled = Some(Refilled { form: command, key, refused, problem });
    }
    parts.method = Method::GET;
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    renewed(next.run(Request::from_parts(parts, Body::empty())).await)
}

fn signed_in(parts: &http::request::Parts) -> bool {
    parts.extensions.get::<Actor>().is_some_and(|actor| actor.me.is_some())
}

/// Takes the proof that came with the form, by who asks now that it has come; who asks counts as proved for the page that
/// may follow, too.
async fn prove_for(parts: &mut http::request::Parts, fields: &Fields) -> service::Outcome<Option<String>> {
    let extensions = &mut parts.extensions;
    let (Some(ctx), Some(actor)) = (extensions.get::<Context>().cloned(), extensions.get::<Actor>().cloned()) else {
        return Err(Problem::Internal.into());
    };
    let mut actor = app::ssr::anew(&ctx, actor, &parts.headers).await?;
    let proved = app::forms::prove(&ctx, &mut actor, fields).await;
    if let Some(boot) = extensions.get_mut::<Boot>() {
        boot.shell.viewer = actor.viewer();
    }
    extensions.insert(actor);
    proved
}

async fn carry_out_for(parts: &http::request::Parts, command: &str, fields: &Fields) -> service::Outcome<Done> {
    let extensions = &parts.extensions;
    let (Some(ctx), Some(actor)) = (extensions.get::<Context>().cloned(), extensions.get::<Actor>().cloned()) else {
        return Err(Problem::Internal.into());
    };
    let owner = Owner::new();
    owner.with(|| {
        provide_context(ctx);
        provide_context(actor);
        provide_context(parts.clone());
    });
    owner
        .with(|| leptos::reactive::computed::ScopedFuture::new(carry_out_owned(command.to_owned(), fields.clone())))
        .await
}

async fn carry_out_owned(command: String, fields: Fields) -> service::Outcome<Done> {
    carry_out(&command, &fields).await
}

fn redirect(done: &Done, response: &mut Response<Body>) {
    *response.status_mut() = StatusCode::SEE_OTHER;
    // Addresses on this site are ASCII; anything else would not be one of ours.
    let to = if done.to.starts_with('/') && !done.to.starts_with("//") { done.to.as_str() } else { "/" };
    // But where this program itself leads away.
    let to = done.away.as_deref().unwrap_or(to);
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/")));
    if done.wipe {
        let (name, value) = app::forms::CLEAR_SITE_DATA;
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    for cookie in &done.cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
}

/// Reads `application/x-www-form-urlencoded` (WHATWG URL §5.1); what is not UTF-8 is replaced.
pub(super) fn url_decode(bytes: &[u8]) -> Fields {
    let decode = |part: &[u8]| {
        let mut decoded = Vec::with_capacity(part.len());
        let mut at = 0;
        while at < part.len() {
            let hex = part
                .get(at + 1..at + 3)
                .and_then(|pair| std::str::from_utf8(pair).ok())
                .and_then(|pair| u8::from_str_radix(pair, 16).ok());
            match (part[at], hex) {
                (b'%', Some(byte)) => {
                    decoded.push(byte);
                    at += 2;
                }
                (b'+', _) => decoded.push(b' '),
                (byte, _) => decoded.push(byte),
            }
            at += 1;
        }
        String::from_utf8_lossy(&decoded).into_owned()
    };
    bytes
        .split(|&byte| byte == b'&')
        .filter(|pair| !pair.is_empty())
        .take(500)
        .map(|pair| {
            let cut = pair.iter().position(|&byte| byte == b'=').unwrap_or(pair.len());
            (decode(&pair[..cut]), decode(pair.get(cut + 1..).unwrap_or_default()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_decoded() {
        let fields = url_decode("a=1+2&b=%C3%A9t%C3%A9&a=%&c".as_bytes());
        assert_eq!(fields.all("a").collect::<Vec<_>>(), ["1 2", "%"]);
        assert_eq!(fields.get("b"), "été");
        assert_eq!(fields.get("c"), "");
    }
}
