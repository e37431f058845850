//! Top band and main navigation: a bar at the bottom of a phone, a rail on wider screens.

use super::words::Words;
use crate::boot;
use crate::ui::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The logo, drawn inline so that its colours follow the theme.
#[component]
fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 244 101" aria-hidden="true" focusable="false">
            <g fill="none" stroke="currentColor" stroke-width="13" stroke-linecap="round" stroke-linejoin="round">
                <path d="M10 25 36 91 62 25"></path>
                <path d="M82 70H121A20.5 20.5 0 1 0 113.5 86"></path>
                <path d="M172.5 55A20.5 20.5 0 1 0 172.5 85"></path>
                <path d="M196 50V72A19 19 0 0 0 234 72V50M234 72V91"></path>
            </g>
            <path class="logo__accent" d="M99 31 115 14" fill="none" stroke="var(--accent)" stroke-width="14" stroke-linecap="round"></path>
        </svg>
    }
}

/// The band at the top.
#[component]
pub fn Top() -> impl IntoView {
    let w = Words::here();
    let member = boot::viewer();
    let home = if member.is_some() { "/feed" } else { "/" };
    view! {
        <header class="top">
            <div class="top__in">
                <a class="top__logo" href=home><Logo /><span class="sr">{w.logo_home()}</span></a>
                {member.is_none().then(|| view! {
                    <nav aria-label=w.navigation()>
                        <details class="top__menu">
                            <summary>{w.menu()}</summary>
                            <ul>
                                <li><a href="/communities">{w.communities()}</a></li>
                                <li><a href="/feed">{w.feed()}</a></li>
                                <li><a href="/about">{w.how()}</a></li>
                                <li><a href="/sign-in">{w.sign_in()}</a></li>
                                <li><a href="/sign-up">{w.sign_up()}</a></li>
                            </ul>
                        </details>
                        <ul class="top__site">
                            <li><a href="/communities">{w.communities()}</a></li>
                            <li><a href="/feed">{w.feed()}</a></li>
                            <li><a href="/about">{w.how()}</a></li>
                            <li><a href="/sign-in">{w.sign_in()}</a></li>
                            <li><a class="top__cta" href="/sign-up">{w.sign_up()}</a></li>
                        </ul>
                    </nav>
                })}
            </div>
        </header>
    }
    .into_any()
}

/// The main navigation of a member.
#[component]
pub fn Nav() -> impl IntoView {
    let w = Words::here();
    let path = use_location().pathname;
    let current = move |here: fn(&str) -> bool| move || path.with(|path| here(path)).then_some("page");
    let viewer = boot::viewer();
    let administrator = viewer.as_ref().is_some_and(|viewer| viewer.administrator);
    view! {
        <nav class="nav" aria-label=w.navigation()>
            <ul class="nav__main">
                <li><a href="/feed" aria-current=current(|path| path == "/feed")><Icon name="fil" class="" /><span>{w.feed()}</span></a></li>
                <li><a href="/communities" aria-current=current(|path| path.starts_with("/c"))><Icon name="communautes" class="" /><span>{w.communities()}</span></a></li>
                <li><a class="nav__ask" href="/ask" aria-current=current(|path| path == "/ask")><Icon name="question" class="" /><span>{w.ask()}</span></a></li>
                <li><a href="/settings" aria-current=current(|path| path.starts_with("/settings"))><Icon name="moi" class="" /><span>{w.me()}</span></a></li>
            </ul>
            {administrator.then(|| view! {
                <div class="nav__more">
                    <p class="nav__title" id="nav-admin">{w.administration()}</p>
                    <ul aria-labelledby="nav-admin">
                        <li><a href="/admin/claims">{w.claims()}</a></li>
                    </ul>
                </div>
            })}
        </nav>
    }
    .into_any()
}
