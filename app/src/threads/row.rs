//! Threads in a list.

use super::still::{announced, counts, status};
use super::words::Words;
use crate::ui::time;
use domain::Locale;
use domain::threads::{Kind, ThreadRow};
use leptos::prelude::*;
use maud::{Markup, html};

/// A list of threads; nothing when there are none.
#[component]
pub fn ThreadRows(
    rows: Vec<ThreadRow>,
    #[prop(optional)] show_community: bool,
    #[prop(optional)] pinned: bool,
) -> impl IntoView {
    let w = Words::here();
    let written = html! { @for one in &rows { (row(w, one, show_community, pinned)) } };
    (!rows.is_empty()).then(|| view! { <ul class="rows" inner_html=written.into_string()></ul> })
}

fn row(w: Words, row: &ThreadRow, show_community: bool, pinned: bool) -> Markup {
    written(w, row, &format!("/t/{}", row.id), &html! { (row.excerpt) }, show_community, pinned)
}

/// A thread in a list of its own kind: where it leads and what is shown of it are the list's.
pub fn row_with(locale: Locale, row: &ThreadRow, to: &str, text: &Markup) -> Markup {
    written(Words(locale), row, to, text, true, false)
}

fn written(w: Words, row: &ThreadRow, to: &str, text: &Markup, show_community: bool, pinned: bool) -> Markup {
    html! {
        li.thread {
            @if let Some(state) = row.state { p { (status(w, state)) } }
            @if row.kind == Kind::Announcement { p { (announced(w)) } }
            h3.thread__title { a href=(to) { (row.title) } }
            p.thread__text { (text) }
            p.thread__meta {
                @if pinned { (w.pinned()) " · " }
                (w.kind_word(row.kind))
                @if let Some(author) = &row.author { " · " (author.labelled(w.0)) }
                @if show_community { " · " a href={ "/c/" (row.community.slug) } { (row.community.labelled(w.0)) } }
            }
            p.thread__foot {
                (counts(w, row.lived, row.professional))
                @if row.lived + row.professional == 0 { span.count.count--none { (w.no_answer_yet()) } }
                span { (time(w.0, row.active)) }
            }
        }
    }
}

/// What a list keeps on its way beside its drawn rows: one, because pages ask whether there are any.
pub fn lighten(rows: &mut Vec<ThreadRow>) {
    rows.truncate(1);
}
