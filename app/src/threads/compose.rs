//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn ComposePage() -> impl IntoView {
    view! { <Main><h1>"ComposePage"</h1></Main> }
}
