//! The page a visitor begins at.

use super::api;
use super::voices::{Example, Explained};
use super::words::Words;
use crate::boot;
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::threads::{ThreadRows, lighten};
use crate::ui::Icon;
use domain::threads::ThreadRow;
use leptos::prelude::*;

impl Carried for Vec<ThreadRow> {
    fn lighten(&mut self) {
        lighten(self);
    }
}

/// The page.
#[component]
pub fn HomePage() -> impl IntoView {
    crate::indexing::open("/", None);
    let w = Words::here();
    view! {
        <Main class="home">
            <leptos_meta::Title text=w.title() />
            <Hero />
            <Now />
            <Charter />
            <You />
        </Main>
    }
}

#[component]
fn Hero() -> impl IntoView {
    let w = Words::here();
    let member = boot::viewer();
    let ways = match member {
        Some(viewer) => view! {
            <p class="lead">{w.hello(&viewer.pseudonym)}</p>
            <p class="btns btns--stack"><a class="btn btn--l" href="/feed">{w.to_feed()}</a></p>
        }
        .into_any(),
        None => view! {
            <p class="btns btns--stack">
                <a class="btn btn--l" href="/sign-up">{w.join()}</a>
                <a class="btn btn--l btn--second" href="#now" rel="external">{w.read_first()}</a>
            </p>
        }
        .into_any(),
    };
    view! {
        <section class="hero" aria-labelledby="home-title">
            <div class="band__in hero__grid">
                <div class="flow">
                    <h1 id="home-title" class="title title--accent">{w.hero()}</h1>
                    <p class="lead">{w.lead()}</p>
                    {ways}
                    <p class="soft">{w.free()}</p>
                </div>
                <Example />
            </div>
        </section>
    }
}

#[component]
fn Now() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::latest());
    view! {
        <section class="band band--soft" id="now" aria-labelledby="home-now" tabindex="-1">
            <div class="band__in two two--main two--text">
                <div>
                    <h2 id="home-now">{w.now()}</h2>
                    {loaded(data, move |rows| {
                        if rows.is_empty() {
                            return view! { <p class="soft">{w.nothing()}</p> }.into_any();
                        }
                        view! { <ThreadRows rows show_community=true /> }.into_any()
                    })}
                    <p><a class="more-link" href="/feed">{w.all()}" "<Icon name="fleche-d" /></a></p>
                </div>
                <div>
                    <h2>{w.voices()}</h2>
                    <Explained />
                    <p><a class="more-link" href="/about#professionals">{w.how_verified()}" "<Icon name="fleche-d" /></a></p>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Charter() -> impl IntoView {
    let w = Words::here();
    view! {
        <section class="band" aria-labelledby="home-charter">
            <div class="band__in flow">
                <h2 id="home-charter">{w.charter()}</h2>
                <p class="lead">{w.charter_lead()}</p>
                <ul class="prose">
                    <li>{w.charter_money()}</li>
                    <li>{w.charter_same()}</li>
                    <li>{w.charter_circle()}</li>
                </ul>
                <p class="btns"><a class="btn btn--second" href="/communities">{w.find()}</a></p>
            </div>
        </section>
    }
}

#[component]
fn You() -> impl IntoView {
    let w = Words::here();
    let columns = [
        (w.you_live(), w.you_live_text(), "/sign-up", w.you_live_link()),
        (w.you_care(), w.you_care_text(), "/sign-up?role=professional", w.you_care_link()),
        (w.you_host(), w.you_host_text(), "/communities/new", w.you_host_link()),
    ];
    let columns = columns
        .into_iter()
        .map(|(title, text, href, link)| {
            view! {
                <div>
                    <h3>{title}</h3>
                    <p>{text}</p>
                    <p><a class="more-link" href=href>{link}" "<Icon name="fleche-d" /></a></p>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="band pt-0" aria-labelledby="home-you">
            <div class="band__in">
                <h2 id="home-you" class="sr">{w.you()}</h2>
                <div class="three three--line">{columns}</div>
            </div>
        </section>
    }
}
