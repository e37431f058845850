//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn AccountPage() -> impl IntoView {
    view! { <Main><h1>"AccountPage"</h1></Main> }
}
#[component]
pub fn SessionsPage() -> impl IntoView {
    view! { <Main><h1>"SessionsPage"</h1></Main> }
}
#[component]
pub fn DisplayPage() -> impl IntoView {
    view! { <Main><h1>"DisplayPage"</h1></Main> }
}
