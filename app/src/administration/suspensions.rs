//! Suspended accounts; suspending one, and lifting that, on a member's page.

use super::sections::{Find, Head};
use super::{Words, api};
use crate::boot::Boot;
use crate::forms::{FieldErrorView, Form, Hidden, Select, Submit, TextArea};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::moderation::Words as ModerationWords;
use crate::ui::{Icon, Still, day};
use domain::administration::{MemberPage, SuspensionView, SuspensionsPage as Page, UNTIL_LIFTED};
use domain::moderation::{DAYS, Rule};
use domain::text::encode;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use maud::{Markup, html};

/// The command of the form that suspends.
const COMMAND: &str = "administration.suspend";

impl Carried for Page {
    fn lighten(&mut self) {
        self.rows.truncate(1);
    }
}

/// `/admin/suspensions`
#[component]
pub fn SuspensionsPage() -> impl IntoView {
    let w = Words::here();
    let query = use_query_map();
    let given = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(move || (given("q"), given("after")), |(q, after)| api::suspensions(q, after));
    view! {
        <Main>
            {loaded(data, move |page: Page| {
                let asked = untrack(|| given("q"));
                let next = page.next.map(|next| format!("/admin/suspensions?q={}&after={next}", encode(&asked)));
                let none_said = if asked.is_empty() { w.suspensions_none() } else { w.nobody() };
                view! {
                    <Head here="/admin/suspensions" title=w.suspensions() lead=w.suspensions_lead() />
                    <Find action="/admin/suspensions" label=w.find_suspended() hint=w.find_suspended_hint() asked />
                    <Still markup=list(w, &page.rows, none_said) />
                    {next.map(|next| view! { <p><a class="more-link" href=next>{w.more()}" "<Icon name="fleche-d" /></a></p> })}
                }
            })}
        </Main>
    }
}

fn list(w: Words, rows: &[SuspensionView], none: &str) -> Markup {
    html! {
        @if rows.is_empty() { p.soft { (none) } } @else {
            ul.rows role="list" {
                @for row in rows {
                    li {
                        p { a href=(format!("/admin/members/{}", row.id)) { strong { (row.name) } } }
                        (facts(w, row))
                    }
                }
            }
        }
    }
}

/// Since when, until when, by which rule.
fn facts(w: Words, row: &SuspensionView) -> Markup {
    html! {
        p.small.soft {
            @if let Some(since) = row.since { (w.suspended_since()) " " (day(w.0, since)) ", " }
            @match row.until {
                Some(until) => { (w.until()) " " (day(w.0, until)) },
                None => { (w.until_lifted()) },
            }
            @if let Some(rule) = row.rule { " · " (ModerationWords(w.0).rule_name(rule)) }
            @if row.appealed { " · " a href="/moderation?tab=appeals" { (w.appeal_waits()) } }
        }
    }
}

/// On a member's page: the form that suspends the account, or the one that lifts that. Nobody suspends themselves.
#[component]
pub fn Suspension(page: MemberPage) -> impl IntoView {
    let w = Words::here();
    let id = page.member.id.to_string();
    let form = match page.suspension {
        Some(suspension) => view! {
            <Still markup=facts(w, &suspension) />
            <Form command="administration.lift" key=id.clone() class="form">
                <Hidden name="about" value=id />
                <TextArea name="reason" label=w.reason() hint=w.reason_hint() rows=3 />
                <Submit label=w.lift() class="btn btn--second" />
            </Form>
        }
        .into_any(),
        None => view! { <Suspend id /> }.into_any(),
    };
    (!page.own).then(|| {
        view! {
            <section class="section" aria-labelledby="suspension">
                <h2 id="suspension">{w.suspension()}</h2>
                {form}
            </section>
        }
    })
}

#[component]
fn Suspend(id: String) -> impl IntoView {
    let w = Words::here();
    let m = ModerationWords::here();
    let lasting = DAYS.iter().map(|&days| (days.to_string(), m.n_days(days)));
    let days: Vec<(String, String)> = lasting.chain([(UNTIL_LIFTED.to_owned(), m.until_lifted().to_owned())]).collect();
    // What is to be corrected is not hidden away.
    let open = with_context::<Boot, _>(|boot| boot.refilled.as_ref().is_some_and(|refilled| refilled.form == COMMAND))
        .unwrap_or(false);
    let choose = (String::new(), m.rule_choose().to_owned());
    let rules: Vec<(String, String)> = std::iter::once(choose)
        .chain(Rule::ALL.iter().map(|&rule| (rule.word().to_owned(), m.rule_name(rule).to_owned())))
        .collect();
    view! {
        <details class="disc" open=open>
            <summary>{w.suspend()}" "<Icon name="chevron" /></summary>
            <div class="disc__body">
                <p class="prose">{w.suspend_lead()}</p>
                <Form command=COMMAND key=id.clone() class="form" draft=true>
                    <Hidden name="about" value=id />
                    <FieldErrorView name="suspension" />
                    <Select name="days" label=m.days() options=days value="7" />
                    <Select name="rule" label=m.rule() options=rules />
                    <TextArea name="reasons" label=m.reasons() hint=m.reasons_hint() rows=5 />
                    <div class="btns"><Submit label=w.suspend() class="btn btn--danger" /></div>
                </Form>
            </div>
        </details>
    }
}
