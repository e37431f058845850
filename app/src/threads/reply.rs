//! One reply: a round bubble for what was lived, a framed sheet for a professional.

use super::reactions::{ReactionButtons, ReactionSummary};
use super::reply_form::ReplyForm;
use super::words::Words;
use crate::forms::{Form, Hidden, Submit};
use crate::ui::{Avatar, Badge, Icon, Name, Time};
use domain::ThreadId;
use domain::threads::{Abilities, ReplyView, Source, Voice};
use leptos::prelude::*;

/// A reply as read.
#[component]
pub fn ReplyCard(thread: ThreadId, reply: ReplyView, can: Abilities) -> impl IntoView {
    let w = Words::here();
    if reply.deleted {
        return view! {
            <p class="trace" id=format!("r-{}", reply.id)><span>{w.deleted_reply()}</span></p>
        }
        .into_any();
    }
    let professional = reply.voice == Voice::Professional;
    let head = view! { <ReplyHead reply=reply.clone() /> };
    let body = view! { <div class="reply__body" inner_html=reply.html.clone()></div> };
    let foot = view! { <ReplyFoot thread reply=reply.clone() can /> };
    let helped = reply.helped.then(|| view! { <p class="helped"><Icon name="coche" />{w.helped()}</p> });
    let (id, title) = (format!("r-{}", reply.id), format!("r-{}-t", reply.id));
    if professional {
        let imported = reply.imported.then(|| view! { <p class="reply__imported small">{w.imported()}</p> });
        view! {
            <article class="reply reply--pro" id=id aria-labelledby=title>
                <p class="reply__band"><Icon name="pro" class="" />{w.professional()}</p>
                <div class="reply__sheet">
                    {head}
                    {imported}
                    {body}
                    <Sources sources=reply.sources />
                    <p class="limits">{w.limits()}</p>
                    {helped}
                    {foot}
                </div>
            </article>
        }
        .into_any()
    } else {
        let sources = (!reply.sources.is_empty()).then(|| view! { <Sources sources=reply.sources /> });
        view! {
            <article class="reply reply--vecu" id=id aria-labelledby=title>
                {head}
                {body}
                {sources}
                {helped}
                {foot}
            </article>
        }
        .into_any()
    }
}

#[component]
fn ReplyHead(reply: ReplyView) -> impl IntoView {
    let w = Words::here();
    let lived = reply.voice == Voice::Lived;
    let about = reply.author.as_ref().map(|author| author.about.clone()).unwrap_or_default();
    view! {
        <div class="reply__head">
            <Avatar member=reply.author.clone() />
            <div>
                <div class="reply__name">
                    <h3 class="reply__who" id=format!("r-{}-t", reply.id)><Name member=reply.author.clone() /></h3>
                    {lived.then(|| view! { <span class="kind kind--vecu"><Icon name="vecu" />{w.lived()}</span> })}
                    {reply.author.filter(|author| !lived || author.badge.is_some() || author.organisation.is_some())
                        .map(|member| view! { <Badge member /> })}
                </div>
                <p class="reply__meta">
                    {(!about.is_empty()).then(|| format!("{about} · "))}
                    <Time when=reply.created />
                    {reply.edited.is_some().then(|| view! { " · "<a href=format!("/r/{}/history", reply.id)>{w.edited()}</a> })}
                </p>
            </div>
        </div>
    }
}

/// The sources of a reply.
#[component]
fn Sources(sources: Vec<Source>) -> impl IntoView {
    let w = Words::here();
    if sources.is_empty() {
        return view! { <p class="small soft">{w.no_source()}</p> }.into_any();
    }
    let list = sources
        .into_iter()
        .map(|source| match source.url {
            Some(url) => {
                view! { <li><a href=url rel="nofollow ugc noopener noreferrer external">{source.text}</a></li> }
                    .into_any()
            }
            None => view! { <li>{source.text}</li> }.into_any(),
        })
        .collect_view();
    view! {
        <div class="sources">
            <h4><Icon name="source" />{w.sources()}</h4>
            <ol>{list}</ol>
        </div>
    }
    .into_any()
}

#[component]
fn ReplyFoot(thread: ThreadId, reply: ReplyView, can: Abilities) -> impl IntoView {
    let w = Words::here();
    let reactions = RwSignal::new(reply.reactions.clone());
    let name = reply.author.as_ref().map_or_else(|| w.somebody().to_owned(), |author| author.pseudonym.clone());
    let (id, own) = (reply.id, reply.own);
    let react_name = name.clone();
    let summary_name = name.clone();
    view! {
        <div class="reply__foot">
            <div class="react">
                <ReactionSummary reactions />
                {(can.reply && !own).then(|| view! {
                    <details>
                        <summary class="btn btn--quiet btn--s"><Icon name="merci" />{w.react()}<span class="sr">{w.react_to(&react_name)}</span></summary>
                        <ReactionButtons thread reply=Some(id) reactions />
                    </details>
                })}
            </div>
            {can.mark_helped.then(|| view! {
                <Form command="threads.helped" key=format!("h{id}") bare=true>
                    <Hidden name="thread" value=thread.to_string() />
                    <Hidden name="reply" value=id.to_string() />
                    <Hidden name="helped" value=if reply.helped { "0" } else { "1" } />
                    <Submit class="btn btn--quiet btn--s" label=if reply.helped { w.unmark_helped() } else { w.mark_helped() } />
                </Form>
            })}
            {own.then(|| view! {
                <a class="btn btn--quiet btn--s" href=format!("/r/{id}/edit")>{w.edit()}</a>
                <details class="confirm">
                    <summary class="btn btn--quiet btn--s">{w.delete()}</summary>
                    <Form command="threads.delete_reply" key=format!("d{id}") bare=true class="panel">
                        <p>{w.delete_sure()}</p>
                        <Hidden name="reply" value=id.to_string() />
                        <Submit class="btn btn--danger btn--s" label=w.delete() />
                    </Form>
                </details>
            })}
            {can.reply.then(|| view! {
                <details class="reply-here">
                    <summary class="btn btn--quiet btn--s"><Icon name="repondre" />{w.reply()}<span class="sr">{w.reply_to(&summary_name)}</span></summary>
                    <ReplyForm thread parent=Some(id) name=name.clone() can />
                </details>
            })}
        </div>
    }
}
