//! What waits on this device to be sent, and what could not be.

use super::bridge::{self, Entry};
use super::{Device, Words};
use crate::error::{AppError, explain};
use crate::forms::{self, NotDone};
use crate::layout::Main;
use crate::ui::Icon;
use domain::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;

/// `/outbox`
#[component]
pub fn OutboxPage() -> impl IntoView {
    let w = Words::here();
    let entries = RwSignal::new(None::<Vec<Entry>>);
    if let Some(Device(state)) = use_context() {
        Effect::new(move || {
            state.track();
            spawn_local(async move {
                entries.try_set(Some(bridge::outbox().await));
            });
        });
    }
    let some = move || entries.with(|entries| entries.as_ref().is_some_and(|entries| !entries.is_empty()));
    view! {
        <Title text=w.outbox() />
        <Main>
            <div class="page-head"><h1 class="title title--accent">{w.outbox()}</h1></div>
            <noscript><p class="notice">{w.outbox_script()}</p></noscript>
            {move || match entries.get() {
                None => ().into_any(),
                Some(entries) if entries.is_empty() => {
                    view! { <div class="empty"><h2>{w.outbox_empty()}</h2><p>{w.outbox_empty_text()}</p></div> }.into_any()
                }
                Some(entries) => view! {
                    <p class="prose">{w.outbox_text()}</p>
                    <ul class="rows" role="list">{entries.into_iter().map(|entry| view! { <Row entry /> }).collect_view()}</ul>
                }.into_any(),
            }}
            <div class="btns mt-5" hidden=move || !some()>
                <button type="button" class="btn" on:click=move |_| spawn_local(bridge::flush())>{w.send_now()}</button>
            </div>
        </Main>
    }
}

/// Why it could not be sent, in words.
fn why(w: Words, refusal: NotDone) -> Vec<String> {
    match refusal {
        NotDone::Refused(refused) => refused.errors.into_iter().map(|(_, error)| forms::say(error)).collect(),
        NotDone::Error(AppError::Problem(Problem::NotFound | Problem::Forbidden)) => vec![w.gone().to_owned()],
        NotDone::Error(error) => {
            let (title, text) = explain(error);
            vec![title.to_owned(), text]
        }
    }
}

#[component]
fn Row(entry: Entry) -> impl IntoView {
    let w = Words::here();
    let kind = match entry.command.as_str() {
        "threads.reply" => w.reply(),
        "threads.ask" => w.thread(),
        _ => w.reaction(),
    };
    let refusal = entry.refusal();
    let refused = refusal.is_some();
    let thread = entry.fields.get("thread").to_owned();
    let title = entry.fields.get("title").to_owned();
    let body = entry.fields.get("body").to_owned();
    let n = entry.n;
    // Taken up again, it is a draft where it was written.
    let text = !body.is_empty();
    let take_up = move |_| {
        let (to, key) = if entry.command == "threads.ask" {
            ("/ask".to_owned(), String::new())
        } else {
            let thread = entry.fields.get("thread");
            let parent = entry.fields.get("parent");
            (format!("/t/{thread}#reply"), if parent.is_empty() { thread } else { parent }.to_owned())
        };
        forms::put_draft(&entry.command, &key, &entry.fields);
        spawn_local(async move {
            bridge::forget(n).await;
            // Loaded whole: the form finds its draft when it is made.
            let _ = window().location().assign(&to);
        });
    };
    view! {
        <li class="waits">
            <p class="row-x">
                <strong>{kind}</strong>
                {if refused {
                    view! { <span class="status status--danger"><Icon name="alerte" />{w.refused()}</span> }
                } else {
                    view! { <span class="status status--wait"><Icon name="attente" />{w.waits()}</span> }
                }}
            </p>
            {(!title.is_empty()).then(|| view! { <p><strong>{title}</strong></p> })}
            {text.then(|| view! { <p class="waits__text">{body}</p> })}
            {refusal.map(|refusal| view! {
                <div class="notice notice--warn" role="alert">
                    {why(w, refusal).into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                    {text.then(|| view! { <p>{w.refused_text()}</p> })}
                </div>
            })}
            <p class="btns">
                {refused.then(|| view! {
                    <button type="button" class="btn btn--s btn--second" on:click=move |_| spawn_local(bridge::again(n))>{w.again()}</button>
                })}
                {text.then(|| view! { <button type="button" class="btn btn--s btn--second" on:click=take_up>{w.take_up()}</button> })}
                {(!thread.is_empty()).then(|| view! { <a class="btn btn--s btn--quiet" href=format!("/t/{thread}")>{w.open_thread()}</a> })}
                <button type="button" class="btn btn--s btn--quiet" on:click=move |_| spawn_local(bridge::forget(n))>{w.delete()}</button>
            </p>
        </li>
    }
}
