//! `/.well-known/security.txt` (RFC 9116): where vulnerabilities are reported. Only where the operator named a contact.

use super::atom::refuse;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, Response, header};
use domain::time::DAY;
use domain::{Problem, Timestamp};
use service::Context;
use std::fmt::Write as _;

/// Its address.
pub const PATH: &str = "/.well-known/security.txt";
/// How far ahead it says that it holds: under a year (2.5.5), by this server's clock. An instance that nobody runs any
/// more stops saying so.
const HOLDS: i64 = 180 * DAY;

/// `/.well-known/security.txt`
pub async fn security_txt(State(ctx): State<Context>) -> Response<Body> {
    let Some(contact) = service::home::security_contact(&ctx) else { return refuse(&Problem::NotFound.into()) };
    let mut response = Response::new(Body::from(write(&contact, &ctx.settings.public_url, ctx.now())));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    response
}

fn write(contact: &str, root: &str, now: Timestamp) -> String {
    // To the day: the same text all day long.
    let expires = Timestamp(now.0 - now.0.rem_euclid(DAY)).plus(HOLDS);
    let mut text = String::new();
    for (field, value) in [
        ("Contact", contact),
        ("Expires", expires.rfc3339().as_str()),
        ("Preferred-Languages", "fr, en"),
        ("Canonical", format!("{root}{PATH}").as_str()),
        ("Policy", format!("{root}/security").as_str()),
    ] {
        let _ = writeln!(text, "{field}: {value}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_where_and_until_when() {
        let now = Timestamp::parse("2026-11-23T10:11:12.5Z").unwrap();
        let text = write("mailto:securite@exemple.fr", "https://vecu.exemple.fr", now);
        let expected = "Contact: mailto:securite@exemple.fr\nExpires: 2027-05-22T00:00:00Z\nPreferred-Languages: fr, en\n\
                        Canonical: https://vecu.exemple.fr/.well-known/security.txt\nPolicy: https://vecu.exemple.fr/security\n";
        assert_eq!(text, expected);
    }
}
