//! The audit log: what was done, when, where. People stand in it by the beginning of a keyed hash.

use super::sections::Head;
use super::{Words, api};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::{Icon, Still, time};
use domain::administration::{AuditLine, AuditPage as Page, Chain};
use domain::text::encode;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use maud::{Markup, html};

impl Carried for Page {
    fn lighten(&mut self) {
        self.rows.truncate(1);
    }
}

/// `/admin/audit`
#[component]
pub fn AuditPage() -> impl IntoView {
    let w = Words::here();
    let query = use_query_map();
    let given = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(
        move || (given("verb"), given("since"), given("before"), given("verify") == "1"),
        |(verb, since, before, verify)| api::audit(verb, since, before, verify),
    );
    view! {
        <Main>
            {loaded(data, move |page: Page| {
                let (verb, since) = untrack(|| (given("verb"), given("since")));
                let next = page.next.map(|next| {
                    format!("/admin/audit?verb={}&since={}&before={next}", encode(&verb), encode(&since))
                });
                view! {
                    <Head here="/admin/audit" title=w.audit() lead=w.audit_lead() />
                    <Still markup=chain(w, page.chain.as_ref()) />
                    <Still markup=filter(w, &page.verbs, &verb, &since) />
                    <Still markup=table(w, &page.rows) />
                    {next.map(|next| view! { <p><a class="more-link" href=next>{w.older()}" "<Icon name="fleche-d" /></a></p> })}
                }
            })}
        </Main>
    }
}

/// Whether the chain holds: read when asked for, never believed because an address says so.
fn chain(w: Words, chain: Option<&Chain>) -> Markup {
    html! {
        section.section aria-labelledby="chain" {
            h2 id="chain" { (w.chain()) }
            @match chain {
                Some(Chain { rows, last, broken: None }) => {
                    p.notice."notice--ok" role="status" { (w.chain_holds(*rows)) }
                    p.small { (w.chain_last()) " " code { (last) } }
                },
                Some(Chain { rows, broken: Some(broken), .. }) => {
                    div."error-summary" role="alert" { p.label { (w.chain_broken(*rows, *broken)) } p { (w.chain_broken_text()) } }
                },
                None => { p { (w.chain_text()) } },
            }
            form action="/admin/audit" {
                input type="hidden" name="verify" value="1";
                button.btn."btn--second" { (w.verify()) }
            }
        }
    }
}

fn filter(w: Words, verbs: &[String], verb: &str, since: &str) -> Markup {
    html! {
        form."filter-bar" action="/admin/audit" aria-label=(w.filter()) {
            div.field {
                label for="audit-verb" { (w.what()) }
                select.select id="audit-verb" name="verb" {
                    option value="" selected[verb.is_empty()] { (w.everything()) }
                    @for one in verbs { option value=(one) selected[one == verb] { (w.verb(one)) } }
                }
            }
            div.field {
                label for="audit-since" { (w.from_day()) }
                input.input type="date" id="audit-since" name="since" value=(since);
            }
            button.btn."btn--second" { (w.show()) }
        }
    }
}

fn table(w: Words, rows: &[AuditLine]) -> Markup {
    let person = |hash: Option<&String>| html! { @match hash { Some(hash) => { code { (hash) } }, None => { "–" } } };
    html! {
        @if rows.is_empty() { p.soft { (w.audit_none()) } } @else {
            div."table-scroll" tabindex="0" role="group" aria-label=(w.audit()) {
                table.table {
                    thead { tr {
                        th scope="col" { (w.when()) } th scope="col" { (w.what()) } th scope="col" { (w.who()) }
                        th scope="col" { (w.whom()) } th scope="col" { (w.place()) } th scope="col" { (w.reason()) }
                    } }
                    tbody {
                        @for row in rows { tr {
                            td { (time(w.0, row.at)) }
                            td { (w.verb(&row.verb)) @if !row.detail.is_empty() { br; code { (row.detail) } } }
                            td { (person(row.actor.as_ref())) }
                            td { (person(row.about.as_ref())) }
                            td { (row.community.as_deref().unwrap_or("–")) }
                            td { (row.reason) }
                        } }
                    }
                }
            }
        }
    }
}
