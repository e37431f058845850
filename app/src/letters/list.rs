//! Everybody one writes with.

use super::api;
use super::words::Words;
use crate::forms::{Form, Hidden, Submit, Tick};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::{Still, avatar, time};
use domain::letters::{CorrespondenceRow, CorrespondenceState, LettersPage as Page};
use leptos::prelude::*;
use leptos_meta::Title;
use maud::{Markup, html};

impl Carried for Page {}

/// `/letters`
#[component]
pub fn LettersPage() -> impl IntoView {
    crate::indexing::closed();
    let w = Words::here();
    let data = load(|| (), |()| api::read_letters());
    view! {
        <Main>
            <Title text=w.title() />
            {loaded(data, |page| view! { <Letters page /> })}
        </Main>
    }
}

#[component]
fn Letters(page: Page) -> impl IntoView {
    let w = Words::here();
    let blocked = page.blocked.clone();
    let none = page.requests.is_empty() && page.correspondences.is_empty();
    let list = |rows: &[CorrespondenceRow]| html! { ul.rows role="list" { @for one in rows { (row(w, one)) } } };
    let (requests, others) = (list(&page.requests), list(&page.correspondences));
    view! {
        <div class="page-head">
            <h1 class="title title--accent">{w.title()}</h1>
            <p class="soft">{w.lead()}</p>
        </div>
        {(!page.requests.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="requests">
                <h2 id="requests">{w.requests()}</h2>
                <Still markup=requests />
            </section>
        })}
        {(!page.correspondences.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="correspondences">
                <h2 id="correspondences">{w.correspondences()}</h2>
                <Still markup=others />
            </section>
        })}
        {none.then(|| view! { <div class="empty"><h2>{w.empty()}</h2><p>{w.empty_text()}</p></div> })}
        <section class="section" aria-labelledby="receive">
            <h2 id="receive">{w.receive_title()}</h2>
            <Form command="letters.receive" class="form">
                <Tick name="receives" label=w.receives() hint=w.receives_hint() checked=page.receives />
                <Submit label=w.save() class="btn btn--second" />
            </Form>
        </section>
        {(!blocked.is_empty()).then(move || view! {
            <section class="section" aria-labelledby="blocked">
                <h2 id="blocked">{w.blocked_title()}</h2>
                <ul class="rows" role="list">
                    {blocked.into_iter().map(|one| view! {
                        <li class="row-x">
                            <span>{one.labelled(w.0)}</span>
                            <Form command="letters.unblock" key=one.id.to_string() bare=true>
                                <Hidden name="to" value=one.id.to_string() />
                                <Submit label=w.unblock() class="btn btn--second btn--s" />
                            </Form>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
        })}
    }
}

fn row(w: Words, row: &CorrespondenceRow) -> Markup {
    let name = row.with.as_ref().map_or_else(|| w.somebody().to_owned(), |with| with.labelled(w.0));
    html! {
        li.note.note--new[row.unread > 0] {
            (avatar(row.with.as_ref(), false))
            div {
                p {
                    @match &row.with {
                        Some(with) => { a href=(format!("/letters/{}", with.id)) { (name) } },
                        None => { (name) },
                    }
                    @if row.unread > 0 { " " span.pip { (crate::words::number(w.0, row.unread)) } }
                }
                p.note__when {
                    @if row.state == CorrespondenceState::Asked && row.mine { (w.waiting()) } @else { (w.last()) " " (time(w.0, row.last)) }
                }
            }
        }
    }
}
