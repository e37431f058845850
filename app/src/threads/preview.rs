//! How a text will look, while it is written: asked from the server half a second after the last
//! keystroke, because the renderer stays there.

use super::api;
use super::words::Words;
use crate::forms::when_paused;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The preview of what is typed; nothing until something is.
#[component]
pub fn Preview(typed: RwSignal<String>) -> impl IntoView {
    let html = RwSignal::new(String::new());
    when_paused(
        move || typed.get(),
        Duration::from_millis(500),
        move |text, turn| {
            if text.trim().is_empty() {
                return html.set(String::new());
            }
            spawn_local(async move {
                // A preview that fails is no reason to disturb whoever writes.
                if let Ok(rendered) = api::preview(text).await
                    && turn.is_latest()
                {
                    html.set(rendered);
                }
            });
        },
    );
    move || {
        let rendered = html.get();
        (!rendered.is_empty()).then(|| {
            view! {
                <div class="preview">
                    <p class="preview__label">{Words::here().preview()}</p>
                    <div class="preview__body voice" inner_html=rendered></div>
                </div>
            }
        })
    }
}
