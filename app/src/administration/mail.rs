//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn MailPage() -> impl IntoView {
    view! { <Main><h1>"MailPage"</h1></Main> }
}
