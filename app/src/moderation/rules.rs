//! The rules, how moderation works, and the public log.

use super::{Words, api};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::Still;
use domain::moderation::{Action, LogPage, Measure, Rule};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use maud::{Markup, html};

impl Carried for LogPage {}

/// `/rules`, of one community with `?community=`
#[component]
pub fn RulesPage() -> impl IntoView {
    crate::indexing::open("/rules", None);
    let w = Words::here();
    let query = use_query_map();
    let source = move || query.with(|query| query.get("community"));
    let data = load(source, api::read_log);
    let rules = html! {
        ol.rows.rules {
            @for &rule in Rule::ALL { li { h2 { (w.rule_name(rule)) } p { (w.rule_text(rule)) } } }
        }
    };
    let how = html! {
        section.section aria-labelledby="how" {
            h2 id="how" { (w.how_title()) }
            @for text in [w.how_report(), w.how_decide(), w.how_appeal(), w.how_log()] { p { (text) } }
        }
    };
    view! {
        <Main>
            <Title text=w.rules_title() />
            <div class="page-head">
                <h1 class="title title--accent">{w.rules_title()}</h1>
                <p class="lead">{w.rules_lead()}</p>
            </div>
            <Still markup=rules />
            <Still markup=how />
            {loaded(data, move |log| view! { <Still markup=table(w, &log) /> })}
        </Main>
    }
}

fn table(w: Words, log: &LogPage) -> Markup {
    html! {
        section.section aria-labelledby="log" {
            h2 id="log" {
                (w.log_title())
                @if let Some(community) = &log.community { " · " (community.labelled(w.0)) }
            }
            p.soft { (w.log_lead()) }
            @if log.rows.is_empty() { p { (w.log_none()) } } @else {
                div.table-scroll tabindex="0" role="group" aria-labelledby="log" {
                    table.table {
                        thead { tr {
                            th scope="col" { (w.log_month()) }
                            th scope="col" { (w.log_what()) }
                            th scope="col" { (w.rule_word()) }
                            th.n scope="col" { (w.log_count()) }
                            th.n scope="col" { (w.log_reversed()) }
                        } }
                        tbody {
                            @for row in &log.rows { tr {
                                td { (row.month) }
                                td {
                                    @if row.action != Action::Keep || row.measure == Measure::None { (w.action_name(row.action)) }
                                    @if row.measure != Measure::None {
                                        @if row.action != Action::Keep { ", " }
                                        (w.measure_name(row.measure))
                                    }
                                }
                                td { @if let Some(rule) = row.rule { (w.rule_name(rule)) } }
                                td.n { (row.count) }
                                td.n { (row.reversed) }
                            } }
                        }
                    }
                }
            }
        }
    }
}
