//! Joining: what it reveals and to whom, in plain words, then one box to tick.

use super::api;
use super::label::{CompanyLabel, OwnerLabel, VisibilityLabel};
use super::words::Words;
use crate::boot;
use crate::forms::{Form, Hidden, Submit, Tick};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::{Still, who};
use domain::communities::JoinPage as Page;
use domain::members::Byline;
use domain::policy::Place;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use maud::html;

impl Carried for Page {}

#[component]
pub fn JoinPage() -> impl IntoView {
    let params = use_params_map();
    let data = load(move || params.with(|params| params.get("slug").unwrap_or_default()), api::join_page);
    view! { <Main class="narrow">{loaded(data, |page| view! { <Join page /> })}</Main> }
}

#[component]
fn Join(page: Page) -> impl IntoView {
    let w = Words::here();
    let title = w.join_title(&page.link.labelled(w.0));
    let back = format!("/c/{}", page.link.slug);
    let body = match page.place {
        Some(Place::Member | Place::Host) => {
            view! { <p class="notice">{w.join_already()}</p><p><a class="btn" href=back>{w.back()}</a></p> }.into_any()
        }
        Some(Place::Banned) => view! { <p class="notice notice--warn">{w.banned()}</p> }.into_any(),
        Some(Place::Suspended) => view! { <p class="notice notice--warn">{w.suspended()}</p> }.into_any(),
        None => view! {
            <p class="lead">{w.join_lead()}</p>
            <p><VisibilityLabel visibility=page.visibility />" "<CompanyLabel owner_type=page.owner_type /></p>
            <section class="panel panel--line" aria-labelledby="join-who">
                <h2 id="join-who">{w.join_who()}</h2>
                <p>{w.run_by(w.by(page.owner_type), &page.owner)}</p>
                <OwnerLabel change=page.owner_change />
                <Hosts hosts=page.hosts />
            </section>
            <section class="panel panel--line" aria-labelledby="join-data">
                <h2 id="join-data">{w.join_data()}</h2>
                <p>{page.data_use}</p>
                <p><a class="more-link" href=format!("{back}/charter")>{w.charter_whole()}</a></p>
            </section>
            <section class="panel" aria-labelledby="join-consent">
                <h2 id="join-consent">{w.join_consent()}</h2>
                <div class="prose">{page.consent.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}</div>
                <Form command="communities.join" class="form">
                    <Hidden name="community" value=page.link.slug />
                    <Tick name="consent" label=w.join_agree() hint=w.join_agree_hint() />
                    <p class="btns btns--stack">
                        <Submit label=w.join_submit() />
                        <a class="btn btn--quiet" href=back>{w.join_back()}</a>
                    </p>
                </Form>
            </section>
        }
        .into_any(),
    };
    view! {
        <Title text=title.clone() />
        <h1 class="title title--accent">{title}</h1>
        {body}
    }
}

/// The hosts, with what they are.
#[component]
pub fn Hosts(hosts: Vec<Byline>) -> impl IntoView {
    let locale = boot::locale();
    let markup = html! {
        @for host in &hosts {
            (who(locale, Some(host), true, (!host.about.is_empty()).then(|| html! { (host.about) })))
        }
    };
    view! { <Still markup /> }
}
