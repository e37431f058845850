//! Top band and main navigation: a bar at the bottom of a phone, a rail on wider screens.

use super::words::Words;
use crate::boot;
use crate::notices::Unseen;
use crate::search::suggest::Suggest;
use crate::ui::{Icon, icon_as};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use maud::{Markup, html};

/// The logo, drawn inline so that its colours follow the theme.
fn logo() -> Markup {
    html! {
        svg.logo viewBox="0 0 244 101" aria-hidden="true" focusable="false" {
            g fill="none" stroke="currentColor" stroke-width="13" stroke-linecap="round" stroke-linejoin="round" {
                path d="M10 25 36 91 62 25" {}
                path d="M82 70H121A20.5 20.5 0 1 0 113.5 86" {}
                path d="M172.5 55A20.5 20.5 0 1 0 172.5 85" {}
                path d="M196 50V72A19 19 0 0 0 234 72V50M234 72V91" {}
            }
            path.logo__accent d="M99 31 115 14" fill="none" stroke="var(--accent)" stroke-width="14" stroke-linecap="round" {}
        }
    }
}

/// The band at the top.
#[component]
pub fn Top() -> impl IntoView {
    let w = Words::here();
    let member = boot::viewer().is_some();
    let unseen = use_context::<Unseen>();
    let band = top(w, member, unseen.map_or(0, |Unseen(unseen)| unseen.get_untracked())).into_string();
    // The count alone is drawn anew: what is being typed beside it stays.
    if let Some(Unseen(unseen)) = unseen {
        Effect::new(move || {
            let count = unseen.get();
            if let Some(place) = document().get_element_by_id("unseen") {
                place.set_inner_html(&pip(w, count).into_string());
            }
        });
    }
    let navigate = leptos_router::hooks::use_navigate();
    view! {
        <header class="top" inner_html=band on:submit=move |event| crate::search::go(&event, &navigate)></header>
        {member.then(|| view! { <Suggest field="q-top" /> })}
    }
}

fn top(w: Words, member: bool, unseen: u32) -> Markup {
    let ways = [
        ("/communities", w.communities()),
        ("/feed", w.feed()),
        ("/search", w.search()),
        ("/about", w.how()),
        ("/sign-in", w.sign_in()),
        ("/sign-up", w.sign_up()),
    ];
    html! {
        div.top__in {
            a.top__logo href=(if member { "/feed" } else { "/" }) { (logo()) span.sr { (w.logo_home()) } }
            @if member {
                form.top__search.field-search role="search" action="/search" {
                    label.sr for="q-top" { (w.search_label()) }
                    input id="q-top" name="q" type="search" placeholder=(w.search_hint()) autocomplete="off";
                    button { (icon_as("recherche", "")) span.sr { (w.search()) } }
                }
                ul.top__links {
                    li.top__only-phone { a href="/search" { (icon_as("recherche", "")) (w.search()) } }
                    li {
                        a href="/letters" { (icon_as("lettre", "")) (w.letters()) }
                    }
                    li {
                        a href="/notices" {
                            (icon_as("cloche", ""))
                            (w.notices())
                            span id="unseen" { (pip(w, unseen)) }
                        }
                    }
                }
            } @else {
                nav aria-label=(w.navigation()) {
                    details.top__menu {
                        summary { (w.menu()) }
                        ul { @for (to, name) in ways { li { a href=(to) { (name) } } } }
                    }
                    ul.top__site {
                        @for (to, name) in ways { li { a.top__cta[to == "/sign-up"] href=(to) { (name) } } }
                    }
                }
            }
        }
    }
}

/// How many notices are new: as narrow as its place, and nothing when there are none.
fn pip(w: Words, count: u32) -> Markup {
    let shown = if count > 99 { "99+".to_owned() } else { count.to_string() };
    html! { @if count > 0 { span.pip { (shown) span.sr { (w.unseen()) } } } }
}

/// The main navigation of a member.
#[component]
pub fn Nav() -> impl IntoView {
    let w = Words::here();
    let path = use_location().pathname;
    let current = move |here: fn(&str) -> bool| move || path.with(|path| here(path)).then_some("page");
    let viewer = boot::viewer();
    let administrator = viewer.as_ref().is_some_and(|viewer| viewer.administrator);
    let moderates = viewer.as_ref().is_some_and(|viewer| viewer.moderates);
    view! {
        <nav class="nav" aria-label=w.navigation()>
            <ul class="nav__main">
                <li><a href="/feed" aria-current=current(|path| path == "/feed")><Icon name="fil" class="" /><span>{w.feed()}</span></a></li>
                <li><a href="/communities" aria-current=current(|path| path.starts_with("/c"))><Icon name="communautes" class="" /><span>{w.communities()}</span></a></li>
                <li><a class="nav__ask" href="/ask" aria-current=current(|path| path == "/ask")><Icon name="question" class="" /><span>{w.ask()}</span></a></li>
                <li><a href="/settings" aria-current=current(|path| path.starts_with("/settings"))><Icon name="moi" class="" /><span>{w.me()}</span></a></li>
            </ul>
            {moderates.then(|| view! {
                <div class="nav__more">
                    <p class="nav__title" id="nav-team">{w.team()}</p>
                    <ul aria-labelledby="nav-team">
                        <li><a href="/moderation" aria-current=current(|path| path.starts_with("/moderation"))><Icon name="moderation" class="" />{w.moderation()}</a></li>
                    </ul>
                </div>
            })}
            {administrator.then(|| view! {
                <div class="nav__more">
                    <p class="nav__title" id="nav-admin">{w.administration()}</p>
                    <ul aria-labelledby="nav-admin">
                        <li><a href="/admin" aria-current=current(|path| path == "/admin")>{w.overview()}</a></li>
                        <li><a href="/admin/claims">{w.claims()}</a></li>
                    </ul>
                </div>
            })}
        </nav>
    }
    .into_any()
}
