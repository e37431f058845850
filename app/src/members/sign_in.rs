//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn SignInPage() -> impl IntoView {
    view! { <Main><h1>"SignInPage"</h1></Main> }
}
