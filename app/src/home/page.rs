//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn HomePage() -> impl IntoView {
    view! { <Main><h1>"HomePage"</h1></Main> }
}
