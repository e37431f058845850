//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn TagPage() -> impl IntoView {
    view! { <Main><h1>"TagPage"</h1></Main> }
}
