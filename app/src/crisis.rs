//! Help at once: the right numbers beside a text that calls for them. Calm, and nothing is blocked.

mod words;

pub use words::Words;

use domain::crisis::{Crisis, Line, Numbers};
use leptos::prelude::*;
use maud::{Markup, html};

/// Who helps where the reader is.
pub fn numbers() -> Numbers {
    crate::boot::frame().help
}

/// What helps with these; nothing where there are none.
#[component]
pub fn Help(signs: Vec<Crisis>) -> impl IntoView {
    let w = Words::here();
    (!signs.is_empty()).then(|| {
        let numbers = numbers();
        let said = signs
            .iter()
            .map(|&sign| view! { <p><strong>{w.title(sign, &numbers)}</strong>" "{w.text(sign, &numbers)}</p> })
            .collect_view();
        let lines = list(w, &numbers.lines(&signs)).into_string();
        view! {
            <section class="notice crisis" aria-label=w.label()>
                <div class="help-now">
                    {said}
                    <p class="small">{w.right_in(numbers.place(w.0))}</p>
                    <div inner_html=lines></div>
                    <p class="small">{w.nothing_blocked()}</p>
                </div>
            </section>
        }
    })
}

/// Who answers, as a list that a phone calls from.
pub fn list(w: Words, lines: &[&Line]) -> Markup {
    html! {
        ul {
            @for line in lines {
                li { a href=(line.address()) { strong { (line.number) } " " (line.name(w.0)) } }
            }
        }
    }
}
