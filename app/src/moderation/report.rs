//! Reporting something, with or without an account.

use super::{Words, api};
use crate::boot;
use crate::forms::{Choice, Choices, Form, Hidden, Submit, TextArea, TextField};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::Icon;
use domain::moderation::{Reason, ReportPage as Page, Subject};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

impl Carried for Page {}

/// `/report/{subject}/{id}`
#[component]
pub fn ReportPage() -> impl IntoView {
    let w = Words::here();
    let params = use_params_map();
    let source = move || {
        params.with(|params| {
            let subject = params.get("subject").and_then(|word| Subject::from_word(&word)).unwrap_or(Subject::Thread);
            (subject, params.get("id").unwrap_or_default())
        })
    };
    let data = load(source, |(subject, id)| api::read_report(subject, id));
    view! {
        <Main>
            <Title text=w.report_title() />
            {loaded(data, |page| view! { <Report page /> })}
        </Main>
    }
}

#[component]
fn Report(page: Page) -> impl IntoView {
    let w = Words::here();
    let visitor = boot::viewer().is_none();
    let name = page.author.as_ref().map_or_else(|| w.somebody().to_owned(), |author| author.labelled(w.0));
    let choices: Vec<Choice> =
        Reason::OFFERED.iter().map(|&reason| Choice::plain(reason.word(), w.reason(reason))).collect();
    let (back, key) = (page.back.clone(), page.id.clone());
    // Whoever wrote a letter knows who received it.
    let lead = match page.subject {
        Subject::Letter => crate::letters::words::Words(w.0).report_lead(),
        _ => w.report_lead(),
    };
    view! {
        <div class="page-head">
            <h1 class="title title--accent">{w.report_title()}</h1>
            <p class="lead">{lead}</p>
        </div>
        <div class="notice"><Icon name="telephone" /><p>{crate::crisis::Words(w.0).in_an_emergency(&crate::crisis::numbers())}</p></div>
        <blockquote class="case__quote">
            <p>{page.excerpt}</p>
            <footer>{name}" · "{w.subject(page.subject)}</footer>
        </blockquote>
        {if page.own || page.reported {
            let said = if page.own { w.report_own() } else { w.report_done() };
            view! { <p><strong>{said}</strong></p> }.into_any()
        } else {
            view! {
                <Form command="moderation.report" key=key class="form" draft=true>
                    <Hidden name="subject" value=page.subject.word() />
                    <Hidden name="about" value=page.id />
                    <Choices name="reason" legend=w.report_reason() choices=choices />
                    <TextArea name="text" label=w.report_text() hint=w.report_text_hint() rows=4 optional=true />
                    {visitor.then(|| view! {
                        <TextField name="email" label=w.report_email() hint=w.report_email_hint() kind="email"
                            autocomplete="email" inputmode="email" optional=true />
                    })}
                    <div class="btns"><Submit label=w.report_send() /></div>
                </Form>
            }.into_any()
        }}
        <p><a class="more-link" href=back>{w.back()}</a></p>
    }
}

/// The way to report something, beside it.
pub fn link(w: Words, subject: Subject, id: &str, what: &str) -> maud::Markup {
    maud::html! {
        a.report href={ "/report/" (subject.word()) "/" (id) } rel="nofollow" { (w.report()) span.sr { " : " (what) } }
    }
}
