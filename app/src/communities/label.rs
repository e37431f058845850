//! Labels that a community carries wherever it appears.

use super::words::Words;
use crate::ui::Icon;
use domain::communities::{OwnerType, Visibility};
use leptos::prelude::*;

/// Says that a company owns the community; nothing for any other owner.
#[component]
pub fn CompanyLabel(owner_type: OwnerType) -> impl IntoView {
    (owner_type == OwnerType::Company).then(|| {
        view! { <span class="badge badge--sponsor"><Icon name="financeur" class="" />{Words::here().company()}</span> }
    })
}

/// Says who may read the community.
#[component]
pub fn VisibilityLabel(visibility: Visibility) -> impl IntoView {
    let icon = match visibility {
        Visibility::Open => "oeil",
        Visibility::Members => "cadenas",
    };
    view! { <span class="badge"><Icon name=icon class="" />{Words::here().who_reads(visibility)}</span> }
}
