//! Choosing conditions: boxes in a scrolling list, which a filter narrows once hydrated.

use super::words::Words;
use crate::forms::{FieldErrorView, FormState};
use domain::text::fold;
use leptos::prelude::*;

/// The boxes, one per condition.
#[component]
pub fn Vocabulary(conditions: Vec<(String, String)>) -> impl IntoView {
    let w = Words::here();
    let state = expect_context::<FormState>();
    let wanted = RwSignal::new(String::new());
    let keys: Vec<String> = conditions.iter().map(|(_, name)| fold(name)).collect();
    let none = move || wanted.with(|wanted| !wanted.is_empty() && !keys.iter().any(|key| key.contains(wanted)));
    let filter = state.id("conditions-filter");
    let hint = state.id("conditions-hint");
    let described = hint.clone();
    let boxes = conditions
        .into_iter()
        .enumerate()
        .map(|(place, (code, name))| {
            // The first one carries the field's own id: the summary's link leads to it.
            let id = if place == 0 { state.id("conditions") } else { state.id(&format!("conditions-{place}")) };
            let checked = state.chosen("conditions", &code).unwrap_or(false);
            let key = fold(&name);
            view! {
                <div class="choice choice--plain" hidden=move || wanted.with(|wanted| !key.contains(wanted))>
                    <input type="checkbox" id=id.clone() name="conditions" value=code checked=checked />
                    <label for=id>{name}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field" aria-describedby=described aria-invalid=move || state.error("conditions").map(|_| "true")>
            <legend class="label">{w.conditions_label()}</legend>
            <span class="hint" id=hint>{w.conditions_hint()}</span>
            // Without a name it is not sent; without JavaScript it would do nothing and is not shown.
            <div class="field" hidden=move || !crate::forms::hydrated()>
                <label for=filter.clone()>{w.conditions_filter()}</label>
                <input class="input" type="search" id=filter autocomplete="off"
                    on:input:target=move |event| wanted.set(fold(&event.target().value())) />
            </div>
            <div class="scroll-list">{boxes}</div>
            <p class="hint" role="status">{move || none().then(|| w.conditions_none())}</p>
            <FieldErrorView name="conditions" />
        </fieldset>
    }
}
