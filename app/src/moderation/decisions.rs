//! What was decided about oneself, with the way to appeal.

use super::statement::Statement;
use super::{Words, api};
use crate::forms::{Form, Hidden, Submit, TextArea};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::{Day, Still, icon};
use domain::moderation::{DecisionView, DecisionsPage as Page};
use leptos::prelude::*;
use leptos_meta::Title;
use maud::html;

impl Carried for Page {}

/// `/decisions`
#[component]
pub fn DecisionsPage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::read_decisions());
    view! {
        <Main>
            <Title text=w.decisions_title() />
            {loaded(data, |page| view! { <Decisions page /> })}
        </Main>
    }
}

#[component]
fn Decisions(page: Page) -> impl IntoView {
    let w = Words::here();
    let none = page.decisions.is_empty();
    view! {
        <div class="page-head">
            <h1 class="title title--accent">{w.decisions_title()}</h1>
            <p class="lead">{w.decisions_lead()}" "<a href="/rules">{w.rules_title()}</a></p>
        </div>
        {none.then(|| view! { <p class="soft">{w.decisions_none()}</p> })}
        <ol class="rows is-bare">
            {page.decisions.into_iter().map(|decision| view! { <Decision decision /> }).collect_view()}
        </ol>
    }
}

#[component]
fn Decision(decision: DecisionView) -> impl IntoView {
    let w = Words::here();
    let id = decision.id.to_string();
    let place = decision.community.as_ref().map(|community| community.labelled(w.0));
    let until = decision.appeal_until;
    let waits = decision.appeal.as_ref().filter(|appeal| appeal.answer.is_none()).map(|appeal| appeal.due);
    let head = html! { (icon("moderation")) " " (place.as_deref().unwrap_or("Vécu")) };
    view! {
        <li class="case">
            <h2 class="case__place"><Still markup=head /></h2>
            <Statement decision />
            {waits.map(|due| view! { <p>{w.appealed()}" "<Day when=due />"."</p> })}
            {until.map(|until| view! {
                <details class="disc">
                    <summary>{w.disagree()}</summary>
                    <div class="disc__body">
                        <p>{w.appeal_until()}" "<Day when=until />". "{w.appeal_other()}</p>
                        <Form command="moderation.appeal" key=id.clone() class="form" draft=true>
                            <Hidden name="decision" value=id />
                            <TextArea name="text" label=w.appeal_text() rows=4 />
                            <Submit label=w.appeal_send() class="btn btn--second" />
                        </Form>
                    </div>
                </details>
            })}
        </li>
    }
}
