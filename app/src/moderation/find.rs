//! Finding something in the queue: the search above each of its lists, what is said where nothing is found, the way to
//! the next page.

use super::Words as ModerationWords;
use crate::ui::Icon;
use domain::moderation::{QueuePage, Tab};
use domain::text::encode;
use leptos::prelude::*;

words! {
    find: "Chercher dans cette liste", "Search this list";
    find_hint: "Le début du nom d’une communauté, ou du pseudonyme de la personne concernée.",
        "The beginning of a community’s name, or of the pseudonym of whom it is about.";
    find_go: "Chercher", "Search";
    none_found: "Rien ne correspond dans cette liste.", "Nothing in this list matches.";
    not_sought: "Le pseudonyme de qui a écrit un message privé, ou un texte d’un cercle que vous ne lisez pas, ne se cherche pas ici : il n’est montré qu’en ouvrant le signalement.",
        "The pseudonym of whoever wrote a private message, or a text in a circle that you do not read, cannot be searched for here: it is shown only when the report is opened.";
    none_further: "La liste s’arrête là.", "The list ends here.";
    more: "Suite de la liste", "More of the list";
}

/// What was asked of the queue, as it stands in the address.
#[derive(Clone)]
pub struct Asked {
    /// What was typed.
    pub q: String,
    /// Behind which row; empty for the first page.
    pub after: String,
}

/// A search within one list, as a form that leads to its address.
#[component]
pub fn Find(tab: Tab, asked: String) -> impl IntoView {
    let w = Words::here();
    view! {
        <form role="search" action="/moderation" aria-label=w.find() class="section mb-4">
            <input type="hidden" name="tab" value=tab.word() />
            <label class="label" for="queue-q">{w.find()}</label>
            <p class="hint" id="queue-q-hint">{w.find_hint()}</p>
            <div class="field-search mt-2">
                <input id="queue-q" name="q" type="search" value=asked autocomplete="off" aria-describedby="queue-q-hint" />
                <button><Icon name="recherche" class="" /><span class="sr">{w.find_go()}</span></button>
            </div>
        </form>
    }
}

/// What is said of a page without rows: nothing is found, nothing is further down, nothing is there at all. That no
/// report waits stands above the lists already.
pub fn none_said(page: &QueuePage, asked: &Asked) -> Vec<&'static str> {
    let (w, m) = (Words::here(), ModerationWords::here());
    let rows = page.waiting.len() + page.appeals.len() + page.decided.len();
    if rows > 0 || page.next.is_some() {
        return Vec::new();
    }
    if !asked.after.is_empty() {
        return vec![w.none_further()];
    }
    match (asked.q.is_empty(), page.tab) {
        (true, Tab::Waiting) => Vec::new(),
        (true, Tab::Appeals) => vec![m.none_appeals()],
        (true, Tab::Decided) => vec![m.none_decided()],
        (false, Tab::Waiting) => vec![w.none_found(), w.not_sought()],
        (false, _) => vec![w.none_found()],
    }
}

/// The way to the next page of a list.
#[component]
pub fn More(tab: Tab, asked: String, next: Option<String>) -> impl IntoView {
    next.map(|next| {
        let to = format!("/moderation?tab={}&q={}&after={next}", tab.word(), encode(&asked));
        view! { <p><a class="more-link" href=to>{Words::here().more()}" "<Icon name="fleche-d" /></a></p> }
    })
}
