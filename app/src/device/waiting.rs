//! In a thread: what was written here and has not left this device yet.

use super::{Device, Words, bridge};
use crate::ui::Icon;
use domain::ThreadId;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The replies that wait, as text: how they will look is the server's to say.
#[component]
pub fn Waiting(thread: ThreadId) -> impl IntoView {
    let w = Words::here();
    let texts = RwSignal::new(Vec::<String>::new());
    if let Some(Device(state)) = use_context() {
        Effect::new(move || {
            if state.with(|state| state.waiting == 0 && state.refused == 0) {
                texts.set(vec![]);
                return;
            }
            spawn_local(async move {
                let here = |entry: &bridge::Entry| {
                    entry.command == "threads.reply" && entry.fields.get("thread") == thread.to_string()
                };
                let found = bridge::outbox().await.into_iter().filter(here);
                texts.try_set(found.map(|entry| entry.fields.get("body").to_owned()).collect());
            });
        });
    }
    move || {
        let waits = texts.get();
        (!waits.is_empty()).then(|| {
            waits
                .into_iter()
                .map(|text| {
                    view! {
                        <article class="notice waits">
                            <p class="small"><Icon name="attente" />" "<a href="/outbox">{w.waits()}</a></p>
                            <p class="waits__text">{text}</p>
                        </article>
                    }
                })
                .collect_view()
        })
    }
}
