//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn SignUpPage() -> impl IntoView {
    view! { <Main><h1>"SignUpPage"</h1></Main> }
}
