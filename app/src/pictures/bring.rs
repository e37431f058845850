//! Sending chosen files, one after the other.

use super::field::Item;
use super::words::Words;
use crate::error::{AppError, explain};
use crate::forms::{FormState, NotDone, say};
use domain::pictures::{FIELD, MOST};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFieldSetElement, HtmlInputElement};

/// What sending shows.
#[derive(Clone, Copy)]
pub(super) struct Bringing {
    /// The pictures that are there.
    pub items: RwSignal<Vec<Item>>,
    /// How far it is.
    pub said: RwSignal<String>,
    /// What was not taken, and why.
    pub refused: RwSignal<Vec<String>>,
}

/// Sends the files that were chosen. The form waits for them: posted without, it would lose them.
pub(super) fn bring_all(input: &HtmlInputElement, field: HtmlFieldSetElement, state: FormState, to: Bringing) {
    let w = Words::here();
    let Some(list) = input.files() else { return };
    let files: Vec<_> = (0..list.length()).filter_map(|place| list.item(place)).collect();
    if files.is_empty() || state.busy.get_untracked() {
        return;
    }
    let room = MOST.saturating_sub(to.items.with_untracked(Vec::len));
    to.refused.set(if files.len() > room { vec![w.enough().to_owned()] } else { vec![] });
    let files: Vec<_> = files.into_iter().take(room).collect();
    // Chosen anew, the same file is a change again.
    input.set_value("");
    let of = u32::try_from(files.len()).unwrap_or_default();
    state.busy.set(of > 0);
    spawn_local(async move {
        for (n, file) in (1..).zip(files) {
            if to.said.try_set(w.arriving(n, of)).is_some() {
                return;
            }
            let Ok(data) = FormData::new() else { break };
            let sent = super::shrink::shrink(&file).await;
            if data.append_with_blob(FIELD, &sent).is_err() {
                break;
            }
            match super::api::bring(data.into()).await {
                Ok(picture) => {
                    to.items.try_update(|items| items.push(Item { id: picture.id, alt: String::new() }));
                }
                Err(error) => {
                    to.refused.try_update(|refused| refused.push(w.refused(&file.name(), &why(error))));
                }
            }
        }
        // Whoever left the page meanwhile is told nothing; the picture waits for nobody and goes by itself.
        let Some(fine) = to.refused.try_with_untracked(Vec::is_empty) else { return };
        to.said.set(if fine { w.arrived().to_owned() } else { String::new() });
        state.busy.set(false);
        changed(field);
    });
}

fn why(error: NotDone) -> String {
    match error {
        NotDone::Refused(refused) => refused.at(FIELD).map(say).unwrap_or_default(),
        NotDone::Error(error) => explained(error),
    }
}

fn explained(error: AppError) -> String {
    let (title, text) = explain(error);
    format!("{title} {text}")
}

/// Tells the form that it has changed, once what has changed is drawn: a draft of it is kept.
pub(super) fn changed(field: HtmlFieldSetElement) {
    request_animation_frame(move || {
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        if let Ok(event) = web_sys::Event::new_with_event_init_dict("change", &init) {
            let _ = field.dispatch_event(&event);
        }
    });
}

/// A form that is emptied has no pictures either.
pub(super) fn empties(field: NodeRef<leptos::html::Fieldset>, to: Bringing) {
    Effect::new(move |_| {
        let Some(form) = field.get().and_then(|field| field.form()) else { return };
        let empty = move |_: web_sys::Event| {
            to.items.try_set(vec![]);
            to.said.try_set(String::new());
            to.refused.try_set(vec![]);
        };
        let empty = wasm_bindgen::closure::Closure::<dyn FnMut(web_sys::Event)>::new(empty);
        let _ = form.add_event_listener_with_callback("reset", empty.as_ref().unchecked_ref());
        // Lives as long as the form's element; leaving the page drops both.
        empty.forget();
    });
}
