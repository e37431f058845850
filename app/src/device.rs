//! What a member's device does beside showing pages: it keeps them for a time without network, sends later
//! what was written meanwhile, and applies updates. `public/device.js` does it; here it is shown.

mod bridge;
pub mod offline;
pub mod outbox;
mod panel;
mod strip;
mod waiting;
mod words;

pub use bridge::{Rings, queue, ring, rings, show_kept, silence, wipe};
pub use panel::Panel;
pub use strip::Strip;
pub use waiting::Waiting;
pub use words::Words;

use crate::boot::{self, Refresh};
use domain::{Timestamp, When};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

/// The commands that may be carried out later: what they create has an id of its own, or what they
/// change is said outright.
pub const LATER: [&str; 3] = ["threads.ask", "threads.reply", "threads.react"];

/// What the device says of itself. Moments are milliseconds since 1970, zero for none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// When what is shown was read, if the network did not answer.
    pub kept: i64,
    /// The device's zone then, in minutes east of UTC.
    pub offset: i16,
    /// Texts that wait for the network.
    pub waiting: u32,
    /// Texts that the server would not take.
    pub refused: u32,
    /// A newer version waits.
    pub update: bool,
    /// The browser would put Vécu on the home screen.
    pub install: bool,
    /// What was just sent.
    pub sent: Option<Sent>,
}

/// Something that waited and was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The form's command.
    pub command: String,
    /// Where it can be read.
    pub to: String,
}

/// The device's state, kept as it changes.
#[derive(Clone, Copy)]
pub struct Device(pub RwSignal<State>);

/// Milliseconds and an offset as a moment on the device's clock.
pub fn when(millis: i64, offset_minutes: i16) -> When {
    When { utc: Timestamp(millis.saturating_mul(1_000)), offset_minutes }
}

/// Provides the state. Nothing happens on the server, before hydration, or for a visitor, whose device
/// keeps nothing.
pub fn provide() {
    let state = RwSignal::new(State::default());
    provide_context(Device(state));
    if boot::viewer().is_none() {
        return;
    }
    let refresh = expect_context::<Refresh>().0;
    Effect::new(move || {
        // A part of the program may still be on its way: what the device says before the page is taken over would
        // be drawn where the server drew nothing.
        if !crate::forms::hydrated() {
            return;
        }
        let told = window_event_listener_untyped("vecu:device", move |event| {
            let Some(event) = event.dyn_ref::<web_sys::CustomEvent>() else { return };
            let said = event.detail().as_string().and_then(|text| crate::json::read::<State>(&text).ok());
            let Some(mut said) = said else { return };
            if said.sent.is_some() {
                refresh.update(|count| *count += 1);
            } else {
                // Said until something else is: news of another kind does not take it away.
                said.sent = state.with_untracked(|state| state.sent.clone());
            }
            state.set(said);
        });
        // The network answers again: this page is read anew.
        let back = window_event_listener_untyped("vecu:back", move |_| {
            if state.with_untracked(|state| state.kept != 0) {
                refresh.update(|count| *count += 1);
            }
        });
        on_cleanup(move || {
            told.remove();
            back.remove();
        });
        start();
    });
}

/// Fetches the script once the page is there.
fn start() {
    const ID: &str = "device";
    if document().get_element_by_id(ID).is_some() {
        return;
    }
    let Ok(script) = document().create_element("script") else { return };
    script.set_id(ID);
    let _ = script.set_attribute("type", "module");
    let _ = script.set_attribute("src", "/device.js");
    if let Some(head) = document().head() {
        let _ = head.append_child(&script);
    }
}
