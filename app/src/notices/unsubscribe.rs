//! The page behind the link of a mail that ends such mails.

use super::api;
use super::words::Words;
use crate::forms::{Form, Hidden, Submit};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use domain::notices::NoticeKind;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

impl Carried for Vec<NoticeKind> {}

/// `/unsubscribe`
#[component]
pub fn UnsubscribePage() -> impl IntoView {
    let w = Words::here();
    let query = use_query_map();
    let given = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let done = move || query.with(|query| query.get("done").is_some());
    view! {
        <Main>
            <Title text=w.unsubscribe() />
            {move || if done() {
                view! { <Head /><p>{w.unsubscribed()}</p><p>{w.unsubscribed_text()}</p> }.into_any()
            } else {
                let data = load(
                    move || (given("member"), given("kinds"), given("proof")),
                    |(member, kinds, proof)| api::read_unsubscribe(member, kinds, proof),
                );
                loaded(data, move |kinds: Vec<NoticeKind>| view! {
                    <Head />
                    <p>{w.unsubscribe_text()}</p>
                    <ul class="bullets">{kinds.into_iter().map(|kind| view! { <li>{w.kind(kind)}</li> }).collect_view()}</ul>
                    <Form command="notices.unsubscribe" class="form section">
                        <Hidden name="member" value=untrack(|| given("member")) />
                        <Hidden name="kinds" value=untrack(|| given("kinds")) />
                        <Hidden name="proof" value=untrack(|| given("proof")) />
                        <Submit label=w.unsubscribe() />
                    </Form>
                }).into_any()
            }}
        </Main>
    }
}

/// The page's title; an error brings its own.
#[component]
fn Head() -> impl IntoView {
    view! { <div class="page-head"><h1 class="title title--accent">{Words::here().unsubscribe()}</h1></div> }
}
