//! Members, found by name or address.

use super::sections::{Find, Head};
use super::{Words, api};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::members::words::Words as MemberWords;
use crate::ui::{Icon, Still, day};
use domain::administration::{MemberRow, MembersPage as Page};
use domain::text::encode;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use maud::{Markup, html};

impl Carried for Page {
    fn lighten(&mut self) {
        self.rows.truncate(1);
    }
}

/// `/admin/members`
#[component]
pub fn MembersPage() -> impl IntoView {
    let w = Words::here();
    let query = use_query_map();
    let given = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(move || (given("q"), given("after")), |(q, after)| api::members(q, after));
    view! {
        <Main>
            {loaded(data, move |page: Page| {
                let asked = untrack(|| given("q"));
                let next = page.next.map(|next| format!("/admin/members?q={}&after={next}", encode(&asked)));
                view! {
                    <Head here="/admin/members" title=w.members() lead=w.members_lead() />
                    <Find action="/admin/members" label=w.find_member() hint=w.find_member_hint() asked />
                    <Still markup=list(w, &page.rows) />
                    {next.map(|next| view! { <p><a class="more-link" href=next>{w.more()}" "<Icon name="fleche-d" /></a></p> })}
                }
            })}
        </Main>
    }
}

fn list(w: Words, rows: &[MemberRow]) -> Markup {
    html! {
        @if rows.is_empty() { p.soft { (w.nobody()) } } @else {
            ul.rows role="list" {
                @for row in rows {
                    li {
                        p { a href=(format!("/admin/members/{}", row.id)) { strong { (row.labelled(w.0)) } } " " (labels(w, row)) }
                        p.small.soft { (MemberWords(w.0).kind(row.role, row.organisation)) " · " (w.since()) " " (day(w.0, row.since)) }
                    }
                }
            }
        }
    }
}

/// What is to be known of an account at a glance.
pub fn labels(w: Words, row: &MemberRow) -> Markup {
    html! {
        @if let Some(badge) = row.badge { span.badge { (MemberWords(w.0).profession(badge)) } " " }
        @if row.administrator { span.badge { (w.administrator()) } " " }
        @if row.moderator { span.badge { (w.moderator()) } " " }
        @if !row.confirmed { span.badge { (w.unconfirmed()) } " " }
        @if row.disposable { span.badge { (w.disposable()) } " " }
    }
}
