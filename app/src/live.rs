//! What happens while a page is open: `public/live.js` holds the stream, pages say what they watch.

use crate::ui::Icon;
use domain::ThreadId;
use domain::events::Position;
use domain::live::Signal as LiveSignal;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What a page watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watch {
    /// One thread.
    Thread(ThreadId),
    /// The feed.
    Feed,
}

/// What a page hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Something happened.
    Signal(LiveSignal),
    /// So much that it should be read anew.
    Reset,
}

/// Hears what is told to this page, for as long as the owner lives. Nothing happens on the server, and
/// nothing before hydration.
pub fn hear(hear: impl Fn(Heard) + Send + Sync + 'static) {
    let hear = StoredValue::new(hear);
    Effect::new(move || {
        let listener = window_event_listener_untyped("vecu:live", move |event| {
            let Some(event) = event.dyn_ref::<web_sys::CustomEvent>() else { return };
            let heard = match event.detail().as_string() {
                Some(text) if !text.is_empty() => match crate::json::read(&text) {
                    Ok(signal) => Heard::Signal(signal),
                    // Of a kind that only a later program knows.
                    Err(_) => return,
                },
                _ => Heard::Reset,
            };
            hear.with_value(|hear| hear(heard));
        });
        start();
        on_cleanup(move || listener.remove());
    });
}

/// Watches for as long as the owner lives; `from` is where the page was read.
pub fn watch(what: Watch, from: Option<Position>, hear: impl Fn(Heard) + Send + Sync + 'static) {
    Effect::new(move || {
        let Some(root) = document().document_element() else { return };
        let watched = match what {
            Watch::Thread(id) => format!("t={id}"),
            Watch::Feed => "feed=1".to_owned(),
        };
        let _ = root.set_attribute("data-from", &from.map(|from| from.to_string()).unwrap_or_default());
        let _ = root.set_attribute("data-watch", &watched);
        on_cleanup(move || {
            // Unless the next page watches already.
            if root.get_attribute("data-watch").as_ref() == Some(&watched) {
                let _ = root.remove_attribute("data-watch");
                let _ = root.remove_attribute("data-from");
            }
        });
    });
    self::hear(hear);
}

/// Fetches the script the first time that something is watched: the first page of most visits needs none.
fn start() {
    const ID: &str = "live";
    if document().get_element_by_id(ID).is_some() {
        return;
    }
    let Ok(script) = document().create_element("script") else { return };
    script.set_id(ID);
    let _ = script.set_attribute("type", "module");
    let _ = script.set_attribute("src", "/live.js");
    if let Some(head) = document().head() {
        let _ = head.append_child(&script);
    }
}

/// The bar that new things wait behind: they never move what is being read. `text` says what waits, and is
/// empty when nothing does.
#[component]
pub fn LiveBar(text: leptos::prelude::Signal<String>, show: Callback<()>) -> impl IntoView {
    view! {
        <div class="live-zone" role="status">
            {move || Some(text.get()).filter(|text| !text.is_empty()).map(|text| view! {
                <button type="button" class="live" on:click=move |_| show.run(())><Icon name="fleche-h" />{text}</button>
            })}
        </div>
    }
}
