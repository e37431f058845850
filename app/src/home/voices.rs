//! The two voices: their labels, and an example of each.

use super::words::Words;
use crate::ui::Icon;
use leptos::prelude::*;

/// The label of a lived reply.
#[component]
pub fn LivedLabel() -> impl IntoView {
    view! { <span class="kind kind--vecu"><Icon name="vecu" />{Words::here().lived()}</span> }
}

/// The label of a professional reply.
#[component]
pub fn ProfessionalLabel() -> impl IntoView {
    view! { <span class="kind kind--pro"><Icon name="pro" />{Words::here().professional()}</span> }
}

/// A question with one reply of each voice.
#[component]
pub fn Example() -> impl IntoView {
    let w = Words::here();
    view! {
        <article class="hero__ex" aria-labelledby="home-example">
            <p class="small soft">{w.example()}</p>
            <h2 class="hero__q" id="home-example">{w.example_question()}</h2>
            <div class="mini mini--vecu">
                <p><LivedLabel /></p>
                <p class="mini__text">{w.example_lived()}</p>
                <p class="mini__by">{w.example_lived_by()}</p>
            </div>
            <div class="mini mini--pro">
                <p><ProfessionalLabel /></p>
                <p class="mini__text">{w.example_pro()}</p>
                <p class="mini__by">{w.example_pro_by()}</p>
            </div>
        </article>
    }
}

/// What tells the voices apart, in words.
#[component]
pub fn Explained() -> impl IntoView {
    let w = Words::here();
    view! {
        <p><LivedLabel /></p>
        <p>{w.lived_text()}</p>
        <p><ProfessionalLabel /></p>
        <p>{w.professional_text()}</p>
        <p>{w.difference()}</p>
    }
}
