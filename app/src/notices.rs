//! Notices: what concerns one member.

pub mod api;
pub mod lead;
pub mod page;
mod ringing;
pub mod settings;
#[cfg(feature = "ssr")]
pub mod submit;
pub mod unsubscribe;
pub mod words;

use crate::forms::submit;
use crate::live::{Heard, hear};
use domain::Fields;
use domain::events::EventKind;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many notices are new: shown at the top of every page.
#[derive(Clone, Copy)]
pub struct Unseen(pub RwSignal<u32>);

/// Provides the count that the page came with, and keeps it as members are told.
pub fn provide() {
    let Some(viewer) = crate::boot::viewer() else { return };
    let unseen = RwSignal::new(viewer.unseen);
    provide_context(Unseen(unseen));
    hear(move |heard| {
        if matches!(heard, Heard::Signal(told) if told.kind == EventKind::NoticeCreated) {
            unseen.update(|count| *count += 1);
        }
    });
}

/// Notes that the notices about a thread were seen, now that it is open. Done in the browser alone: a
/// page that is only fetched changes nothing.
pub fn saw(thread: domain::ThreadId) {
    let Some(Unseen(unseen)) = use_context() else { return };
    Effect::new(move || {
        if unseen.get_untracked() == 0 {
            return;
        }
        let fields: Fields = [("thread", thread.to_string())].into_iter().collect();
        spawn_local(async move {
            if submit("notices.see".into(), fields).await.is_ok()
                && let Ok(count) = api::count_unseen().await
            {
                unseen.set(count);
            }
        });
    });
}
