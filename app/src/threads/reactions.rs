//! Reactions: shown as given before the server has answered, taken back if it refuses.

use super::words::{Words, reaction_icon};
use crate::device;
use crate::error::AppError;
use crate::forms::{NotDone, Submitted, submit};
use crate::ui::Icon;
use domain::threads::{Reaction, Reactions};
use domain::{Fields, ReplyId, ThreadId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The four buttons. Without JavaScript each is the submit button of a form.
#[component]
pub fn ReactionButtons(thread: ThreadId, reply: Option<ReplyId>, reactions: RwSignal<Reactions>) -> impl IntoView {
    let w = Words::here();
    let failed = RwSignal::new(false);
    let button = move |reaction: Reaction| {
        let place = Reactions::place(reaction);
        let value = move || {
            let taken = reactions.with(|reactions| reactions.mine[place]);
            if taken { format!("-{}", reaction.word()) } else { reaction.word().to_owned() }
        };
        let press = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            let sent = untrack(value);
            reactions.update(|reactions| reactions.toggle(reaction));
            failed.set(false);
            spawn_local(async move {
                let mut fields: Fields = [("thread", thread.to_string()), ("reaction", sent)].into_iter().collect();
                if let Some(reply) = reply {
                    fields.set("reply", reply.to_string());
                }
                let answer = submit("threads.react".into(), fields.clone()).await;
                if matches!(answer, Err(NotDone::Error(AppError::Network)))
                    && device::queue("threads.react", &fields).await
                {
                    return;
                }
                if !matches!(answer, Ok(Submitted::Done { .. })) {
                    reactions.update(|reactions| reactions.toggle(reaction));
                    failed.set(true);
                }
            });
        };
        view! {
            <button class="react__btn" name="reaction" value=value on:click=press
                aria-pressed=move || if reactions.with(|reactions| reactions.mine[place]) { "true" } else { "false" }>
                <Icon name=reaction_icon(reaction) />{w.reaction(reaction)}" "
                <span class="num">{move || match reactions.with(|reactions| reactions.counts[place]) {
                    0 => String::new(),
                    n => crate::words::number(w.0, n),
                }}</span>
            </button>
        }
    };
    view! {
        <form method="post" action="">
            <input type="hidden" name="_form" value="threads.react" />
            <input type="hidden" name="thread" value=thread.to_string() />
            {reply.map(|reply| view! { <input type="hidden" name="reply" value=reply.to_string() /> })}
            <fieldset class="react__set">
                <legend class="sr">{w.your_reaction()}</legend>
                {Reaction::ALL.iter().map(|&reaction| button(reaction)).collect_view()}
            </fieldset>
            {move || failed.get().then(|| view! { <p class="field__error" role="alert">{crate::error::Words::here().network()}</p> })}
        </form>
    }
}

/// What was given, in words.
#[component]
pub fn ReactionSummary(reactions: RwSignal<Reactions>) -> impl IntoView {
    let w = Words::here();
    view! { <span class="still" inner_html=move || reactions.with(|given| super::still::given(w, given).into_string())></span> }
}
