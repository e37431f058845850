//! The thread's own text, at the top of its page.

use super::reactions::ReactionButtons;
use super::words::Words;
use crate::forms::{Choice, Choices, Form, Hidden, Submit};
use crate::ui::{Avatar, Badge, Icon, Name, Time};
use domain::threads::{Kind, QuestionState, ThreadPage};
use leptos::prelude::*;

/// Title, author, text, tags, reactions, and what the author may do.
#[component]
pub fn Post(page: ThreadPage) -> impl IntoView {
    let w = Words::here();
    let question = page.kind == Kind::Question;
    if page.deleted {
        return view! {
            <article class="post">
                <h1 class="post__title">{w.deleted_title()}</h1>
                <p class="trace"><span>{w.deleted_thread()}</span></p>
            </article>
        }
        .into_any();
    }
    let reactions = RwSignal::new(page.reactions.clone());
    let block = if question { "ask" } else { "post" };
    let about = page.author.as_ref().map(|author| author.about.clone()).unwrap_or_default();
    let state = page.state.map(|state| {
        let (class, icon) = match state {
            QuestionState::Waiting => ("status status--wait", "attente"),
            QuestionState::Answered => ("status status--answered", "pro"),
            QuestionState::Sourced => ("status status--sourced", "source"),
        };
        view! { <p class="row-x"><span class=class><Icon name=icon />{w.state(state)}</span>" "<span class="small soft">{w.question()}</span></p> }
    });
    let id = page.id;
    let tags = (!page.tags.is_empty()).then(|| {
        view! {
            <ul class="chips chips--line" aria-label=w.tags()>
                {page.tags.iter().map(|tag| view! { <li><a class="chip" href=format!("/tags/{}", tag.key)>{tag.label.clone()}</a></li> }).collect_view()}
            </ul>
        }
    });
    view! {
        <article class=block aria-labelledby="subject">
            {state}
            <h1 class=format!("{block}__title") id="subject">{page.title.clone()}</h1>
            <div class="who mt-4">
                <Avatar member=page.author.clone() />
                <div>
                    <p class="who__name"><Name member=page.author.clone() />" "{page.author.clone().map(|member| view! { <Badge member /> })}</p>
                    <p class="who__meta">
                        {(!about.is_empty()).then(|| format!("{about} · "))}
                        <Time when=page.created />
                        {page.edited.is_some().then(|| view! { " · "<a href=format!("/t/{id}/history")>{w.edited()}</a> })}
                    </p>
                </div>
            </div>
            <div class=format!("{block}__body") lang=page.locale.code() inner_html=page.html.clone()></div>
            {tags}
            {if page.can.reply && !page.can.own {
                view! { <ReactionButtons thread=id reply=None reactions /> }.into_any()
            } else {
                view! { <super::reactions::ReactionSummary reactions /> }.into_any()
            }}
            {page.can.own.then(|| view! { <OwnTools page=page.clone() /> })}
        </article>
    }
    .into_any()
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
            <a class="btn btn--quiet btn--s" href=format!("/t/{id}/edit")>{w.edit()}</a>
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
