//! What stays as it is while a page is shown: the rows of a list, the head of a reply.
//!
//! It is written as text in one go, by the server and by the browser alike (maud escapes what is put
//! into it), and hydration takes it over as it is: nothing in it listens, links excepted, which the
//! router hears at the window. Why, and what it saves: `docs/decisions/speed.md`.

use leptos::prelude::*;
use maud::Markup;

/// Shows such a part where a component is wanted; its own element has no box.
#[component]
pub fn Still(markup: Markup) -> impl IntoView {
    view! { <span class="still" inner_html=markup.into_string()></span> }
}
