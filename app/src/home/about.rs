//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn AboutPage() -> impl IntoView {
    view! { <Main><h1>"AboutPage"</h1></Main> }
}
