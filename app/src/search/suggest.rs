//! What could be meant, under a search field, while one types: a list to choose from with the arrows, as the
//! ARIA practices describe a combobox. Without JavaScript the field is a field.

use super::api;
use super::words::Words;
use crate::forms::when_paused;
use domain::search::Suggestions;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Asked once the typing has paused so long.
const PAUSE: Duration = Duration::from_millis(150);
/// Less says too little.
const LEAST: usize = 2;

/// One of the list.
#[derive(Clone, PartialEq)]
struct Choice {
    to: String,
    label: String,
    kind: &'static str,
}

fn choices(w: Words, found: Suggestions) -> Vec<Choice> {
    let communities = found.communities.into_iter().map(|one| Choice {
        to: format!("/c/{}", one.slug),
        label: one.labelled(w.0),
        kind: w.community_kind(),
    });
    let tags = found.tags.into_iter().map(|tag| Choice {
        to: format!("/tags/{}", tag.key),
        label: tag.label,
        kind: w.tag_kind(),
    });
    let members = found.members.into_iter().map(|one| Choice {
        to: format!("/m/{}", one.id),
        label: one.labelled(w.0),
        kind: w.member_kind(),
    });
    let threads = found.threads.into_iter().map(|one| Choice {
        to: format!("/t/{}", one.id),
        label: one.labelled(w.0),
        kind: "",
    });
    threads.chain(communities).chain(tags).chain(members).collect()
}

/// The list under the field of this id.
#[component]
pub fn Suggest(field: &'static str) -> impl IntoView {
    let w = Words::here();
    let typed = RwSignal::new(String::new());
    let list = RwSignal::new(Vec::<Choice>::new());
    let active = RwSignal::new(None::<usize>);
    let id = move |place: usize| format!("{field}-choice-{place}");
    let close = move || {
        list.set(vec![]);
        active.set(None);
    };
    when_paused(
        move || typed.get(),
        PAUSE,
        move |text, turn| {
            if text.trim().chars().count() < LEAST {
                return close();
            }
            spawn_local(async move {
                let found = api::suggest(text).await.unwrap_or_default();
                if turn.is_latest() {
                    active.set(None);
                    list.set(choices(w, found));
                }
            });
        },
    );
    let navigate = use_navigate();
    let navigate = StoredValue::new(navigate);
    let path = use_location().pathname;
    Effect::new(move |_| {
        // The field of a page comes and goes with it.
        path.track();
        close();
    });
    // The field itself is drawn elsewhere: the top band is text.
    Effect::new(move || {
        let Some(input) = input(field) else { return };
        for (name, value) in
            [("role", "combobox"), ("aria-autocomplete", "list"), ("aria-controls", &format!("{field}-choices"))]
        {
            let _ = input.set_attribute(name, value);
        }
        let _ = input.set_attribute("aria-expanded", "false");
    });
    let on_input = window_event_listener(leptos::ev::input, move |event| {
        if let Some(input) = of_field(&event, field) {
            typed.set(input.value());
        }
    });
    let on_blur = window_event_listener(leptos::ev::focusout, move |event| {
        if of_field(&event, field).is_some() {
            // A press on the list comes after the field was left.
            set_timeout(close, Duration::from_millis(250));
        }
    });
    let on_key = window_event_listener(leptos::ev::keydown, move |event| {
        if of_field(&event, field).is_none() {
            return;
        }
        let many = list.with(Vec::len);
        if many == 0 {
            return;
        }
        let next = match (event.key().as_str(), active.get_untracked()) {
            ("ArrowDown", None) => Some(0),
            ("ArrowDown", Some(place)) => Some((place + 1) % many),
            ("ArrowUp", None | Some(0)) => Some(many - 1),
            ("ArrowUp", Some(place)) => Some(place - 1),
            ("Enter", Some(place)) => {
                event.prevent_default();
                let to = list.with(|list| list[place].to.clone());
                close();
                navigate.with_value(|navigate| navigate(&to, NavigateOptions::default()));
                return;
            }
            ("Escape", _) => {
                event.prevent_default();
                return close();
            }
            _ => return,
        };
        event.prevent_default();
        active.set(next);
    });
    on_cleanup(move || {
        on_input.remove();
        on_blur.remove();
        on_key.remove();
    });
    Effect::new(move || {
        let (open, active) = (list.with(|list| !list.is_empty()), active.get());
        let Some(input) = input(field) else { return };
        let _ = input.set_attribute("aria-expanded", if open { "true" } else { "false" });
        let _ = match active {
            Some(place) => input.set_attribute("aria-activedescendant", &id(place)),
            None => input.remove_attribute("aria-activedescendant"),
        };
    });
    view! {
        <div class=format!("suggest suggest--{field}")>
            <ul class="suggest__list" id=format!("{field}-choices") role="listbox" aria-label=w.suggestions()
                hidden=move || list.with(Vec::is_empty)>
                {move || list.get().into_iter().enumerate().map(|(place, choice)| view! {
                    <li role="option" id=id(place) aria-selected=move || if active.get() == Some(place) { "true" } else { "false" }>
                        <a href=choice.to tabindex="-1">
                            <span>{choice.label}</span>
                            {(!choice.kind.is_empty()).then(|| view! { <span class="suggest__kind">{choice.kind}</span> })}
                        </a>
                    </li>
                }).collect_view()}
            </ul>
            <p class="sr" role="status">{move || match list.with(Vec::len) {
                0 => String::new(),
                n => w.suggested(u32::try_from(n).unwrap_or_default()),
            }}</p>
        </div>
    }
}

fn input(field: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(field)?.dyn_into().ok()
}

fn of_field(event: &web_sys::Event, field: &str) -> Option<HtmlInputElement> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    (input.id() == field).then_some(input)
}
