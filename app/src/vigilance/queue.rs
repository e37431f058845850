//! What is told of adverse effects in a community that a company runs; for its hosts.

use super::{Words, api};
use crate::forms::{Form, Hidden, Submit, TextArea};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::{Icon, Still, labelled, time};
use domain::vigilance::{Screening, ScreeningPage as Page, ScreeningRow};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use maud::html;

impl Carried for Page {}

/// `/c/{slug}/vigilance`
#[component]
pub fn QueuePage() -> impl IntoView {
    let w = Words::here();
    let (params, query) = (use_params_map(), use_query_map());
    let source = move || {
        let slug = params.with(|params| params.get("slug").unwrap_or_default());
        (slug, query.with(|query| query.get("tab").as_deref() == Some("done")))
    };
    let data = load(source, |(slug, done)| api::read_queue(slug, done));
    view! {
        <Main>
            <Title text=w.queue_title() />
            {loaded(data, |page| view! { <Queue page /> })}
        </Main>
    }
}

#[component]
fn Queue(page: Page) -> impl IntoView {
    let w = Words::here();
    let base = format!("/c/{}", page.community.slug);
    let here = format!("{base}/vigilance");
    let community = page.community.labelled(w.0);
    let (done, none, slug) = (page.done, page.rows.is_empty(), page.community.slug);
    let count = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
    let rows = page.rows.into_iter().map(|row| view! { <Row row slug=slug.clone() /> }).collect_view();
    view! {
        <p class="crumb"><a href=base><Icon name="fleche-g" />{community}</a></p>
        <div class="page-head">
            <h1 class="title title--accent">{w.queue_title()}</h1>
            <p class="lead">{w.queue_lead()}</p>
            <p class="soft">{w.queue_yours()}</p>
            <p><a class="more-link portal" href=page.portal.url target="_blank" rel="noopener noreferrer external">
                {w.open(&page.portal.name)}<span class="sr">" ("{w.new_tab()}")"</span>
            </a></p>
        </div>
        <nav class="tabs" aria-label=w.tabs()>
            <ul>
                <li><a href=here.clone() aria-current=(!done).then_some("page")>{w.waiting()}{(!done && count > 0).then(|| view! { " "<span class="n">{count}</span> })}</a></li>
                <li><a href=format!("{here}?tab=done") aria-current=done.then_some("page")>{w.done()}</a></li>
            </ul>
        </nav>
        {none.then(|| view! { <p class="soft">{if done { w.none_done() } else { w.none_waiting() }}</p> })}
        <ol class="rows is-bare">{rows}</ol>
    }
}

#[component]
fn Row(row: ScreeningRow, slug: String) -> impl IntoView {
    let w = Words::here();
    let to = match row.reply {
        Some(reply) => format!("/t/{}?at={reply}#r-{reply}", row.thread),
        None => format!("/t/{}", row.thread),
    };
    let head = html! {
        p.case__about {
            (w.told_by()) " " (labelled(w.0, row.author.as_ref())) ", " (w.noticed()) " " (time(w.0, row.noticed))
        }
        @if row.told.tells() {
            dl.facts {
                @if !row.told.medicines.is_empty() { div { dt { (w.medicines()) } dd { (row.told.medicines.join(", ")) } } }
                @if !row.told.effects.is_empty() { div { dt { (w.effects()) } dd { (row.told.effects.join(", ")) } } }
            }
            blockquote.case__quote { @for sentence in &row.told.sentences { p { (sentence) } } }
        } @else {
            p.soft { (w.changed()) }
        }
        @if row.state != Screening::Waiting {
            p { strong { (w.state(row.state)) }
                @if let Some((by, at)) = &row.by { " " (w.by(by)) " " (time(w.0, *at)) }
            }
            @if !row.note.is_empty() { p.pre { (row.note) } }
        }
    };
    view! {
        <li class="case">
            <div class="case__head"><h2><a href=to>{row.title}</a></h2></div>
            <Still markup=head />
            <Form command="vigilance.decide" key=row.about.clone() class="form" buttons=&["state"]>
                <Hidden name="about" value=row.about />
                <Hidden name="community" value=slug />
                <TextArea name="note" label=w.note() hint=w.note_hint() value=row.note rows=2 optional=true />
                <div class="btns">
                    <Submit label=w.nothing() class="btn btn--second" name="state" value=Screening::Screened.word() />
                    <Submit label=w.declared() class="btn btn--second" name="state" value=Screening::Declared.word() />
                </div>
            </Form>
        </li>
    }
}
