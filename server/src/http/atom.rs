//! Atom feeds (RFC 4287): written, named, and not sent twice to whoever has them.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use domain::{Problem, ThreadId, Timestamp};
use quick_xml::events::BytesText;
use quick_xml::writer::Writer;
use service::atom::{Entry, Feed};
use service::{Context, Fault, Outcome};
use std::io;

/// Feeds are kept by whoever asks, and asked about each time: what was deleted or narrowed is gone with
/// the next look.
const KEPT: HeaderValue = HeaderValue::from_static("public, no-cache");

/// `/c/{slug}/atom.xml`
pub async fn community(State(ctx): State<Context>, Path(slug): Path<String>, asked: HeaderMap) -> Response<Body> {
    let feed = service::atom::of_community(&ctx, &slug).await;
    answer(&ctx, feed, &asked)
}

/// `/tags/{key}/atom.xml`
pub async fn tag(State(ctx): State<Context>, Path(key): Path<String>, asked: HeaderMap) -> Response<Body> {
    let feed = service::atom::of_tag(&ctx, &key).await;
    answer(&ctx, feed, &asked)
}

/// `/t/{id}/atom.xml`
pub async fn thread(State(ctx): State<Context>, Path(id): Path<String>, asked: HeaderMap) -> Response<Body> {
    let feed = match id.parse::<ThreadId>() {
        Ok(id) => service::atom::of_thread(&ctx, id).await,
        Err(_) => Err(Problem::NotFound.into()),
    };
    answer(&ctx, feed, &asked)
}

fn answer(ctx: &Context, feed: Outcome<Feed>, asked: &HeaderMap) -> Response<Body> {
    let written = feed.and_then(|feed| {
        let xml = write(&ctx.settings.public_url, &feed).map_err(Fault::internal)?;
        Ok((xml, feed.updated))
    });
    match written {
        Ok((xml, updated)) => {
            let mut response = unless_known(asked, xml, updated);
            response.headers_mut().insert(header::CACHE_CONTROL, KEPT);
            response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("all"));
            response
        }
        Err(fault) => refuse(&fault),
    }
}

/// The feed, or that it is the one the asker has: by its content, or for those who sent none of that by the
/// moment it last changed.
fn unless_known(asked: &HeaderMap, xml: Vec<u8>, updated: Timestamp) -> Response<Body> {
    let tag = etag(&xml);
    let modified = http_date(updated);
    let text = |name| asked.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let known = match text(header::IF_NONE_MATCH) {
        Some(tags) => knows(tags, &tag),
        // Not "since", but "at": what was deleted may bring an earlier moment back.
        None => text(header::IF_MODIFIED_SINCE).is_some_and(|since| since == modified),
    };
    let mut response = Response::new(if known { Body::empty() } else { Body::from(xml) });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"));
    for (name, value) in [(header::ETAG, tag), (header::LAST_MODIFIED, modified)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    response
}

/// Names a content. Weak: compressed on its way it is the same feed in other bytes.
pub fn etag(bytes: &[u8]) -> String {
    let hash = service::crypto::sha256(&String::from_utf8_lossy(bytes));
    hash[..16].iter().fold(String::from("W/\""), |tag, byte| format!("{tag}{byte:02x}")) + "\""
}

/// Whether the names that an asker has (`If-None-Match`) hold this one, compared as weak ones are.
pub fn knows(tags: &str, tag: &str) -> bool {
    tags.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag.trim_start_matches("W/"))
}

/// A moment as HTTP writes it (RFC 9110, 5.6.7).
fn http_date(at: Timestamp) -> String {
    let seconds = u64::try_from(at.0.div_euclid(domain::time::SECOND)).unwrap_or_default();
    httpdate::fmt_http_date(std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds))
}

/// What could not be given, in a line of text.
pub fn refuse(fault: &Fault) -> Response<Body> {
    let status = match fault {
        Fault::Problem(problem) => problem.status(),
        Fault::Form(_) => 400,
        Fault::Internal(cause) => {
            tracing::error!(%cause, "a feed or map could not be made");
            500
        }
    };
    let mut response = Response::new(Body::from("Vécu: there is nothing here. / Il n’y a rien ici.\n"));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

fn write(root: &str, feed: &Feed) -> io::Result<Vec<u8>> {
    let page = format!("{root}{}", feed.page);
    let own = format!("{page}/atom.xml");
    let mut writer = Writer::new(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_vec());
    let whole = writer
        .create_element("feed")
        .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
        .with_attribute(("xml:lang", feed.locale.code()));
    whole.write_inner_content(|writer| {
        text(writer, "id", &tag_uri(root, &feed.page))?;
        text(writer, "title", &feed.title)?;
        if let Some(subtitle) = &feed.subtitle {
            text(writer, "subtitle", subtitle)?;
        }
        text(writer, "updated", &feed.updated.rfc3339())?;
        // Whose texts those are without an author of their own.
        person(writer, "Vécu")?;
        link(writer, "self", "application/atom+xml", &own)?;
        link(writer, "alternate", "text/html", &page)?;
        text(writer, "generator", "Vécu")?;
        feed.entries.iter().try_for_each(|one| entry(writer, root, one))
    })?;
    Ok(writer.into_inner())
}

fn entry(writer: &mut Writer<Vec<u8>>, root: &str, entry: &Entry) -> io::Result<()> {
    let whole = writer.create_element("entry").with_attribute(("xml:lang", entry.locale.code()));
    whole.write_inner_content(|writer| {
        text(writer, "id", &format!("urn:uuid:{}", entry.id))?;
        text(writer, "title", &entry.title)?;
        text(writer, "published", &entry.published.rfc3339())?;
        text(writer, "updated", &entry.updated.rfc3339())?;
        if let Some(author) = &entry.author {
            person(writer, author)?;
        }
        writer.create_element("category").with_attribute(("term", entry.label)).write_empty()?;
        link(writer, "alternate", "text/html", &format!("{root}{}", entry.page))?;
        let content = writer.create_element("content").with_attribute(("type", "html"));
        content.write_text_content(BytesText::new(&allowed(&entry.html))).map(drop)
    })?;
    Ok(())
}

fn text(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(&allowed(text))).map(drop)
}

fn person(writer: &mut Writer<Vec<u8>>, name: &str) -> io::Result<()> {
    writer.create_element("author").write_inner_content(|writer| text(writer, "name", name)).map(drop)
}

fn link(writer: &mut Writer<Vec<u8>>, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    let link = writer.create_element("link").with_attribute(("rel", rel)).with_attribute(("type", kind));
    link.with_attribute(("href", href)).write_empty().map(drop)
}

/// The characters that XML 1.0 knows; the others cannot be written in it, not even escaped.
fn allowed(text: &str) -> String {
    let known = |&c: &char| matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().filter(known).collect()
}

/// A name that stays for a feed (RFC 4151): whose it is, since when they had that name, and which.
fn tag_uri(root: &str, page: &str) -> String {
    let authority = root.split_once("://").map_or(root, |(_, rest)| rest);
    // A port is no part of such a name.
    let authority = authority.split([':', '/']).next().unwrap_or_default();
    format!("tag:{authority},2026:{}", page.trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_and_names_are_written_by_their_rules() {
        let at = Timestamp::parse("1994-11-06T08:49:37Z").expect("a moment");
        assert_eq!(http_date(at), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(tag_uri("http://localhost:3000", "/c/reins"), "tag:localhost,2026:c/reins");
        assert_eq!(tag_uri("https://vecu.example", "/tags/a"), "tag:vecu.example,2026:tags/a");
        assert_eq!(allowed("a\u{0}\u{b}b\n\u{fffe}é"), "ab\né");
    }
}
