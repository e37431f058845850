//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn JoinPage() -> impl IntoView {
    view! { <Main><h1>"JoinPage"</h1></Main> }
}
