//! Adverse effects that are told: offered to their author to be declared, screened where a company runs the community.

pub mod api;
pub mod declare;
pub mod queue;
#[cfg(feature = "ssr")]
pub mod submit;
mod summary;
pub mod words;

pub use words::Words;

use crate::ui::Icon;
use leptos::prelude::*;

/// Under one's own text that tells of an effect: the way to a summary of it. Nobody else is shown it.
#[component]
pub fn Offer(
    /// The thread or reply, as it stands in addresses.
    about: String,
) -> impl IntoView {
    let w = Words::here();
    view! {
        <p class="declare">
            <a class="btn btn--second btn--s" href=format!("/vigilance/{about}")><Icon name="gelule" />{w.offer()}</a>
            " "<span class="small soft">{w.offer_alone()}</span>
        </p>
    }
}

/// While one writes of an effect: what can be done with it afterwards.
#[component]
pub fn Hint() -> impl IntoView {
    view! { <p class="small soft"><Icon name="gelule" />" "{Words::here().hint()}</p> }
}

/// Where one writes in a community that a company runs.
#[component]
pub fn ScreenedHere() -> impl IntoView {
    view! { <p class="notice"><Icon name="financeur" /><span>{Words::here().screened_here()}</span></p> }
}
