//! Keys of those who moderate. They are heard only while the focus is in the page's content and nobody is typing there
//! (WCAG 2.1.4): who dictates, or strays with a key elsewhere, sets nothing off. They choose and focus; none of them
//! sends anything.

use super::Words;
use leptos::prelude::*;
use maud::{Markup, html};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Has `act` hear keys as long as the page is shown. It says whether it did something with one.
fn hear(act: fn(&str) -> bool) {
    Effect::new(move || {
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            if pressed(&event).is_some_and(|key| act(&key)) {
                // Where the focus goes the letter is not typed.
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    });
}

/// What was pressed, where keys are heard.
fn pressed(event: &KeyboardEvent) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let within = |selector: &str| target.closest(selector).ok().flatten().is_some();
    if typing(&target) || !within("#content") || within("dialog, [role=dialog]") {
        return None;
    }
    let held = event.ctrl_key() || event.alt_key() || event.meta_key();
    if held || event.repeat() || event.is_composing() || event.default_prevented() {
        return None;
    }
    // French keyboards ask for Shift to write a digit: the key in its place does without.
    if let (Some(digit), false) = (event.code().strip_prefix("Digit"), event.shift_key()) {
        return Some(digit.to_owned());
    }
    Some(if event.shift_key() { event.key() } else { event.key().to_lowercase() })
}

/// Whether letters are written there. Of a choice they are not.
fn typing(target: &Element) -> bool {
    match target.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(target.get_attribute("type").as_deref(), Some("radio" | "checkbox")),
        _ => false,
    }
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

fn focus(selector: &str) -> bool {
    find(selector).is_some_and(|element| element.focus().is_ok())
}

fn follow(selector: &str) -> bool {
    find(selector).is_some_and(|link| {
        link.click();
        true
    })
}

/// In the queue J and K go from one case to the next.
pub fn of_queue() {
    hear(|key| match key {
        "j" => walk(true),
        "k" => walk(false),
        _ => false,
    });
}

fn walk(on: bool) -> bool {
    let Ok(links) = document().query_selector_all("#content .case a.case__open") else { return false };
    let active = document().active_element();
    let at = (0..links.length()).find(|&place| links.item(place).as_ref() == active.as_deref());
    let next = match at {
        None => 0,
        Some(place) if on => (place + 1).min(links.length().saturating_sub(1)),
        Some(place) => place.saturating_sub(1),
    };
    let link = links.item(next).and_then(|link| link.dyn_into::<HtmlElement>().ok());
    link.is_some_and(|link| link.focus().is_ok())
}

/// On the page of a case they lead to what is done about it, and to the other cases.
pub fn of_case() {
    hear(|key| match key {
        "c" => focus("#content .case__handle button"),
        "n" => focus("#content textarea[name=note]"),
        "r" => focus("#content textarea[name=reasons]"),
        "u" | "escape" => follow("#content a.case__back"),
        "j" => follow("#content a.case__next"),
        "k" => follow("#content a.case__previous"),
        "?" => follow("#content .case__keys > summary") && focus("#content .case__keys > summary"),
        digit => digit.parse::<u32>().is_ok_and(choose),
    });
}

/// Chooses what is done about the text by its place in the list; it is sent by the form's button alone.
fn choose(place: u32) -> bool {
    let Ok(actions) = document().query_selector_all("#content input[type=radio][name=action]") else { return false };
    let action = place.checked_sub(1).and_then(|place| actions.item(place));
    let Some(action) = action.and_then(|action| action.dyn_into::<HtmlElement>().ok()) else { return false };
    action.click();
    action.focus().is_ok()
}

/// The keys of a case in words.
pub fn list(w: Words) -> Markup {
    let keys = [
        ("J", w.next_case()),
        ("K", w.previous_case()),
        ("C", w.key_claim()),
        ("1, 2, 3…", w.key_action()),
        ("R", w.key_reasons()),
        ("N", w.key_note()),
        ("U", w.back_to_queue()),
        ("?", w.key_keys()),
    ];
    html! {
        details.disc.keys.case__keys {
            summary { (w.keys_title()) }
            div.disc__body {
                p.small.soft { (w.keys_where()) }
                dl.case__keylist {
                    @for (key, what) in keys { div { dt { kbd { (key) } } dd { (what) } } }
                }
            }
        }
    }
}
