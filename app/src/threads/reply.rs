//! One reply: a round bubble for what was lived, a framed sheet for a professional.

use super::kept::KeptReply;
use super::reactions::{ReactionButtons, ReactionSummary};
use super::reply_form::ReplyForm;
use super::still;
use super::words::Words;
use crate::forms::{Form, Hidden, Submit};
use crate::ui::{Icon, Still};
use domain::ThreadId;
use domain::threads::{Abilities, ReplyView, Voice};
use leptos::prelude::*;

/// A reply as read, with what the reader may do with it.
#[component]
pub fn ReplyCard(thread: ThreadId, reply: ReplyView, can: Abilities) -> impl IntoView {
    let w = Words::here();
    let id = format!("r-{}", reply.id);
    if let (true, Some(veil)) = (reply.own, reply.veil) {
        return view! { <KeptReply reply veil /> }.into_any();
    }
    if reply.deleted {
        return view! { <p class="trace" id=id inner_html=still::trace(w, reply.veil).into_string()></p> }.into_any();
    }
    let title = format!("{id}-t");
    let text = still::text(w, &reply);
    if reply.voice == Voice::Professional {
        view! {
            <article class="reply reply--pro" id=id aria-labelledby=title>
                <p class="reply__band" inner_html=still::band(w).into_string()></p>
                <div class="reply__sheet">
                    <Still markup=text />
                    <ReplyFoot thread reply can />
                </div>
            </article>
        }
        .into_any()
    } else {
        view! {
            <article class="reply reply--vecu" id=id aria-labelledby=title>
                <Still markup=text />
                <ReplyFoot thread reply can />
            </article>
        }
        .into_any()
    }
}

#[component]
fn ReplyFoot(thread: ThreadId, reply: ReplyView, can: Abilities) -> impl IntoView {
    let w = Words::here();
    let reactions = RwSignal::new(reply.reactions.clone());
    super::news::counted(Some(reply.id), reactions);
    let name = still::author(w, &reply);
    let (id, own) = (reply.id, reply.own);
    let react_name = name.clone();
    let summary_name = name.clone();
    let report_name = name.clone();
    view! {
        {reply.adverse.then(|| view! { <crate::vigilance::Offer about=id.to_string() /> })}
        <div class="reply__foot">
            <div class="react">
                <ReactionSummary reactions />
                {(can.react && !own).then(|| view! {
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
                {can.change.then(|| view! { <a class="btn btn--quiet btn--s" href=format!("/r/{id}/edit")>{w.edit()}</a> })}
                <details class="confirm">
                    <summary class="btn btn--quiet btn--s">{w.delete()}</summary>
                    <Form command="threads.delete_reply" key=format!("d{id}") bare=true class="panel">
                        <p>{w.delete_sure()}</p>
                        <Hidden name="reply" value=id.to_string() />
                        <Submit class="btn btn--danger btn--s" label=w.delete() />
                    </Form>
                </details>
            })}
            {(!own).then(|| view! { <Still markup=still::report(w, id, &report_name) /> })}
            {can.reply.then(|| view! {
                <details class="reply-here">
                    <summary class="btn btn--quiet btn--s"><Icon name="repondre" />{w.reply()}<span class="sr">{w.reply_to(&summary_name)}</span></summary>
                    <ReplyForm thread parent=Some(id) name=name.clone() can />
                </details>
            })}
        </div>
    }
}
