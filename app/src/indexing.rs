//! What search engines and feed readers are told of a page, in the head of the document.
//!
//! It is written by the server alone: whoever asks for it asks for whole documents. Nothing is indexed
//! unless its page says so with [`open`]; `server/src/http/security.rs` puts `noindex` on every other answer.

#[cfg(feature = "ssr")]
use leptos::prelude::*;

/// A page that everybody may read: its own address, and the feed that goes with it, with a title. Whether it
/// is told now: pages are drawn more than once on their way.
#[cfg_attr(not(feature = "ssr"), allow(unused_variables, reason = "the server's work"))]
pub fn open(path: &str, feed: Option<(&str, &str)>) -> bool {
    #[cfg(feature = "ssr")]
    {
        use leptos_meta::{Link, LinkProps};
        let Ok((ctx, _)) = crate::ssr::parts() else { return false };
        if !tell("all") {
            return false;
        }
        let root = &ctx.settings.public_url;
        register(Link(LinkProps::builder().rel("canonical").href(format!("{root}{path}")).build()));
        if let Some((path, title)) = feed {
            let link = LinkProps::builder().rel("alternate").type_("application/atom+xml");
            register(Link(link.href(format!("{root}{path}")).title(title.to_owned()).build()));
        }
        true
    }
    #[cfg(not(feature = "ssr"))]
    false
}

/// A page that is for its readers only.
pub fn closed() {
    #[cfg(feature = "ssr")]
    if tell("noindex") {
        register(leptos_meta::Meta(leptos_meta::MetaProps::builder().name("robots").content("noindex").build()));
    }
}

/// Says once for an answer who may list it; `false` when that was said before.
#[cfg(feature = "ssr")]
fn tell(robots: &'static str) -> bool {
    let name = http::HeaderName::from_static("x-robots-tag");
    let Some(options) = use_context::<leptos_axum::ResponseOptions>() else { return false };
    if options.0.read().is_ok_and(|parts| parts.headers.contains_key(&name)) {
        return false;
    }
    options.insert_header(name, http::HeaderValue::from_static(robots));
    true
}

/// Data for machines that read the page, as JSON.
#[cfg(feature = "ssr")]
pub fn data(value: &serde_json::Value) {
    let json = escaped(&value.to_string());
    register(view! { <leptos_meta::Script type_="application/ld+json">{json}</leptos_meta::Script> });
}

/// Puts an element into the document's head. The page's own tree holds nothing of it, so that the browser
/// finds what it draws itself.
#[cfg(feature = "ssr")]
fn register(element: impl IntoView) {
    let _ = element.into_view().to_html();
}

/// JSON that can stand in a script element: no `<` that could end it or begin a comment, no line end that
/// only JSON knows. All of these are within texts, where JSON has another way to write them.
#[cfg(feature = "ssr")]
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_script() {
        let text = "</script><!-- <script> & \u{2028}\u{2029} \"'\\ é";
        let json = escaped(&serde_json::json!({ "text": text }).to_string());
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{json}");
        let read: serde_json::Value = serde_json::from_str(&json).expect("still JSON");
        assert_eq!(read["text"], text);
    }
}
