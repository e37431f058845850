//! The form of a decision.

use super::Words;
use super::statement::Preview;
use crate::forms::{Choice, Choices, Form, Hidden, Select, Submit, TextArea};
use domain::moderation::{Action, CasePage, DAYS, Measure, Rule, Subject};
use leptos::prelude::*;

/// What is done, by which rule, for which reasons; and what the person will receive.
#[component]
pub fn Decide(page: CasePage) -> impl IntoView {
    let w = Words::here();
    let id = page.row.id.to_string();
    let subject = page.row.subject;
    let there = !page.html.is_empty();
    let (action, measure) = (RwSignal::new(String::new()), RwSignal::new(Measure::None.word().to_owned()));
    let (rule, reasons) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (veiled, member) = (page.veil.is_some(), subject == Subject::Member);
    let name = move |action| match (veiled, member) {
        (true, _) => w.veiled_action_name(action),
        (_, true) => w.member_action_name(action),
        _ => w.action_name(action),
    };
    let hint = move |action| match (veiled, member) {
        (true, _) => w.veiled_action_hint(action),
        (_, true) => w.member_action_hint(action),
        _ => w.action_hint(action),
    };
    let actions = Action::ALL
        .iter()
        .filter(|action| action.fits(subject, page.veil) && (there || **action == Action::Keep))
        .filter(|action| **action != Action::Move || !page.places.is_empty())
        .map(|&action| Choice { hint: hint(action).into(), ..Choice::plain(action.word(), name(action)) })
        .collect::<Vec<_>>();
    let here = page.row.community.is_some();
    let measures = Measure::ALL
        .iter()
        .filter(|measure| here || matches!(measure, Measure::None | Measure::Warn))
        .map(|&measure| Choice {
            hint: w.measure_hint(measure).into(),
            ..Choice::plain(measure.word(), w.measure_name(measure))
        })
        .collect::<Vec<_>>();
    let days: Vec<(String, String)> = DAYS.iter().map(|&days| (days.to_string(), w.n_days(days))).collect();
    let choose = (String::new(), w.rule_choose().to_owned());
    let rules: Vec<(String, String)> = std::iter::once(choose)
        .chain(Rule::ALL.iter().map(|&rule| (rule.word().to_owned(), w.rule_name(rule).to_owned())))
        .collect();
    let places: Vec<(String, String)> =
        page.places.iter().map(|place| (place.slug.clone(), place.labelled(w.0))).collect();
    let concerned = page.author.is_some();
    view! {
        <Form command="moderation.decide" key=id.clone() class="form" draft=true>
            <Hidden name="case" value=id />
            {page.version.map(|version| view! { <Hidden name="version" value=version.to_string() /> })}
            <Choices name="action" legend=w.action() choices=actions class="choices choices--2" chosen=action />
            {(!places.is_empty()).then(|| view! { <Select name="to" label=w.move_to() hint=w.move_hint() options=places /> })}
            {concerned.then(|| view! {
                <Choices name="measure" legend=if here { w.measure() } else { w.measure_alone() } choices=measures value=Measure::None.word() class="choices choices--2" chosen=measure />
                {here.then(|| view! { <Select name="days" label=w.days() hint=w.days_hint() options=days value="7" /> })}
            })}
            <Select name="rule" label=w.rule() options=rules chosen=rule />
            <TextArea name="reasons" label=w.reasons() hint=w.reasons_hint() rows=5 typed=reasons />
            {concerned.then(|| view! { <Preview subject veiled action measure rule reasons /> })}
            <div class="btns"><Submit label=w.decide_go() /></div>
        </Form>
    }
}
