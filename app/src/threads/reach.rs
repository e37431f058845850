//! What was written where no program could warn while it was: a way to reach somebody is asked about once, and posted
//! when its author says so.

use crate::forms::{FormState, Tick};
use crate::moderation::Words;
use domain::threads::REACH_FIELD;
use leptos::prelude::*;

/// The warning with the box that takes it away; nothing unless the form came back for it.
#[component]
pub fn ReachAsked() -> impl IntoView {
    let state = expect_context::<FormState>();
    // Once it was ticked it stays, ticked, when the form comes back for something else.
    let asked = move || {
        state.refused.with(|refused| {
            refused.as_ref().is_some_and(|refused| refused.at(REACH_FIELD).is_some() || refused.typed.has(REACH_FIELD))
        })
    };
    move || {
        asked().then(|| {
            let w = Words::here();
            view! {
                <div class="notice">
                    <p>{w.reach_warning()}</p>
                    <Tick name=REACH_FIELD label=w.reach_anyway() />
                </div>
            }
        })
    }
}
