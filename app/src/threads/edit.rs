//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn EditPage() -> impl IntoView {
    view! { <Main><h1>"EditPage"</h1></Main> }
}
#[component]
pub fn EditReplyPage() -> impl IntoView {
    view! { <Main><h1>"EditReplyPage"</h1></Main> }
}
