//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn ProfilePage() -> impl IntoView {
    view! { <Main><h1>"ProfilePage"</h1></Main> }
}
