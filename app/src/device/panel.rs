//! In the settings: what this very device keeps and does.

use super::{Device, Words, bridge};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The section.
#[component]
pub fn Panel() -> impl IntoView {
    let w = Words::here();
    let Some(Device(state)) = use_context() else { return ().into_any() };
    let cleared = RwSignal::new(false);
    let clear = move |_| {
        spawn_local(async move {
            bridge::wipe().await;
            cleared.try_set(true);
        });
    };
    view! {
        <section class="section" aria-labelledby="set-device">
            <h2 id="set-device">{w.this_device()}</h2>
            <p class="prose">{w.this_device_text()}</p>
            <div class="btns" hidden=move || !crate::forms::hydrated()>
                <button type="button" class="btn" hidden=move || !state.with(|state| state.install)
                    on:click=move |_| spawn_local(bridge::install())>{w.install()}</button>
                <a class="btn btn--second" href="/offline">{w.see_kept()}</a>
                <button type="button" class="btn btn--second" on:click=clear>{w.clear()}</button>
            </div>
            <p role="status">{move || cleared.get().then(|| w.cleared())}</p>
        </section>
    }
    .into_any()
}
