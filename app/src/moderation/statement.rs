//! The statement of reasons, as the person concerned reads it; before it is sent and after.

use super::Words;
use crate::ui::{Icon, Still, day};
use domain::moderation::{Action, DecisionView, Measure, Rule, Subject};
use leptos::prelude::*;
use maud::{Markup, html};

/// What the person will receive, while it is written.
#[component]
pub fn Preview(
    subject: Subject,
    /// Nobody reads the text yet.
    veiled: bool,
    action: RwSignal<String>,
    measure: RwSignal<String>,
    rule: RwSignal<String>,
    reasons: RwSignal<String>,
) -> impl IntoView {
    let w = Words::here();
    let text = move || {
        let (Some(action), Some(measure)) = (Action::from_word(&action.get()), Measure::from_word(&measure.get()))
        else {
            return String::new();
        };
        if veiled && action == Action::Keep && measure == Measure::None {
            return html! { p { strong { (w.shown()) } } }.into_string();
        }
        let rule = Rule::from_word(&rule.get());
        reasons.with(|reasons| body(w, (subject, action, measure), rule, reasons).into_string())
    };
    view! {
        <details class="disc" open hidden=move || text().is_empty()>
            <summary>{w.receives()}" "<Icon name="chevron" /></summary>
            <div class="disc__body"><div class="statement" inner_html=text></div></div>
        </details>
    }
}

fn body(w: Words, (subject, action, measure): (Subject, Action, Measure), rule: Option<Rule>, reasons: &str) -> Markup {
    html! {
        p {
            strong { (w.action_done(action, subject)) }
            @if measure != Measure::None { " " (w.measure_done(measure)) }
        }
        (why(w, rule, reasons))
    }
}

fn why(w: Words, rule: Option<Rule>, reasons: &str) -> Markup {
    html! {
        @if !reasons.is_empty() { p.statement__why { strong { (w.why()) " : " } (reasons) } }
        @if let Some(rule) = rule { p { strong { (w.rule_word()) " : " } (w.rule_name(rule)) ". " (w.rule_text(rule)) } }
    }
}

/// A decision, whole.
#[component]
pub fn Statement(decision: DecisionView) -> impl IntoView {
    let w = Words::here();
    // In no community, and without a report, one suspends but the whole account.
    let nowhere = decision.community.is_none() && decision.reports == 0;
    let account = nowhere && decision.measure == Measure::Suspend;
    let markup = html! {
        div.statement {
            @if account {
                p { strong { (w.suspended_account()) } " " (w.suspended_account_text()) }
                (why(w, decision.rule, &decision.reasons))
            } @else {
                (body(w, (decision.subject, decision.action, decision.measure), decision.rule, &decision.reasons))
            }
            @if !decision.excerpt.is_empty() { p { strong { (w.text_was()) " : " } "« " (decision.excerpt) " »" } }
            p {
                strong { (w.decided_by_word()) " : " } (w.decided_by(decision.reports))
                @if decision.noticed { ", " (w.decided_noticed()) }
                ". " (day(w.0, decision.created))
            }
            @if let Some(until) = decision.until { p { strong { (w.until()) " : " } (day(w.0, until)) } }
            @else if account { p { (w.until_lifted()) } }
            @if let Some((outcome, text, at)) = decision.appeal.as_ref().and_then(|appeal| appeal.answer.as_ref()) {
                p { strong { (w.answered_word()) " : " } (w.outcome_name(*outcome)) ". " (text) " " (day(w.0, *at)) }
            }
        }
    };
    view! { <Still markup=markup /> }
}
