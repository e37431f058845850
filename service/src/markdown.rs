//! What people write: a Markdown subset, rendered and sanitised once, when it is written.
//!
//! Paragraphs, emphasis, lists, quotes, links, code, small headings and rules. No HTML, no images,
//! no tables. The renderer never passes HTML through; the sanitiser then allows the tags above and
//! nothing else, so a fault in one is caught by the other.

use domain::threads::Source;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Deeper nesting than people write is shown as text: it only serves to exhaust a renderer.
const MAX_DEPTH: usize = 12;

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(HashSet::from([
            "p",
            "br",
            "strong",
            "em",
            "ul",
            "ol",
            "li",
            "blockquote",
            "a",
            "code",
            "pre",
            "h3",
            "h4",
            "hr",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .url_schemes(HashSet::from(["http", "https"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener noreferrer"));
    cleaner
});

/// Renders a text as sanitised HTML.
pub fn render(source: &str) -> String {
    let mut depth = 0usize;
    let mut code = false;
    let events = Parser::new_ext(source, Options::empty())
        .filter_map(|event| restrict(event, &mut depth))
        .map(|event| typeset(event, &mut code));
    let mut rendered = String::with_capacity(source.len() * 3 / 2);
    html::push_html(&mut rendered, events);
    CLEANER.clean(&rendered).to_string().trim().to_owned()
}

fn restrict<'a>(event: Event<'a>, depth: &mut usize) -> Option<Event<'a>> {
    match event {
        // HTML that was typed is shown as it was typed.
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        // Titles of the page stay the page's: a heading in a text is a small one.
        Event::Start(Tag::Heading { level, .. }) => {
            Some(Event::Start(Tag::Heading { level: small(level), id: None, classes: vec![], attrs: vec![] }))
        }
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(small(level)))),
        // A picture becomes its description.
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::SoftBreak => Some(Event::HardBreak),
        Event::Start(tag) => {
            *depth += 1;
            if *depth > MAX_DEPTH && is_container(&tag) { None } else { Some(Event::Start(tag)) }
        }
        Event::End(end) => {
            let over = *depth > MAX_DEPTH;
            *depth = depth.saturating_sub(1);
            if over && is_container_end(end) { None } else { Some(Event::End(end)) }
        }
        Event::Code(code) => Some(Event::Code(CowStr::from(code.into_string()))),
        other => Some(other),
    }
}

/// Punctuation bound to its word, but in code.
fn typeset<'a>(event: Event<'a>, code: &mut bool) -> Event<'a> {
    match event {
        Event::Start(Tag::CodeBlock(_)) => *code = true,
        Event::End(TagEnd::CodeBlock) => *code = false,
        Event::Text(text) if !*code => return Event::Text(domain::text::bind(&text).into()),
        _ => {}
    }
    event
}

fn is_container(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item)
}

fn is_container_end(end: TagEnd) -> bool {
    matches!(end, TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item)
}

fn small(level: HeadingLevel) -> HeadingLevel {
    if level <= HeadingLevel::H2 { HeadingLevel::H3 } else { HeadingLevel::H4 }
}

/// A professional's rendered text with what belongs to it where no stylesheet tells: that it was imported,
/// its sources, what it is not.
pub fn sheet(html: &str, imported: Option<&str>, title: &str, sources: &[Source], limits: &str) -> String {
    let paragraph = |text: &str| format!("<p>{}</p>", ammonia::clean_text(text));
    let list: String = sources
        .iter()
        .map(|source| match &source.url {
            Some(url) => {
                format!("<li><a href=\"{}\">{}</a></li>", ammonia::clean_text(url), ammonia::clean_text(&source.text))
            }
            None => format!("<li>{}</li>", ammonia::clean_text(&source.text)),
        })
        .collect();
    let list = if list.is_empty() { list } else { format!("<ol>{list}</ol>") };
    let whole =
        format!("{}{html}{}{list}{}", imported.map(paragraph).unwrap_or_default(), paragraph(title), paragraph(limits));
    CLEANER.clean(&whole).to_string()
}

/// A rendered text without its mark-up, a line for each paragraph: for what looks at sentences.
pub fn lines_of(html: &str) -> String {
    bare(&html.replace("</p>", "</p>\n").replace("</li>", "</li>\n"))
}

/// The text of what was rendered, without its marks: for readers that want no HTML.
pub fn bare(html: &str) -> String {
    let text = ammonia::Builder::empty().clean(html).to_string();
    // What the sanitiser writes for what it keeps; `&amp;` last, or it would be read twice.
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&quot;", "\""), ("&amp;", "&")];
    named.into_iter().fold(text, |text, (name, letter)| text.replace(name, letter)).trim().to_owned()
}

/// Whether a text holds HTML that a renderer would pass through if it were let: elements and
/// comments, not a lone `<` nor what stands in code.
pub fn holds_html(source: &str) -> bool {
    source.contains('<')
        && Parser::new_ext(source, Options::empty()).any(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
}

/// The text alone, for excerpts: no marks, blocks apart by a space.
pub fn plain(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for event in Parser::new_ext(source, Options::empty()) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => text.push(' '),
            _ => {}
        }
    }
    // Inline ends leave a space before punctuation; close it up.
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".").replace(" ,", ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_people_write_is_kept() {
        assert_eq!(
            render("Bonjour **vous**\n\n- un\n- deux"),
            "<p>Bonjour <strong>vous</strong></p>\n<ul>\n<li>un</li>\n<li>deux</li>\n</ul>"
        );
        assert_eq!(render("# Titre"), "<h3>Titre</h3>");
    }

    #[test]
    fn html_is_shown_as_typed() {
        assert_eq!(render("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
        assert_eq!(render("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>");
    }

    #[test]
    fn no_line_begins_with_a_question_mark() {
        assert_eq!(render("Vrai ?\n\n`a ?`"), "<p>Vrai\u{202F}?</p>\n<p><code>a ?</code></p>");
    }

    #[test]
    fn links_are_http_and_give_nothing_away() {
        assert_eq!(
            render("[ici](https://exemple.fr)"),
            "<p><a href=\"https://exemple.fr\" rel=\"nofollow ugc noopener noreferrer\">ici</a></p>"
        );
        assert!(!render("[ici](javascript:alert(1))").contains("javascript"));
        assert!(!render("[ici](/settings)").contains("href"));
    }

    #[test]
    fn nesting_is_bounded() {
        let html = render(&format!("{}fin", "> ".repeat(10_000)));
        assert!(html.matches("<blockquote>").count() <= MAX_DEPTH, "{}", html.len());
    }

    proptest! {
        #[test]
        fn nothing_but_the_subset_comes_out(source in "[<>a-z/\"'=:#*`\\[\\]() \n&;!-]{0,200}") {
            let html = render(&source);
            for tag in html.split('<').skip(1) {
                let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                prop_assert!(["p","br","strong","em","ul","ol","li","blockquote","a","code","pre","h3","h4","hr"].contains(&name.as_str()), "{html}");
            }
        }
    }
}
