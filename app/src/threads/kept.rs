//! One's own text that nobody else reads: why, what stands in it, and what one can do about it.

use super::words::Words;
use crate::forms::{Form, Hidden, Submit};
use crate::pictures::still::pictures;
use crate::pictures::words::Words as PictureWords;
use crate::ui::{Icon, Still};
use domain::moderation::Veil;
use domain::threads::{ReplyView, ThreadPage};
use leptos::prelude::*;
use maud::{PreEscaped, html};

/// One's own reply, where it stands.
#[component]
pub fn KeptReply(reply: ReplyView, veil: Veil) -> impl IntoView {
    let w = Words::here();
    let id = reply.id;
    let text = html! {
        div.reply__body { (PreEscaped(&reply.html)) }
        (pictures(PictureWords(w.0), &reply.pictures))
    };
    view! {
        <article class="reply reply--vecu reply--kept" id=format!("r-{id}") aria-label=w.kept_title(veil)>
            <Why veil />
            <Still markup=text />
            <Tools veil edit=format!("/r/{id}/edit") command="threads.delete_reply" field="reply" id=id.to_string() />
        </article>
    }
}

/// One's own thread.
#[component]
pub fn KeptPost(page: ThreadPage, veil: Veil) -> impl IntoView {
    let w = Words::here();
    let id = page.id;
    let text = html! {
        h1.post__title id="subject" { (page.title) }
        div.post__body { (PreEscaped(&page.html)) }
        (pictures(PictureWords(w.0), &page.pictures))
    };
    view! {
        <article class="post" aria-label=w.kept_title(veil)>
            <Why veil />
            <Still markup=text />
            <Tools veil edit=format!("/t/{id}/edit") command="threads.delete" field="thread" id=id.to_string() />
        </article>
    }
}

#[component]
fn Why(veil: Veil) -> impl IntoView {
    let w = Words::here();
    view! {
        <div class="notice" role="status">
            <Icon name="attente" />
            <p>
                <strong>{w.kept_title(veil)}</strong>" "{w.kept_why(veil)}
                {(veil != Veil::Held).then(|| view! { " "<a href="/decisions">{w.kept_reasons()}</a> })}
            </p>
        </div>
    }
}

#[component]
fn Tools(veil: Veil, edit: String, command: &'static str, field: &'static str, id: String) -> impl IntoView {
    let w = Words::here();
    let key = format!("w{id}");
    view! {
        <div class="btns">
            {veil.mendable().then(|| view! {
                <a class="btn btn--quiet btn--s" href=edit>{if veil == Veil::Hidden { w.mend() } else { w.edit() }}</a>
            })}
            {(veil == Veil::Held).then(|| view! {
                <details class="confirm">
                    <summary class="btn btn--quiet btn--s">{w.withdraw()}</summary>
                    <Form command=command key=key bare=true class="panel">
                        <p>{w.withdraw_sure()}</p>
                        <Hidden name=field value=id />
                        <Submit class="btn btn--danger btn--s" label=w.withdraw() />
                    </Form>
                </details>
            })}
        </div>
    }
}
