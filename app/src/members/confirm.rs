//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn ConfirmPage() -> impl IntoView {
    view! { <Main><h1>"ConfirmPage"</h1></Main> }
}
