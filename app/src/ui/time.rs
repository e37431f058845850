//! Moments, by the reader's clock.

use crate::boot;
use domain::When;
use leptos::prelude::*;

/// A moment in words, machine-readable too.
#[component]
pub fn Time(when: When) -> impl IntoView {
    view! { <time datetime=when.utc.rfc3339()>{crate::words::date_time(boot::locale(), when)}</time> }
}

/// A day in words.
#[component]
pub fn Day(when: When) -> impl IntoView {
    view! { <time datetime=when.utc.rfc3339()>{crate::words::date(boot::locale(), when)}</time> }
}
