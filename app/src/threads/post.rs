//! The thread's own text, at the top of its page.

use super::kept::KeptPost;
use super::reactions::{ReactionButtons, ReactionSummary};
use super::still;
use super::words::Words;
use crate::forms::{Choice, Choices, FieldErrorView, Form, Hidden, Submit};
use crate::moderation::report::link;
use crate::ui::Still;
use domain::moderation::Subject;
use domain::threads::{Kind, ThreadPage};
use leptos::prelude::*;
use maud::{Markup, html};

/// Title, author, text, tags, reactions, and what the author may do.
#[component]
pub fn Post(page: ThreadPage) -> impl IntoView {
    let w = Words::here();
    if let (true, Some(veil)) = (page.can.kept, page.veil) {
        return view! { <KeptPost page veil /> }.into_any();
    }
    if page.deleted {
        return view! {
            <article class="post">
                <h1 class="post__title">{if page.veil.is_some() { w.veiled_title() } else { w.deleted_title() }}</h1>
                <p class="trace"><span>{if page.veil.is_some() { w.veiled() } else { w.deleted_thread() }}</span></p>
            </article>
        }
        .into_any();
    }
    let reactions = RwSignal::new(page.reactions.clone());
    super::news::counted(None, reactions);
    let block = if page.kind == Kind::Question { "ask" } else { "post" };
    let id = page.id;
    view! {
        <article class=block aria-labelledby="subject">
            <Still markup=still::post(w, &page) />
            {if page.can.react && !page.can.own {
                view! { <ReactionButtons thread=id reply=None reactions /> }.into_any()
            } else {
                view! { <ReactionSummary reactions /> }.into_any()
            }}
            {(!page.can.own).then(|| view! { <Still markup=report(Subject::Thread, &id.to_string(), &page.title) /> })}
            {page.adverse.then(|| view! { <crate::vigilance::Offer about=id.to_string() /> })}
            {page.can.own.then(|| view! { <OwnTools page=page.clone() /> })}
            {(page.can.pin || page.can.close).then(|| view! { <HostTools page=page.clone() /> })}
        </article>
    }
    .into_any()
}

/// Pin, close to replies.
#[component]
fn HostTools(page: ThreadPage) -> impl IntoView {
    let w = Words::here();
    let id = page.id.to_string();
    let pin = |asked: &'static str, label: &'static str, id: String| {
        view! {
            <Form command="threads.pin" key=format!("p{asked}{id}") bare=true>
                <Hidden name="thread" value=id />
                <Hidden name="pin" value=asked />
                <Submit class="btn btn--quiet btn--s" label=label />
                <FieldErrorView name="pin" />
            </Form>
        }
    };
    view! {
        <div class="btns" id="host">
            {page.can.pin.then(|| if page.pinned {
                view! { {pin("up", w.pin_up(), id.clone())} {pin("off", w.unpin(), id.clone())} }.into_any()
            } else {
                pin("on", w.pin(), id.clone()).into_any()
            })}
            {page.can.close.then(|| view! {
                <Form command="threads.close" key=format!("c{id}") bare=true>
                    <Hidden name="thread" value=id.clone() />
                    <Hidden name="closed" value=if page.closed { "0" } else { "1" } />
                    <Submit class="btn btn--quiet btn--s" label=if page.closed { w.reopen() } else { w.close() } />
                </Form>
            })}
        </div>
    }
}

/// Edit, narrow, delete.
#[component]
fn OwnTools(page: ThreadPage) -> impl IntoView {
    let w = Words::here();
    let id = page.id;
    let choices: Vec<Choice> = page
        .narrower
        .iter()
        .map(|&circle| Choice {
            icon: Some(super::words::circle_icon(circle)),
            hint: w.circle_hint_word(circle).into(),
            ..Choice::plain(circle.word(), w.circle_word(circle))
        })
        .collect();
    view! {
        <div class="btns">
            {page.can.change.then(|| view! { <a class="btn btn--quiet btn--s" href=format!("/t/{id}/edit")>{w.edit()}</a> })}
            {(!choices.is_empty()).then(|| view! {
                <details class="confirm">
                    <summary class="btn btn--quiet btn--s">{w.narrow()}</summary>
                    <Form command="threads.narrow" class="panel">
                        <Hidden name="thread" value=id.to_string() />
                        <Choices name="circle" legend=w.narrow_title() hint=w.circle_hint() choices=choices />
                        <Submit class="btn btn--s" label=w.narrow() />
                    </Form>
                </details>
            })}
            <details class="confirm">
                <summary class="btn btn--quiet btn--s">{w.delete()}</summary>
                <Form command="threads.delete" bare=true class="panel">
                    <p>{w.delete_sure()}</p>
                    <Hidden name="thread" value=id.to_string() />
                    <Submit class="btn btn--danger btn--s" label=w.delete() />
                </Form>
            </details>
        </div>
    }
}

/// The way to report the thread's own text.
fn report(subject: Subject, id: &str, title: &str) -> Markup {
    html! { p.post__report { (link(crate::moderation::Words::here(), subject, id, title)) } }
}
