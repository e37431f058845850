//! Icons of the sprite; always beside a word.

use leptos::prelude::*;
use maud::{Markup, html};

/// The symbol `#i-{name}` of `/icons.svg`, hidden from screen readers.
#[component]
pub fn Icon(name: &'static str, #[prop(default = "i--s")] class: &'static str) -> impl IntoView {
    view! {
        <svg class=format!("i {class}") aria-hidden="true" focusable="false"><use href=format!("/icons.svg#i-{name}")></use></svg>
    }
}

/// The same where a page stays as it is.
pub fn icon(name: &'static str) -> Markup {
    icon_as(name, "i--s")
}

/// The same, of another size.
pub fn icon_as(name: &'static str, class: &'static str) -> Markup {
    html! { svg class={ "i " (class) } aria-hidden="true" focusable="false" { use href={ "/icons.svg#i-" (name) } {} } }
}
