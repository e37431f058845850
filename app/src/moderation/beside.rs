//! What stands beside a case: the other cases, what was asked of its author before, what else they wrote there.

use super::Words;
use crate::ui::time;
use domain::moderation::{AskedView, CasePage as Page, OtherText, Subject};
use maud::{Markup, html};

/// Back to the queue, and to the cases before and after this one.
pub fn around(w: Words, page: &Page) -> Markup {
    html! {
        nav.case__around aria-label=(w.around()) {
            a.more-link.case__back href="/moderation" { (w.back_to_queue()) }
            @if let Some(id) = page.previous { a.more-link.case__previous href={ "/moderation/" (id) } { (w.previous_case()) } }
            @if let Some(id) = page.next { a.more-link.case__next href={ "/moderation/" (id) } { (w.next_case()) } }
        }
    }
}

/// What was asked of the author, in the words that they were told.
pub fn asked(w: Words, asked: &AskedView) -> Markup {
    html! {
        section.section aria-labelledby="asked" {
            h2 id="asked" { (w.asked()) }
            p {
                strong { (w.action_name(asked.action)) }
                @if let Some(rule) = asked.rule { " · " (w.rule_name(rule)) }
                " · " (time(w.0, asked.created))
            }
            p.pre { (asked.reasons) }
        }
    }
}

/// The author's last texts here.
pub fn others(w: Words, others: &[OtherText]) -> Markup {
    html! {
        details.disc {
            summary { (w.others(others.len())) }
            div.disc__body {
                ul.rows role="list" { @for one in others { li { (other(w, one)) } } }
            }
        }
    }
}

fn other(w: Words, one: &OtherText) -> Markup {
    let title = if one.title.is_empty() { w.untitled() } else { one.title.as_str() };
    html! {
        p {
            @match one.reply {
                Some(reply) => { (w.subject(Subject::Reply)) " · " a href={ "/t/" (one.thread) "?at=" (reply) "#r-" (reply) } { (title) } },
                None => { (w.subject(Subject::Thread)) " · " a href={ "/t/" (one.thread) } { (title) } },
            }
            " · " (time(w.0, one.created))
        }
        p.small.soft { (one.excerpt) }
    }
}
