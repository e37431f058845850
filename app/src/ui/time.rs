//! Moments, by the reader's clock.

use crate::boot;
use domain::{Locale, When};
use leptos::prelude::*;
use maud::{Markup, html};

/// A moment in words, machine-readable too.
#[component]
pub fn Time(when: When) -> impl IntoView {
    view! { <time datetime=when.utc.rfc3339()>{crate::words::date_time(boot::locale(), when)}</time> }
}

/// The same where a page stays as it is.
pub fn time(locale: Locale, when: When) -> Markup {
    html! { time datetime=(when.utc.rfc3339()) { (crate::words::date_time(locale, when)) } }
}

/// A day where a page stays as it is.
pub fn day(locale: Locale, when: When) -> Markup {
    html! { time datetime=(when.utc.rfc3339()) { (crate::words::date(locale, when)) } }
}

/// A day in words.
#[component]
pub fn Day(when: When) -> impl IntoView {
    view! { <time datetime=when.utc.rfc3339()>{crate::words::date(boot::locale(), when)}</time> }
}
