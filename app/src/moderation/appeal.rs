//! Reading an appeal.

use super::statement::Statement;
use super::{Words, api};
use crate::forms::{Choice, Choices, Form, Hidden, Submit, TextArea};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::{Still, time};
use domain::DecisionId;
use domain::moderation::{AppealOutcome, DecisionView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use maud::html;

impl Carried for DecisionView {}

/// `/moderation/appeals/{decision}`
#[component]
pub fn AppealPage() -> impl IntoView {
    let w = Words::here();
    let params = use_params_map();
    let source = move || params.with(|params| params.get("id").unwrap_or_default());
    let data = load(source, |id| async move {
        match id.parse::<DecisionId>() {
            Ok(id) => api::read_appeal(id).await,
            Err(_) => Err(domain::Problem::NotFound.into()),
        }
    });
    view! {
        <Main>
            <Title text=w.answer_title() />
            {loaded(data, |decision| view! { <Appeal decision /> })}
        </Main>
    }
}

#[component]
fn Appeal(decision: DecisionView) -> impl IntoView {
    let w = Words::here();
    let id = decision.id.to_string();
    let name = decision.about.as_ref().map_or_else(|| w.somebody().to_owned(), |about| about.labelled(w.0));
    let choices: Vec<Choice> =
        AppealOutcome::ALL.iter().map(|&outcome| Choice::plain(outcome.word(), w.outcome_name(outcome))).collect();
    let answered = decision.appeal.as_ref().is_some_and(|appeal| appeal.answer.is_some());
    let appeal = decision.appeal.as_ref().map(|appeal| {
        html! {
            section.section aria-labelledby="appeal" {
                h2 id="appeal" { (w.their_appeal()) }
                blockquote.case__quote { p.pre { (appeal.text) } footer { (name) " · " (time(w.0, appeal.created)) } }
            }
        }
    });
    view! {
        <div class="page-head">
            <h1 class="title title--accent">{w.answer_title()}</h1>
            <p class="lead">{w.answer_lead()}</p>
        </div>
        <Statement decision />
        {appeal.map(|markup| view! { <Still markup /> })}
        {(!answered).then(|| view! {
            <Form command="moderation.answer" key=id.clone() class="form" draft=true>
                <Hidden name="decision" value=id />
                <Choices name="outcome" legend=w.outcome() choices=choices />
                <TextArea name="answer" label=w.answer() rows=4 />
                <Submit label=w.answer_send() />
            </Form>
        })}
    }
}
