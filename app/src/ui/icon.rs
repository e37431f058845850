//! Icons of the sprite; always beside a word.

use leptos::prelude::*;

/// The symbol `#i-{name}` of `/icons.svg`, hidden from screen readers.
#[component]
pub fn Icon(name: &'static str, #[prop(default = "i--s")] class: &'static str) -> impl IntoView {
    view! {
        <svg class=format!("i {class}") aria-hidden="true" focusable="false"><use href=format!("/icons.svg#i-{name}")></use></svg>
    }
}
