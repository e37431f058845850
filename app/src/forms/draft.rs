//! Drafts: what is typed stays on this device until it is posted, per member and form.

use super::form::FormState;
use crate::boot;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Storage};

const PREFIX: &str = "vecu:draft:";

/// The place of a form's draft.
pub fn key(command: &str, key: &str) -> String {
    let who = boot::viewer().map_or_else(|| "-".to_owned(), |viewer| viewer.id.to_string());
    format!("{PREFIX}{who}:{command}:{key}")
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Forgets a draft.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// Forgets every draft on this device: at sign-out.
pub fn wipe() {
    let Some(storage) = storage() else { return };
    let keys: Vec<String> =
        (0..storage.length().unwrap_or(0)).filter_map(|place| storage.key(place).ok().flatten()).collect();
    for key in keys.iter().filter(|key| key.starts_with(PREFIX)) {
        let _ = storage.remove_item(key);
    }
}

/// Reads the form's fields in their order. `all` includes hidden fields and passwords, which a
/// draft never keeps.
pub fn read(form: &HtmlFormElement, all: bool) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let elements = form.elements();
    for place in 0..elements.length() {
        let Some(element) = elements.item(place) else { continue };
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            let kind = input.type_();
            let taken = match kind.as_str() {
                "checkbox" | "radio" => input.checked(),
                "hidden" | "password" => all,
                // Sent apart, as soon as they are chosen.
                "file" => false,
                _ => true,
            };
            if taken && !input.name().is_empty() && !input.disabled() {
                fields.push((input.name(), input.value()));
            }
        } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            fields.push((area.name(), area.value()));
        } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            let options = select.options();
            for place in 0..options.length() {
                if let Some(option) =
                    options.item(place).and_then(|option| option.dyn_into::<web_sys::HtmlOptionElement>().ok())
                    && option.selected()
                {
                    fields.push((select.name(), option.value()));
                }
            }
        }
    }
    fields
}

/// The field that holds the id of what a form will create.
const ID: &str = "id";

fn id_field(form: &HtmlFormElement) -> Option<HtmlInputElement> {
    let field = form.elements().named_item(ID)?.dyn_into::<HtmlInputElement>().ok()?;
    (field.type_() == "hidden").then_some(field)
}

/// A new id for what the form will create next. A page that is shown again from memory or without a network
/// would bring the id of what was posted from it already.
pub fn renew(form: &HtmlFormElement) {
    if let Some(field) = id_field(form) {
        field.set_value(&super::fresh_id());
    }
}

/// Makes a draft of a form that comes back from where it waited, under the id it was to have.
pub fn put(command: &str, place: &str, fields: &domain::Fields) {
    let kept: Vec<_> = fields.0.iter().filter(|(name, _)| !name.starts_with('_')).collect();
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&kept)) {
        let _ = storage.set_item(&key(command, place), &text);
    }
}

fn write(form: &HtmlFormElement, fields: &[(String, String)]) {
    let elements = form.elements();
    let has = |name: &str, value: &str| fields.iter().any(|(key, kept)| key == name && kept == value);
    let first = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    for place in 0..elements.length() {
        let Some(element) = elements.item(place) else { continue };
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            match input.type_().as_str() {
                "radio" if !has(&input.name(), &input.value()) => {
                    input.set_checked(false);
                    // Its listeners would take a change for its being chosen.
                    continue;
                }
                "checkbox" | "radio" => input.set_checked(has(&input.name(), &input.value())),
                "hidden" | "password" | "file" => continue,
                _ => {
                    if let Some(value) = first(&input.name()) {
                        input.set_value(value);
                    }
                }
            }
        } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            if let Some(value) = first(&area.name()) {
                area.set_value(value);
            }
        } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>()
            && let Some(value) = first(&select.name())
        {
            select.set_value(value);
        }
        tell(&element);
    }
}

/// Empties a form as if nothing had been typed.
pub fn clear(form: &HtmlFormElement) {
    form.reset();
    renew(form);
    let elements = form.elements();
    for place in 0..elements.length() {
        let Some(element) = elements.item(place) else { continue };
        let taken =
            element.dyn_ref::<HtmlInputElement>().is_none_or(|input| input.type_() != "radio" || input.checked());
        if taken {
            tell(&element);
        }
    }
}

/// Tells whoever listens that a field has changed.
fn tell(element: &web_sys::Element) {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    for kind in ["input", "change"] {
        if let Ok(event) = web_sys::Event::new_with_event_init_dict(kind, &init) {
            let _ = element.dispatch_event(&event);
        }
    }
}

/// Restores the draft once the form stands, and keeps it at every keystroke.
pub fn keep(element: NodeRef<leptos::html::Form>, key: String, state: FormState) {
    Effect::new(move |done: Option<bool>| {
        if done == Some(true) {
            return true;
        }
        let Some(form) = element.get() else { return false };
        let kept: Option<Vec<(String, String)>> = storage()
            .and_then(|storage| storage.get_item(&key).ok().flatten())
            .and_then(|text| crate::json::read(&text).ok());
        match kept.filter(|_| state.refused.with_untracked(Option::is_none)) {
            Some(kept) => {
                write(&form, &kept);
                state.draft.set(Some(domain::Fields(kept.clone())));
                // Under the id it had: it may have arrived although the answer did not.
                match (id_field(&form), kept.iter().find(|(name, _)| name == ID)) {
                    (Some(field), Some((_, id))) => field.set_value(id),
                    _ => renew(&form),
                }
                state.restored.set(true);
            }
            None if state.refused.with_untracked(Option::is_none) => renew(&form),
            None => {}
        }
        let (watched, key) = (form.clone(), key.clone());
        let save = move |_: web_sys::Event| {
            let mut fields = read(&watched, false);
            if let Some(field) = id_field(&watched) {
                fields.push((ID.to_owned(), field.value()));
            }
            if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&fields)) {
                let _ = storage.set_item(&key, &text);
            }
        };
        let save = wasm_bindgen::closure::Closure::<dyn FnMut(web_sys::Event)>::new(save);
        for kind in ["input", "change"] {
            let _ = form.add_event_listener_with_callback(kind, save.as_ref().unchecked_ref());
        }
        // Lives as long as the form's element; leaving the page drops both.
        save.forget();
        true
    });
}
