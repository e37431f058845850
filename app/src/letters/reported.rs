//! Reported letters: the only ones an administrator reads.

use super::api;
use super::words::Words;
use crate::forms::{Form, Hidden, Submit};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::{Still, time};
use domain::letters::ReportedLetter;
use leptos::prelude::*;
use leptos_meta::Title;

impl Carried for Vec<ReportedLetter> {}

/// `/admin/letters`
#[component]
pub fn ReportedPage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::read_reported());
    view! {
        <Main>
            <Title text=w.reported_title() />
            {loaded(data, |reported| view! { <Reported reported /> })}
        </Main>
    }
}

#[component]
fn Reported(reported: Vec<ReportedLetter>) -> impl IntoView {
    let w = Words::here();
    let none = reported.is_empty();
    let name = move |member: Option<&domain::members::Byline>| {
        member.map_or(w.somebody().to_owned(), |member| member.labelled(w.0))
    };
    view! {
        <div class="page-head">
            <h1 class="title title--accent">{w.reported_title()}</h1>
            <p class="soft">{w.reported_lead()}</p>
        </div>
        {none.then(|| view! { <p class="soft">{w.reported_none()}</p> })}
        <ul class="rows" role="list">
            {reported.into_iter().map(|one| {
                let id = one.id.to_string();
                view! {
                    <li class="waits">
                        <p><strong>{name(one.author.as_ref())}</strong>" · "{w.reason(one.reason)}</p>
                        <p class="waits__text">{one.text.clone()}</p>
                        <p class="small soft">{w.reported_by(&name(one.reporter.as_ref()))}" · "<Still markup=time(w.0, one.reported) /></p>
                        <Form command="letters.close" key=id.clone() bare=true>
                            <Hidden name="letter" value=id />
                            <Submit label=w.close() class="btn btn--second btn--s" />
                        </Form>
                    </li>
                }
            }).collect_view()}
        </ul>
    }
}
