//! Whether this very device rings.

use super::words::Words;
use crate::device::{self, Rings};
use crate::forms::submit;
use crate::ui::Icon;
use domain::Fields;
use domain::members::push_consent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The button that makes this device ring, or be silent again.
#[component]
pub fn Ringing(
    /// The key to subscribe with.
    key: String,
    /// Whether any device of theirs is to ring, as the server knows.
    devices: bool,
) -> impl IntoView {
    let w = Words::here();
    // What was agreed to may have been taken back elsewhere: this browser does not know, and is not rung any more.
    let rung = RwSignal::new(devices);
    let agreement = push_consent(w.0).iter().map(|paragraph| view! { <p>{*paragraph}</p> }).collect_view();
    let state = RwSignal::new(None::<Rings>);
    let failed = RwSignal::new(false);
    let look = move || {
        spawn_local(async move {
            let rings = device::rings().await;
            state.try_set(Some(rings));
        });
    };
    // The script that knows may still be on its way: it says so when it is there.
    if let Some(device::Device(told)) = use_context() {
        Effect::new(move || {
            told.track();
            look();
        });
    }
    let key = StoredValue::new(key);
    let ring = move |_| {
        failed.set(false);
        spawn_local(async move {
            let told = match device::ring(&key.get_value()).await {
                Some(to) => {
                    let fields = [("endpoint", to.endpoint), ("p256dh", to.p256dh), ("auth", to.auth)];
                    submit("notices.ring".into(), fields.into_iter().collect()).await.is_ok()
                }
                None => false,
            };
            failed.try_set(!told);
            rung.try_set(told);
            if !told {
                let _ = device::silence().await;
            }
            look();
        });
    };
    let silence = move |_| {
        spawn_local(async move {
            let fields: Fields = [("endpoint", device::silence().await)].into_iter().collect();
            let _ = submit("notices.silence".into(), fields).await;
            look();
        });
    };
    view! {
        <section class="section" aria-labelledby="set-ringing">
            <h2 id="set-ringing">{w.this_device()}</h2>
            <div role="status">
                {move || state.get().map(|rings| if rings == Rings::On && !rung.get() { Rings::Off } else { rings }).map(|rings| match rings {
                    Rings::Never => view! { <p class="prose">{w.rings_never()}</p> }.into_any(),
                    Rings::Denied => view! { <p class="prose">{w.rings_denied()}</p> }.into_any(),
                    Rings::Off => view! {
                        <p class="prose">{w.rings_off()}</p>
                        <p class="btns"><button type="button" class="btn" on:click=ring>{w.ring()}</button></p>
                    }.into_any(),
                    Rings::On => view! {
                        <p class="prose">{w.rings_on()}</p>
                        <p class="btns"><button type="button" class="btn btn--second" on:click=silence>{w.silence()}</button></p>
                    }.into_any(),
                })}
                <details class="disc"><summary>{w.ring_way()}<Icon name="chevron" /></summary><div class="disc__body prose">{agreement}</div></details>
                {move || failed.get().then(|| view! { <p class="field__error">{w.ring_failed()}</p> })}
            </div>
        </section>
    }
}
