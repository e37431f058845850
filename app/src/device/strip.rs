//! What the device has to say, at the foot of the window: nothing that is read moves for it.

use super::{Device, Sent, Words, bridge, when};
use crate::boot::Refresh;
use crate::ui::Icon;
use leptos::prelude::*;

/// Empty on the server, and as long as all is well.
#[component]
pub fn Strip() -> impl IntoView {
    let w = Words::here();
    let Some(Device(state)) = use_context() else { return ().into_any() };
    let refresh = expect_context::<Refresh>().0;
    let again = move |_| {
        refresh.update(|count| *count += 1);
        leptos::task::spawn_local(bridge::flush());
    };
    let kept = move || {
        let (kept, offset) = state.with(|state| (state.kept, state.offset));
        (kept != 0).then(|| {
            let at = crate::words::date_time(w.0, when(kept, offset));
            view! {
                <div class="toast">
                    <p><Icon name="horsligne" class="" />" "{w.kept(&at)}</p>
                    <button type="button" class="btn btn--s" on:click=again>{w.again()}</button>
                </div>
            }
        })
    };
    let waiting = move || {
        let (waiting, refused) = state.with(|state| (state.waiting, state.refused));
        let text = if refused > 0 { w.not_sent(refused) } else { w.waiting(waiting) };
        let icon = if refused > 0 { "alerte" } else { "attente" };
        (waiting + refused > 0).then(|| {
            view! {
                <div class="toast">
                    <p><Icon name=icon class="" />" "{text}</p>
                    <a class="btn btn--s" href="/outbox">{w.see()}</a>
                </div>
            }
        })
    };
    let close = move |_| state.update(|state| state.sent = None);
    let sent = move || {
        let Sent { command, to } = state.with(|state| state.sent.clone())?;
        let text = match command.as_str() {
            "threads.reply" => w.sent_reply(),
            "threads.ask" => w.sent_thread(),
            _ => return None,
        };
        Some(view! {
            <div class="toast">
                <p><Icon name="coche" class="" />" "{text}</p>
                <a class="btn btn--s" href=to on:click=close>{w.see()}</a>
                <button type="button" class="btn btn--s" on:click=close>{w.close()}</button>
            </div>
        })
    };
    let update = move || {
        state.with(|state| state.update).then(|| {
            view! {
                <div class="toast">
                    <p><Icon name="info" class="" />" "{w.update()}</p>
                    <button type="button" class="btn btn--s" on:click=move |_| bridge::update()>{w.update_now()}</button>
                </div>
            }
        })
    };
    view! { <div class="toast-zone" role="status">{kept}{waiting}{sent}{update}</div> }.into_any()
}
