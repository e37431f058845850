//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn CreatePage() -> impl IntoView {
    view! { <Main><h1>"CreatePage"</h1></Main> }
}
