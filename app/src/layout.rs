//! The frame around every page: top band, navigation, foot with the emergency numbers.

mod foot;
mod nav;
mod scroll;
mod words;

use crate::boot;
use crate::error::ErrorView;
use domain::Problem;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
pub use words::Words;

/// The frame, with the page inside.
#[component]
pub fn Frame() -> impl IntoView {
    focus_on_navigation();
    view! { <Bare><Outlet /></Bare> }
}

/// The frame around anything.
#[component]
pub fn Bare(children: Children) -> impl IntoView {
    let w = Words::here();
    let member = boot::viewer().is_some();
    view! {
        <a class="skip" href="#content" rel="external">{w.skip()}</a>
        <nav::Top />
        {if member {
            view! {
                <div class="page page--nav">
                    <nav::Nav />
                    {children()}
                </div>
            }.into_any()
        } else {
            view! { <div class="page page--visitor">{children()}</div> }.into_any()
        }}
        <foot::Foot />
        <crate::device::Strip />
    }
    .into_any()
}

/// The page's own column. Every page is one `Main`, then perhaps one `Aside`.
#[component]
pub fn Main(#[prop(into, optional)] class: String, children: Children) -> impl IntoView {
    view! { <main id="content" class=format!("main {class}") tabindex="-1"><crate::ui::DoneNotice /><Suspended />{children()}</main> }.into_any()
}

/// Said on every page to whoever reads and, for now, does not write: with the way to why, and to an appeal.
#[component]
fn Suspended() -> impl IntoView {
    let w = Words::here();
    boot::viewer().is_some_and(|viewer| viewer.suspended).then(|| {
        view! { <p class="notice" data-suspended="">{w.suspended()}" "<a href="/decisions">{w.suspended_why()}</a></p> }
    })
}

/// What stands beside the page.
#[component]
pub fn Aside(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! { <aside class="aside" aria-label=label>{children()}</aside> }.into_any()
}

/// The way to a page's feed, for those who read in a program of their own.
#[component]
pub fn FeedLink(#[prop(into)] to: String) -> impl IntoView {
    view! { <p class="small"><a class="more-link" href=to rel="external" type="application/atom+xml">{Words::here().follow_outside()}</a></p> }.into_any()
}

/// An address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <Main><ErrorView error=Problem::NotFound.into() /></Main> }
}

/// A thin line while the next page is on its way.
#[component]
pub fn Progress() -> impl IntoView {
    let (busy, set_busy) = signal(false);
    provide_context(Busy(set_busy));
    view! { <div class="nav-progress" hidden=move || !busy.get() aria-hidden="true"></div> }
}

/// Tells the progress line.
#[derive(Clone, Copy)]
pub struct Busy(pub WriteSignal<bool>);

/// After going to another page: to its top, with the focus on its content, so that screen readers
/// begin there; or to the fragment; or, going back, to where one was. The first page keeps the
/// browser's own behaviour.
fn focus_on_navigation() {
    let location = use_location();
    let back = scroll::remember();
    Effect::new(move |before: Option<String>| {
        let path = location.pathname.get();
        if let Ok(Some(menu)) = document().query_selector(".top__menu[open]") {
            let _ = menu.remove_attribute("open");
        }
        if before.is_some_and(|before| before != path) {
            let here = path.clone();
            // The event that says one goes back may reach the router first.
            let after_the_event = move || {
                if let Some(place) = back.take(&here) {
                    scroll::restore(place);
                } else if window().location().hash().unwrap_or_default().is_empty() {
                    settle("content".to_owned(), true, false, 100);
                }
            };
            set_timeout(after_the_event, std::time::Duration::ZERO);
        }
        path
    });
}

/// After a form was carried out: focus what the address names, once it is drawn.
pub fn focus_after(to: String) {
    let Some((_, fragment)) = to.split_once('#') else { return };
    settle(fragment.to_owned(), false, false, 100);
}

/// Focuses an element once it is drawn, and again when data that comes late replaces it, for some
/// seconds or until the reader moves on: otherwise the focus would fall back to the document.
fn settle(id: String, top: bool, found: bool, tries: u32) {
    let active = document().active_element();
    let lost = active.as_ref().is_none_or(|element| element.tag_name().eq_ignore_ascii_case("body"));
    if found && !lost && active.is_some_and(|element| element.id() != id) {
        return;
    }
    let found = if found && !lost { true } else { focus_element(&id, top && !found) || found };
    if tries > 0 {
        set_timeout(move || settle(id, top, found, tries - 1), std::time::Duration::from_millis(50));
    }
}

fn focus_element(id: &str, top: bool) -> bool {
    let Some(element) =
        document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return false;
    };
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    if top {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    } else {
        element.scroll_into_view();
    }
    let _ = element.focus();
    true
}
