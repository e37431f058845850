//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn FeedPage() -> impl IntoView {
    view! { <Main><h1>"FeedPage"</h1></Main> }
}
