//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn CommunitiesPage() -> impl IntoView {
    view! { <Main><h1>"CommunitiesPage"</h1></Main> }
}
