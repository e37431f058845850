//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn HistoryPage() -> impl IntoView {
    view! { <Main><h1>"HistoryPage"</h1></Main> }
}
#[component]
pub fn ReplyHistoryPage() -> impl IntoView {
    view! { <Main><h1>"ReplyHistoryPage"</h1></Main> }
}
