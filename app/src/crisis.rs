//! Help at once: the right numbers beside a text that calls for them. Calm, and nothing is blocked.

mod words;

use domain::crisis::{Crisis, Line, lines};
use leptos::prelude::*;
use words::Words;

/// What helps with these; nothing where there are none.
#[component]
pub fn Help(signs: Vec<Crisis>) -> impl IntoView {
    let w = Words::here();
    let said =
        signs.iter().map(|&sign| view! { <p><strong>{w.title(sign)}</strong>" "{w.text(sign)}</p> }).collect_view();
    let numbers = lines(&signs)
        .into_iter()
        .map(|line: Line| view! { <li><a href=line.address()><strong>{line.word()}</strong>" "{w.line(line)}</a></li> })
        .collect_view();
    (!signs.is_empty()).then(|| {
        view! {
            <section class="notice crisis" aria-label=w.label()>
                <div class="help-now">
                    {said}
                    <ul>{numbers}</ul>
                    <p class="small">{w.nothing_blocked()}</p>
                </div>
            </section>
        }
    })
}
