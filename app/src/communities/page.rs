//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn CommunityPage() -> impl IntoView {
    view! { <Main><h1>"CommunityPage"</h1></Main> }
}
