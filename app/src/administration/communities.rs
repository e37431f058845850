//! Communities: whose they are and who looks after them; a host for one that has none.

use super::sections::{Find, Head};
use super::{Words, api};
use crate::communities::words::Words as CommunityWords;
use crate::forms::{Form, Hidden, Submit, TextArea, TextField};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::Icon;
use crate::words::number;
use domain::administration::{CommunitiesPage as Page, CommunityRow};
use domain::text::encode;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

impl Carried for Page {}

/// `/admin/communities`
#[component]
pub fn CommunitiesPage() -> impl IntoView {
    let w = Words::here();
    let query = use_query_map();
    let given = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(move || (given("q"), given("after")), |(q, after)| api::communities(q, after));
    view! {
        <Main>
            {loaded(data, move |page: Page| {
                let asked = untrack(|| given("q"));
                let next = page.next.map(|next| format!("/admin/communities?q={}&after={next}", encode(&asked)));
                let none = page.rows.is_empty();
                let rows = page.rows.into_iter().map(|row| view! { <Community row /> }).collect_view();
                view! {
                    <Head here="/admin/communities" title=w.communities() lead=w.communities_lead() />
                    <Find action="/admin/communities" label=w.find_community() hint=w.find_community_hint() asked />
                    {none.then(|| view! { <p class="soft">{w.no_community()}</p> })}
                    <ul class="rows" role="list">{rows}</ul>
                    {next.map(|next| view! { <p><a class="more-link" href=next>{w.more()}" "<Icon name="fleche-d" /></a></p> })}
                }
            })}
        </Main>
    }
}

#[component]
fn Community(row: CommunityRow) -> impl IntoView {
    let w = Words::here();
    let (name, slug) = (row.link.labelled(w.0), row.link.slug);
    let alone = row.hosts.is_empty();
    let hosts = if alone { w.no_host().to_owned() } else { row.hosts.join(", ") };
    let count = row.hosts.len().to_string();
    view! {
        <li>
            <h2><a href=format!("/c/{slug}")>{name}</a></h2>
            <dl class="facts facts--3">
                <div><dt>{w.owner()}</dt><dd>{row.owner}" ("{CommunityWords::here().owner_type_word(row.owner_type)}")"</dd></div>
                <div><dt>{w.charter()}</dt><dd>{number(w.0, row.charter)}</dd></div>
                <div><dt>{w.members()}</dt><dd>{number(w.0, row.members)}</dd></div>
                <div><dt>{w.hosts()}" ("{count}")"</dt><dd>{hosts}</dd></div>
            </dl>
            {alone.then(|| view! {
                <Form command="administration.host" key=slug.clone() class="form">
                    <Hidden name="community" value=slug />
                    <TextField name="pseudonym" label=w.name_host() hint=w.name_host_hint() autocomplete="off" />
                    <TextArea name="reason" label=w.reason() hint=w.reason_hint() rows=3 />
                    <Submit label=w.name_host_submit() class="btn btn--second" />
                </Form>
            })}
        </li>
    }
}
