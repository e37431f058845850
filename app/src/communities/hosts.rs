//! Naming hosts; for the hosts.

use super::api;
use super::words::Words;
use crate::boot;
use crate::forms::{FieldErrorView, Form, Hidden, Select, Submit, TextField};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::{Still, who};
use domain::communities::HostsPage as Page;
use domain::members::Byline;
use domain::moderation::HOLDS;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use maud::html;

impl Carried for Page {}

#[component]
pub fn HostsPage() -> impl IntoView {
    let params = use_params_map();
    let data = load(move || params.with(|params| params.get("slug").unwrap_or_default()), api::hosts_page);
    view! { <Main class="narrow">{loaded(data, |page| view! { <Hosts page /> })}</Main> }
}

#[component]
fn Hosts(page: Page) -> impl IntoView {
    let w = Words::here();
    let back = format!("/c/{}", page.link.slug);
    let slug = page.link.slug.clone();
    let founder = page.founder;
    let community = page.link.slug.clone();
    let holds: Vec<(String, String)> = HOLDS.iter().map(|&count| (count.to_string(), w.holds_count(count))).collect();
    let now = page.holds.to_string();
    let rows = page
        .hosts
        .into_iter()
        .map(|host| {
            let founded = founder == Some(host.id);
            view! { <li><HostRow slug=slug.clone() host founded /></li> }
        })
        .collect_view();
    view! {
        <Title text=w.hosts_title() />
        <p class="crumb"><a href=back>{page.link.labelled(w.0)}</a></p>
        <h1 class="title title--accent">{w.hosts_title()}</h1>
        <p class="lead">{w.hosts_lead()}</p>
        <section class="section" aria-labelledby="hosts-now">
            <h2 id="hosts-now">{w.hosts_now()}</h2>
            <ul class="rows">{rows}</ul>
        </section>
        <section class="section" aria-labelledby="hosts-name">
            <h2 id="hosts-name">{w.hosts_name()}</h2>
            <Form command="communities.name_host" class="form">
                <Hidden name="community" value=page.link.slug />
                <TextField name="pseudonym" label=w.hosts_name() hint=w.hosts_name_hint() autocomplete="off" />
                <Submit label=w.hosts_name_submit() class="btn" />
            </Form>
        </section>
        <section class="section" aria-labelledby="hosts-hold">
            <h2 id="hosts-hold">{w.holds_title()}</h2>
            <Form command="communities.hold_first" class="form">
                <Hidden name="community" value=community />
                <Select name="holds" label=w.holds() hint=w.holds_hint() options=holds value=now />
                <Submit label=w.holds_save() class="btn btn--second" />
            </Form>
        </section>
    }
}

/// A host, and the button that takes the role back. The founder steps down alone.
#[component]
fn HostRow(slug: String, host: Byline, founded: bool) -> impl IntoView {
    let w = Words::here();
    let own = boot::viewer().is_some_and(|viewer| viewer.id == host.id);
    let (named, pseudonym, key) = (host.labelled(w.0), host.pseudonym.clone(), host.id.to_string());
    let button = if own { w.hosts_step_down() } else { w.hosts_remove() };
    view! {
        <Still markup=who(w.0, Some(&host), true, founded.then(|| html! { (w.hosts_founder()) })) />
        {(own || !founded).then(|| view! {
            <Form command="communities.remove_host" key=key bare=true>
                <Hidden name="community" value=slug />
                <Hidden name="pseudonym" value=pseudonym />
                <FieldErrorView name="pseudonym" />
                <button class="btn btn--quiet btn--s">{button}<span class="sr">{w.hosts_of(&named)}</span></button>
            </Form>
        })}
    }
}
