//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn HostsPage() -> impl IntoView {
    view! { <Main><h1>"HostsPage"</h1></Main> }
}
