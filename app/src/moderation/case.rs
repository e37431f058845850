//! A case: the text where it stands, its author's history, what was reported, the decision.

use super::forms::Decide;
use super::queue::{head, reasons};
use super::{Words, api, beside, keys};
use crate::forms::{FieldErrorView, Form, Hidden, Submit, TextArea};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::pictures::still::pictures;
use crate::pictures::words::Words as PictureWords;
use crate::threads::words::Words as ThreadWords;
use crate::ui::{Icon, Still, avatar, badge, labelled, name, time};
use domain::CaseId;
use domain::moderation::{CasePage as Page, Measure, Reason, Subject};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use maud::{Markup, PreEscaped, html};

impl Carried for Page {}

/// `/moderation/{case}`
#[component]
pub fn CasePage() -> impl IntoView {
    let w = Words::here();
    let params = use_params_map();
    let source = move || params.with(|params| params.get("id").unwrap_or_default());
    let data = load(source, |id| async move {
        match id.parse::<CaseId>() {
            Ok(id) => api::read_case(id).await,
            Err(_) => Err(domain::Problem::NotFound.into()),
        }
    });
    keys::of_case();
    view! {
        <Main>
            <Title text=w.case_title() />
            {loaded(data, |page| view! { <Case page /> })}
        </Main>
    }
}

#[component]
fn Case(page: Page) -> impl IntoView {
    let w = Words::here();
    let id = page.row.id.to_string();
    let (claimed, released) = (id.clone(), id.clone());
    let mine = page.row.claimed.as_ref().is_some_and(|(_, mine)| *mine);
    let free = page.row.claimed.is_none();
    let distress = page.row.reasons.iter().any(|(reason, _)| *reason == Reason::Distress);
    let text = text(w, &page);
    let facts = facts(w, &page);
    let reported = reported(w, &page);
    let head = head(w, &page.row);
    let closed = page.closed;
    let letter = page.row.subject == Subject::Letter;
    let notes = notes(w, &page);
    let (around, keys) = (beside::around(w, &page), keys::list(w));
    let asked = page.asked.as_ref().map(|asked| beside::asked(w, asked));
    let others = (!page.others.is_empty()).then(|| beside::others(w, &page.others));
    view! {
        <Still markup=around />
        <div class="page-head">
            <div class="case__head">
                <Still markup=head />
                <h1 class="title">{reasons(w, &page.row)}</h1>
            </div>
        </div>
        {distress.then(|| view! { <div class="notice"><Icon name="telephone" /><p><strong>{w.first_help()}</strong></p></div> })}
        {(!page.readable && page.circle.is_some()).then(|| view! { <div class="notice"><Icon name="oeil" /><p>{w.by_report_only()}</p></div> })}
        {letter.then(|| view! { <div class="notice"><Icon name="oeil" /><p>{crate::letters::words::Words(w.0).case_lead()}</p></div> })}
        {page.veil.is_some().then(|| view! { <div class="notice"><Icon name="oeil" /><p>{w.held()}</p></div> })}
        <Still markup=text />
        <Still markup=facts />
        {others.map(|markup| view! { <Still markup /> })}
        {asked.map(|markup| view! { <Still markup /> })}
        <Still markup=reported />
        {if closed {
            view! { <p><strong>{w.closed()}</strong></p> }.into_any()
        } else {
            view! {
                <div class="btns case__handle">
                    {free.then(|| view! {
                        <Form command="moderation.claim" key=claimed.clone() bare=true>
                            <Hidden name="case" value=claimed />
                            <Submit label=w.claim() class="btn btn--second btn--s" />
                            <FieldErrorView name="case" />
                        </Form>
                    })}
                    {mine.then(|| view! {
                        <Form command="moderation.release" key=released.clone() bare=true>
                            <Hidden name="case" value=released />
                            <Submit label=w.release() class="btn btn--quiet btn--s" />
                        </Form>
                    })}
                </div>
                <p class="small soft">{w.care()}</p>
                {(free || mine).then(|| view! {
                    <section class="section" aria-labelledby="decide">
                        <h2 id="decide">{w.decide()}</h2>
                        <Decide page=page.clone() />
                    </section>
                })}
            }.into_any()
        }}
        <section class="section" aria-labelledby="notes">
            <h2 id="notes">{w.notes()}</h2>
            <Still markup=notes />
            <Form command="moderation.note" key=id.clone() class="form" draft=true>
                <Hidden name="case" value=id />
                <TextArea name="note" label=w.note() rows=2 />
                <Submit label=w.note_add() class="btn btn--second btn--s" />
            </Form>
        </section>
        <Still markup=keys />
    }
}

/// The text, under what it answers.
fn text(w: Words, page: &Page) -> Markup {
    let author = page.author.as_ref();
    html! {
        @if let Some((thread, title)) = &page.thread {
            p.case__about {
                (w.subject(page.row.subject)) " · "
                // A thread that nobody sees yet has no page but this one.
                @if page.readable && (page.veil.is_none() || page.reply.is_some()) {
                    @match page.reply {
                        Some(reply) => a href={ "/t/" (thread) "?at=" (reply) "#r-" (reply) } { (title) },
                        None => a href={ "/t/" (thread) } { (title) },
                    }
                } @else { (title) }
                @if let Some(circle) = page.circle { " · " (ThreadWords::here().circle_word(circle)) }
            }
        }
        @if let Some((who, html)) = &page.before {
            details.disc {
                summary { (w.before()) }
                div.disc__body {
                    p.small.soft { (labelled(w.0, who.as_ref())) }
                    div { (PreEscaped(html)) }
                }
            }
        }
        blockquote.case__quote {
            div.who {
                (avatar(author, false))
                p.who__name { (name(w.0, author)) " " @if let Some(author) = author { (badge(w.0, author)) } }
            }
            @if page.html.is_empty() { p.soft { (w.gone()) } } @else { div { (PreEscaped(&page.html)) } }
            (pictures(PictureWords(w.0), &page.pictures))
            @if !page.sources.is_empty() {
                ol.sources {
                    @for source in &page.sources {
                        li { (source.text) @if let Some(url) = &source.url { " · " span.break { (url) } } }
                    }
                }
            }
            @if !page.tags.is_empty() { p.small.soft { (ThreadWords(w.0).tags()) " : " (page.tags) } }
            @if let Some(at) = page.written { footer { (time(w.0, at)) } }
        }
    }
}

fn facts(w: Words, page: &Page) -> Markup {
    html! {
        dl.facts.facts--3 {
            div { dt { (w.reasons_given()) } dd { (reasons(w, &page.row)) } }
            @if let Some((count, since)) = page.history {
                div { dt { (w.history()) } dd { (crate::words::month(w.0, since)) ", " (w.history_texts(count)) } }
            }
            div {
                dt { (w.earlier()) }
                dd {
                    @if page.earlier.is_empty() { (w.earlier_none()) }
                    @for one in &page.earlier {
                        span.block {
                            (w.action_name(one.action))
                            @if one.measure != Measure::None { ", " (w.measure_name(one.measure)) }
                            @if one.reversed { " (" (w.reversed()) ")" }
                            " · " (time(w.0, one.created))
                        }
                    }
                }
            }
        }
    }
}

fn reported(w: Words, page: &Page) -> Markup {
    html! {
        section.section aria-labelledby="reported" {
            h2 id="reported" { (w.report_words()) }
            ul.rows.case__said role="list" {
                @for report in &page.reports {
                    li {
                        p { strong { (w.reason(report.reason)) } " · " (w.source(report.source)) " · " (time(w.0, report.created)) }
                        @if !report.text.is_empty() { p.pre { (report.text) } }
                    }
                }
            }
        }
    }
}

fn notes(w: Words, page: &Page) -> Markup {
    html! {
        @if !page.notes.is_empty() {
            ul.rows.case__said role="list" {
                @for note in &page.notes {
                    li {
                        p.small.soft { (note.author.as_deref().unwrap_or(w.somebody())) " · " (time(w.0, note.created)) }
                        p.pre { (note.text) }
                    }
                }
            }
        }
    }
}
