//! (to come)

use crate::layout::Main;
use leptos::prelude::*;

#[component]
pub fn ForgottenPage() -> impl IntoView {
    view! { <Main><h1>"ForgottenPage"</h1></Main> }
}
#[component]
pub fn ResetPage() -> impl IntoView {
    view! { <Main><h1>"ResetPage"</h1></Main> }
}
