//! How a text will look, while it is written: asked from the server half a second after the last
//! keystroke, because the renderer stays there.

use super::api;
use super::words::Words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The preview of what is typed; nothing until something is.
#[component]
pub fn Preview(typed: RwSignal<String>) -> impl IntoView {
    let html = RwSignal::new(String::new());
    let turn = StoredValue::new(0u32);
    Effect::new(move |_| {
        let text = typed.get();
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        if text.trim().is_empty() {
            html.set(String::new());
            return;
        }
        set_timeout(
            move || {
                // None: the page was left meanwhile.
                if turn.try_get_value() != Some(mine) {
                    return;
                }
                spawn_local(async move {
                    // A preview that fails is no reason to disturb whoever writes.
                    if let Ok(rendered) = api::preview(text).await
                        && turn.try_get_value() == Some(mine)
                    {
                        html.set(rendered);
                    }
                });
            },
            Duration::from_millis(500),
        );
    });
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
