//! `/n/{id}`: where a mail leads. Its address says nothing to whoever carries the mail.

use super::api;
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_params_map;

/// Where a notice leads on this site.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Lead(pub String);

impl Carried for Lead {}

/// Leads on, once it is known whose the notice is.
#[component]
pub fn LeadPage() -> impl IntoView {
    let params = use_params_map();
    let data = load(move || params.with(|params| params.get("id").unwrap_or_default()), api::read_lead);
    view! { <Main>{loaded(data, |Lead(path)| view! { <Redirect path /> })}</Main> }
}
