//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn ThreadPage() -> impl IntoView {
    view! { <Main><h1>"ThreadPage"</h1></Main> }
}
