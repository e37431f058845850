//! What search engines are told: which addresses everybody may read (sitemaps.org), and which to leave.

use super::atom::refuse;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, Response, header};
use domain::Problem;
use quick_xml::events::BytesText;
use quick_xml::writer::Writer;
use service::sitemap::{PAGE, Page};
use service::{Context, Fault, Outcome};
use std::io;

/// Asked about once an hour: the index walks all public threads.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// `/sitemap.xml`
pub async fn index(State(ctx): State<Context>) -> Response<Body> {
    let pages = service::sitemap::index(&ctx, PAGE).await;
    let root = &ctx.settings.public_url;
    answer(pages.and_then(|pages| {
        let places = pages.iter().map(|page| (format!("{root}/sitemap/{}.xml", page.name()), None));
        write("sitemapindex", "sitemap", places).map_err(Fault::internal)
    }))
}

/// `/sitemap/{name}.xml`
pub async fn page(State(ctx): State<Context>, Path(name): Path<String>) -> Response<Body> {
    let Some(page) = name.strip_suffix(".xml").and_then(Page::parse) else { return refuse(&Problem::NotFound.into()) };
    let places = service::sitemap::page(&ctx, &page, PAGE).await;
    let root = &ctx.settings.public_url;
    answer(places.and_then(|places| {
        let places = places.iter().map(|place| (format!("{root}{}", place.path), Some(place.changed.rfc3339())));
        write("urlset", "url", places).map_err(Fault::internal)
    }))
}

/// `/robots.txt`. What is left out here is not looked at; what is not to be listed says so itself
/// (`X-Robots-Tag`), and must be looked at for that.
pub async fn robots(State(ctx): State<Context>) -> Response<Body> {
    let root = &ctx.settings.public_url;
    let text = format!(
        "User-agent: *\nDisallow: /api/\nDisallow: /admin/\nDisallow: /dev/\nDisallow: /live\nDisallow: /settings\n\nSitemap: {root}/sitemap.xml\n"
    );
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, KEPT);
    headers.insert("x-robots-tag", HeaderValue::from_static("all"));
    response
}

fn answer(written: Outcome<Vec<u8>>) -> Response<Body> {
    match written {
        Ok(xml) => {
            let mut response = Response::new(Body::from(xml));
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8"));
            headers.insert(header::CACHE_CONTROL, KEPT);
            // The map is read, not listed.
            headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
            response
        }
        Err(fault) => refuse(&fault),
    }
}

fn write(whole: &str, each: &str, places: impl Iterator<Item = (String, Option<String>)>) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_vec());
    let map = writer.create_element(whole).with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    map.write_inner_content(|writer| {
        for (address, changed) in places {
            writer.create_element(each).write_inner_content(|writer| {
                writer.create_element("loc").write_text_content(BytesText::new(&address))?;
                if let Some(changed) = &changed {
                    writer.create_element("lastmod").write_text_content(BytesText::new(changed))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(writer.into_inner())
}
