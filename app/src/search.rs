//! Search: the page, and what is like a question that is being written.

pub mod api;
pub mod page;
pub mod similar;
pub mod suggest;
pub mod words;

use crate::forms::read;
use domain::text::encode;
use wasm_bindgen::JsCast;

/// Sends a search form by going to its address, without loading the page anew.
pub fn go(event: &leptos::ev::SubmitEvent, navigate: &impl Fn(&str, leptos_router::NavigateOptions)) {
    let Some(form) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok()) else {
        return;
    };
    event.prevent_default();
    let query: Vec<String> = read(&form, true)
        .into_iter()
        .filter(|(name, value)| !name.is_empty() && !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(&value)))
        .collect();
    navigate(&format!("/search?{}", query.join("&")), leptos_router::NavigateOptions::default());
}
