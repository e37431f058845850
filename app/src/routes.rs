//! The pages and their addresses.

mod lazy;
mod way;

#[cfg(feature = "ssr")]
pub use lazy::group;

use crate::{boot, error, layout};
use domain::Problem;
use leptos::children::ToChildren;
use leptos::prelude::*;
use leptos::tachys::view::iterators::StaticVec;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Router, Routes, RoutesProps};
use leptos_router::{MatchNestedRoutes, NestedRoute, SsrMode};
use way::Way;

/// A page's title. On the server it is written into the document as it is, so it is escaped: people
/// write the titles of their threads.
#[allow(clippy::needless_pass_by_value, reason = "the formatter hands it over")]
fn title(title: String) -> String {
    let whole = if title.is_empty() { "Vécu".to_owned() } else { format!("{title} · Vécu") };
    if cfg!(feature = "ssr") { crate::forms::escape(&whole) } else { whole }
}

/// The table of addresses as the router takes it: all of one type, within the frame they share.
fn table() -> impl MatchNestedRoutes + Clone + Send + 'static {
    let inner = lazy::pages().map(|(way, page)| NestedRoute::new(way, page).ssr_mode(SsrMode::Async));
    NestedRoute::new(Way(""), layout::Frame).ssr_mode(SsrMode::Async).child(StaticVec::from(inner.collect::<Vec<_>>()))
}

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    boot::provide();
    let nowhere = || view! { <layout::Bare><error::ErrorView error=Problem::NotFound.into() /></layout::Bare> };
    let routes = RoutesProps::builder().fallback(nowhere).children(ToChildren::to_children(table)).build();
    view! {
        <Title formatter=title text="" />
        <Router>
            <layout::Progress />
            {Routes(routes)}
        </Router>
    }
}
