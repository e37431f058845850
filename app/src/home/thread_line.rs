//! A thread in a list: title, where, by whom, what voices answered.

use crate::ui::{Icon, Time};
use crate::words::counted;
use domain::threads::{QuestionState, ThreadRow};
use leptos::prelude::*;

words! {
    by: "par", "by";
    gone: "une personne qui est partie", "somebody who left";
    waiting: "Attend une réponse professionnelle", "Waits for a professional reply";
    answered: "Une réponse est arrivée", "Answered";
    sourced: "Répondu, avec des sources", "Answered with sources";
}

/// The row.
#[component]
pub fn ThreadLine(
    row: ThreadRow,
    /// Name the author: not on the author's own page.
    #[prop(default = true)]
    byline: bool,
) -> impl IntoView {
    let w = Words::here();
    let fr = w.0 == domain::Locale::Fr;
    let author = row.author.map_or_else(|| w.gone().to_owned(), |author| author.pseudonym);
    let lived = (row.lived > 0).then(|| {
        let text = if fr { counted(w.0, row.lived, "vécu", "vécus") } else { counted(w.0, row.lived, "lived reply", "lived replies") };
        view! { <span class="count count--vecu"><Icon name="vecu" />{text}</span> }
    });
    let professional = (row.professional > 0).then(|| {
        let (one, many) = if fr { ("réponse pro", "réponses pros") } else { ("professional reply", "professional replies") };
        view! { <span class="count count--pro"><Icon name="pro" />{counted(w.0, row.professional, one, many)}</span> }
    });
    let state = row.state.map(|state| match state {
        QuestionState::Waiting => view! { <span class="status status--wait"><Icon name="attente" />{w.waiting()}</span> },
        QuestionState::Answered => view! { <span class="status status--answered"><Icon name="coche" />{w.answered()}</span> },
        QuestionState::Sourced => view! { <span class="status status--sourced"><Icon name="source" />{w.sourced()}</span> },
    });
    view! {
        <li class="thread">
            <h3 class="thread__title"><a href=format!("/t/{}", row.id)>{row.title}</a></h3>
            <p class="thread__meta">
                <a href=format!("/c/{}", row.community.slug)>{row.community.name}</a>
                {byline.then(|| view! { " · "{w.by()}" "{author} })}
            </p>
            <p class="thread__foot">{state}{lived}{professional}<span><Time when=row.active /></span></p>
        </li>
    }
}
