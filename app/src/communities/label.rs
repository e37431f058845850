//! Labels that a community carries wherever it appears.

use super::charter_words::Words as CharterWords;
use super::words::Words;
use crate::ui::{Day, Icon};
use domain::communities::{OwnerChange, OwnerType, Visibility};
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

/// Says that the charter changed in what the reader agreed to, and where they answer.
#[component]
pub fn AskedAgain(slug: String) -> impl IntoView {
    let w = CharterWords::here();
    view! {
        <p class="notice notice--warn">
            <span>{w.asked_first()}" "<a href=format!("/c/{slug}/charter")>{w.read()}</a></span>
        </p>
    }
}

/// Says that the owner changed lately.
#[component]
pub fn OwnerLabel(change: Option<OwnerChange>) -> impl IntoView {
    change.map(|change| {
        let w = Words::here();
        view! {
            <p class="notice notice--warn mt-4">
                <Icon name="info" class="" />
                <span>{w.owner_changed()}" "<Day when=change.since />". "{w.owner_was(&change.before)}</span>
            </p>
        }
    })
}
