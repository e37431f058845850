//! A thread in a list.

use super::words::Words;
use crate::ui::{Icon, Time};
use domain::threads::{QuestionState, ThreadRow};
use leptos::prelude::*;

/// One row of a list of threads.
#[component]
pub fn ThreadItem(row: ThreadRow, #[prop(optional)] show_community: bool) -> impl IntoView {
    let w = Words::here();
    let state = row.state.map(|state| {
        let (class, icon) = match state {
            QuestionState::Waiting => ("status status--wait", "attente"),
            QuestionState::Answered => ("status status--answered", "pro"),
            QuestionState::Sourced => ("status status--sourced", "source"),
        };
        view! { <p><span class=class><Icon name=icon />{w.state(state)}</span></p> }
    });
    let author = row.author.map(|author| author.pseudonym).unwrap_or_default();
    let kind = w.kind_word(row.kind);
    let by = if author.is_empty() { kind.to_owned() } else { format!("{kind} · {author}") };
    view! {
        <li class="thread">
            {state}
            <h3 class="thread__title"><a href=format!("/t/{}", row.id)>{row.title}</a></h3>
            <p class="thread__text">{row.excerpt}</p>
            <p class="thread__meta">
                {by}
                {show_community.then(|| view! { " · "<a href=format!("/c/{}", row.community.slug)>{row.community.name.clone()}</a> })}
            </p>
            <p class="thread__foot">
                {(row.lived > 0).then(|| view! { <span class="count count--vecu"><Icon name="vecu" />{w.lived_count(row.lived)}</span> })}
                {(row.professional > 0).then(|| view! { <span class="count count--pro"><Icon name="pro" />{w.professional_count(row.professional)}</span> })}
                {(row.lived + row.professional == 0).then(|| view! { <span class="count count--none">{w.no_answer_yet()}</span> })}
                <span><Time when=row.active /></span>
            </p>
        </li>
    }
}
