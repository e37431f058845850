//! What is like a question that is being written: shown before it is posted.

use super::api;
use super::words::Words;
use crate::forms::when_paused;
use domain::search::Suggested;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Asked once the writer has paused so long.
const PAUSE: Duration = Duration::from_millis(700);
/// Less says too little.
const LEAST: usize = 12;

/// Threads like `text`, as it is written; none while something more urgent is shown.
#[component]
pub fn Similar(text: Signal<String>, stands_back: RwSignal<bool>) -> impl IntoView {
    let w = Words::here();
    let found = RwSignal::new(Vec::<Suggested>::new());
    when_paused(
        move || text.get(),
        PAUSE,
        move |text, turn| {
            if text.trim().chars().count() < LEAST {
                return found.set(Vec::new());
            }
            spawn_local(async move {
                let answer = api::similar(text).await.unwrap_or_default();
                if turn.is_latest() {
                    found.set(answer);
                }
            });
        },
    );
    view! {
        <div role="status">
            {move || {
                let threads = found.get();
                (!threads.is_empty() && !stands_back.get()).then(|| view! {
                    <section class="panel" aria-labelledby="similar">
                        <h2 id="similar">{w.similar()}</h2>
                        <p class="small">{w.similar_text()}</p>
                        <ul class="side-list">
                            {threads.into_iter().map(|one| view! {
                                <li>
                                    <a href=format!("/t/{}", one.id) target="_blank">{one.labelled(w.0)}</a>" "
                                    <span>{w.replies(one.lived + one.professional)}</span>
                                </li>
                            }).collect_view()}
                        </ul>
                    </section>
                })
            }}
        </div>
    }
}
