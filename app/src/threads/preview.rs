//! How a text will look, and whether it calls for help, while it is written: asked from the server half a second
//! after the last keystroke, because the renderer and the lists stay there.

use super::api;
use super::words::Words;
use crate::crisis::Help;
use crate::forms::when_paused;
use domain::threads::Previewed;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The preview of what is typed; nothing until something is.
#[component]
pub fn Preview(
    typed: RwSignal<String>,
    /// The title above it: looked at together with the text, because what calls for help may stand in it alone.
    #[prop(optional)]
    titled: Option<RwSignal<String>>,
    /// Told whether what is typed calls for help.
    #[prop(optional)]
    calls: Option<RwSignal<bool>>,
    /// A letter: how to reach somebody may stand in it, and nothing of it is offered to be declared.
    #[prop(optional)]
    letter: bool,
) -> impl IntoView {
    let seen = RwSignal::new(Previewed::default());
    let title = move || titled.map(|titled| titled.get()).unwrap_or_default();
    when_paused(
        move || format!("{}\n{}", title(), typed.get()),
        Duration::from_millis(500),
        move |text, turn| {
            if text.trim().is_empty() {
                return seen.set(Previewed::default());
            }
            // Nothing was typed since: these are the two that were put together.
            let (title, body) = (untrack(title), typed.get_untracked());
            spawn_local(async move {
                // A preview that fails is no reason to disturb whoever writes.
                if let Ok(previewed) = api::preview(title, body).await
                    && turn.is_latest()
                {
                    seen.set(previewed);
                }
            });
        },
    );
    // Apart: what is read aloud once is not read again with every word that is typed.
    let signs = Memo::new(move |_| seen.with(|seen| seen.signs.clone()));
    let reach = Memo::new(move |_| !letter && seen.with(|seen| seen.reach));
    let adverse = Memo::new(move |_| !letter && seen.with(|seen| seen.adverse));
    if let Some(calls) = calls {
        Effect::new(move || calls.set(signs.with(|signs| !signs.is_empty())));
    }
    view! {
        <div role="status">
            {move || view! { <Help signs=signs.get() /> }}
            {move || reach.get().then(|| view! { <p class="notice">{crate::moderation::Words::here().reach_warning()}</p> })}
            {move || (adverse.get() && signs.with(Vec::is_empty)).then(|| view! { <crate::vigilance::Hint /> })}
        </div>
        {move || {
            let rendered = seen.with(|seen| seen.html.clone());
            (!rendered.is_empty()).then(|| {
                view! {
                    <div class="preview">
                        <p class="preview__label">{Words::here().preview()}</p>
                        <div class="preview__body voice" inner_html=rendered></div>
                    </div>
                }
            })
        }}
    }
}
