//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn ClaimsPage() -> impl IntoView {
    view! { <Main><h1>"ClaimsPage"</h1></Main> }
}
