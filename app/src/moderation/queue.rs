//! The queue of those who moderate.

use super::find::{Asked, Find, More, none_said};
use super::statement::Statement;
use super::{Words, api, keys};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::{Still, icon, time};
use domain::moderation::{CaseRow, DecisionView, QueuePage as Page, Subject, Tab};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use maud::{Markup, html};

impl Carried for Page {}

/// `/moderation`
#[component]
pub fn QueuePage() -> impl IntoView {
    let w = Words::here();
    let query = use_query_map();
    let given = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let source = move || (Tab::from_word(&given("tab")).unwrap_or(Tab::Waiting), given("q"), given("after"));
    let data = load(source, |(tab, q, after)| api::read_queue(tab, q, after));
    keys::of_queue();
    view! {
        <Main>
            <Title text=w.queue_title() />
            {loaded(data, move |page| {
                let asked = untrack(|| Asked { q: given("q"), after: given("after") });
                view! { <Queue page asked /> }
            })}
        </Main>
    }
}

#[component]
fn Queue(page: Page, asked: Asked) -> impl IntoView {
    let w = Words::here();
    let tab = |tab: Tab, name: &'static str, count: u32| {
        let to = format!("/moderation?tab={}", tab.word());
        let current = (page.tab == tab).then_some("page");
        view! {
            <li><a href=to aria-current=current>{name}{(count > 0).then(|| view! { " "<span class="n">{count}</span> })}</a></li>
        }
    };
    let cases = html! { ol.rows.is-bare { @for row in &page.waiting { (case(w, row)) } } };
    let decided = page.decided.clone();
    let appeals = page.appeals.clone();
    let none = none_said(&page, &asked).into_iter().map(|said| view! { <p class="soft">{said}</p> }).collect_view();
    view! {
        <div class="page-head">
            <h1 class="title title--accent">{w.queue_title()}</h1>
            <p class="soft">{w.queue_count(page.cases)}{page.minutes.map(|minutes| format!(" {}", w.queue_minutes(minutes)))}</p>
        </div>
        <nav class="tabs" aria-label=w.tabs()>
            <ul>
                {tab(Tab::Waiting, w.waiting(), page.cases)}
                {tab(Tab::Appeals, w.appeals(), page.appealed)}
                {tab(Tab::Decided, w.decided(), 0)}
            </ul>
        </nav>
        <Find tab=page.tab asked=asked.q.clone() />
        {none}
        {match page.tab {
            Tab::Waiting => view! {
                <Still markup=cases />
                {(page.waiting.len() > 1).then(|| view! { <p class="small soft keys">{w.keys()}</p> })}
            }.into_any(),
            Tab::Appeals => view! { <Decisions decisions=appeals appeals=true /> }.into_any(),
            Tab::Decided => view! { <Decisions decisions=decided appeals=false /> }.into_any(),
        }}
        <More tab=page.tab asked=asked.q next=page.next.clone() />
    }
}

#[component]
fn Decisions(decisions: Vec<DecisionView>, appeals: bool) -> impl IntoView {
    let w = Words::here();
    let rows = decisions
        .into_iter()
        .map(|decision| {
            let name = decision.about.as_ref().map_or_else(|| w.somebody().to_owned(), |about| about.labelled(w.0));
            let place = decision.community.as_ref().map(|community| community.labelled(w.0));
            let to = format!("/moderation/appeals/{}", decision.id);
            view! {
                <li class="case">
                    <div class="case__head"><h2>{name}</h2>{place.map(|place| view! { <span class="soft small">{place}</span> })}</div>
                    <Statement decision />
                    {appeals.then(|| view! { <p class="btns"><a class="btn btn--second case__open" href=to>{w.open_appeal()}</a></p> })}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="rows is-bare">{rows}</ol> }
}

/// The head of a case: how urgent, until when, who looks at it.
pub fn head(w: Words, row: &CaseRow) -> Markup {
    let reports: u32 = row.reasons.iter().map(|(_, count)| count).sum();
    html! {
        @if row.urgent { span.status.status--danger { (icon("alerte")) (w.urgent()) } }
        span.status.status--wait { (icon("signaler")) (w.reports(reports)) }
        span.due.due--soon[row.urgent || row.late] {
            (icon("attente"))
            span { (if row.late { w.late() } else { w.due() }) " " (time(w.0, row.due)) }
        }
        @if let Some((name, mine)) = &row.claimed {
            span.soft.small { @if *mine { (w.taken_by_you()) } @else { (w.taken_by(name)) } }
        }
    }
}

/// What reasons were given, with how many gave them.
pub fn reasons(w: Words, row: &CaseRow) -> String {
    row.reasons
        .iter()
        .map(|(reason, count)| match count {
            1 => w.reason(*reason).to_owned(),
            count => format!("{} ({count})", w.reason(*reason)),
        })
        .collect::<Vec<_>>()
        .join(", ")
}

fn case(w: Words, row: &CaseRow) -> Markup {
    let title = match row.title.as_str() {
        "" if row.subject == Subject::Letter => crate::letters::words::Words(w.0).to_be_opened(),
        "" if row.reads => w.untitled(),
        "" => w.not_read(),
        title => title,
    };
    html! {
        li.case {
            div.case__head {
                (head(w, row))
                h2 { a.case__open href={ "/moderation/" (row.id) } { (reasons(w, row)) } }
            }
            p.case__about {
                (w.subject(row.subject)) " · " (title)
                @if let Some(community) = &row.community { " · " (community.labelled(w.0)) }
            }
        }
    }
}
