//! Calls into `public/device.js`. Where it is missing or the browser keeps nothing, each is as if it
//! had found nothing.

use domain::notices::PushAddress;
use domain::{Fields, Refused};
use leptos::prelude::window;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["window", "vecu"], js_name = queue)]
    async fn js_queue(command: &str, fields: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["window", "vecu"], js_name = outbox)]
    async fn js_outbox() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["window", "vecu"], js_name = again)]
    async fn js_again(n: f64) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["window", "vecu"], js_name = drop)]
    async fn js_drop(n: f64) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["window", "vecu"], js_name = flush)]
    async fn js_flush() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["window", "vecu"], js_name = pages)]
    async fn js_pages() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["window", "vecu"], js_name = wipe)]
    async fn js_wipe() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["window", "vecu"], js_name = install)]
    async fn js_install() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["window", "vecu"], js_name = whole)]
    async fn js_whole() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["window", "vecu"], js_name = rings)]
    async fn js_rings() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["window", "vecu"], js_name = ring)]
    async fn js_ring(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["window", "vecu"], js_name = silence)]
    async fn js_silence() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["window", "vecu"], js_name = update)]
    fn js_update() -> Result<JsValue, JsValue>;
}

/// Whether the script is there: a call before would not fail but break what waits for it.
fn ready() -> bool {
    web_sys::js_sys::Reflect::has(&window(), &JsValue::from_str("vecu")).unwrap_or(false)
}

/// A form that waits on this device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number on this device.
    pub n: f64,
    /// The command.
    pub command: String,
    /// The form.
    pub fields: Fields,
    /// When it was written, in milliseconds since 1970.
    pub at: i64,
    /// `waiting` or `refused`.
    pub state: String,
    /// What the server said, as it said it.
    pub why: String,
}

impl Entry {
    /// Why the server would not take it.
    pub fn refusal(&self) -> Option<crate::forms::NotDone> {
        (self.state == "refused").then(|| {
            crate::json::read(&self.why)
                .unwrap_or(crate::forms::NotDone::Refused(Refused { errors: vec![], typed: Fields::default() }))
        })
    }
}

/// A page that can be read without a network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPage {
    /// Its address.
    pub path: String,
    /// Its title.
    pub title: String,
    /// When it was read, in milliseconds since 1970.
    pub at: i64,
    /// The device's zone then, in minutes east of UTC.
    pub offset: i16,
}

fn read<T: DeserializeOwned + Default>(answer: Result<JsValue, JsValue>) -> T {
    answer.ok().and_then(|value| value.as_string()).and_then(|text| crate::json::read(&text).ok()).unwrap_or_default()
}

/// Puts a form aside until the network is back. False when this device cannot.
pub async fn queue(command: &str, fields: &Fields) -> bool {
    let Ok(fields) = serde_json::to_string(fields) else { return false };
    ready() && js_queue(command, &fields).await.is_ok()
}

/// The forms that wait, oldest first.
pub async fn outbox() -> Vec<Entry> {
    if !ready() {
        return Vec::new();
    }
    read(js_outbox().await)
}

/// Tries a refused form again.
pub async fn again(n: f64) {
    if ready() {
        let _ = js_again(n).await;
    }
}

/// Forgets a form.
pub async fn forget(n: f64) {
    if ready() {
        let _ = js_drop(n).await;
    }
}

/// Sends what waits, now.
pub async fn flush() {
    if ready() {
        let _ = js_flush().await;
    }
}

/// What can be read without a network, last read first.
pub async fn pages() -> Vec<KeptPage> {
    if !ready() {
        return Vec::new();
    }
    read(js_pages().await)
}

/// Takes everything private off this device.
pub async fn wipe() {
    if ready() {
        let _ = js_wipe().await;
    }
}

/// Asks the browser to put Vécu on the home screen.
pub async fn install() {
    if ready() {
        let _ = js_install().await;
    }
}

/// Shows this page from what is kept of it, if it is kept as a whole.
pub async fn show_kept() {
    if ready() && js_whole().await.is_ok_and(|kept| kept.as_bool() == Some(true)) {
        let _ = window().location().reload();
    }
}

/// Whether this device rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rings {
    /// The browser cannot.
    Never,
    /// The member told the browser not to let us.
    Denied,
    /// Not yet.
    Off,
    /// It does.
    On,
}

/// Whether this device rings.
pub async fn rings() -> Rings {
    if !ready() {
        return Rings::Never;
    }
    match js_rings().await.ok().and_then(|value| value.as_string()).as_deref() {
        Some("on") => Rings::On,
        Some("off") => Rings::Off,
        Some("denied") => Rings::Denied,
        _ => Rings::Never,
    }
}

/// Asks the member's leave and the browser for an address to ring at. `None` when either says no.
pub async fn ring(key: &str) -> Option<PushAddress> {
    if !ready() {
        return None;
    }
    let text = js_ring(key).await.ok()?.as_string()?;
    crate::json::read::<Subscription>(&text).ok().map(|subscription| PushAddress {
        endpoint: subscription.endpoint,
        p256dh: subscription.keys.p256dh,
        auth: subscription.keys.auth,
    })
}

/// A `PushSubscription` as JSON (Push API §8.4).
#[derive(Deserialize)]
struct Subscription {
    endpoint: String,
    keys: SubscriptionKeys,
}

#[derive(Deserialize)]
struct SubscriptionKeys {
    p256dh: String,
    auth: String,
}

/// Ends it in this browser; the address that it had.
pub async fn silence() -> String {
    if !ready() {
        return String::new();
    }
    js_silence().await.ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// Goes on with the newer version.
pub fn update() {
    if ready() {
        let _ = js_update();
    }
}
