//! Going back leads to where one was reading: the page is drawn anew after the browser has tried to
//! scroll, so the place is remembered here and found again once there is enough to scroll through.

use leptos::ev;
use leptos::prelude::*;
use std::collections::HashMap;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Between two looks at whether the page is drawn.
const TICK: Duration = Duration::from_millis(50);

/// The place to go back to, if the reader is going back.
#[derive(Clone, Copy)]
pub struct Back(StoredValue<Option<(String, f64)>>);

impl Back {
    /// The place on the page of this path; forgotten once asked for.
    pub fn take(self, path: &str) -> Option<f64> {
        let going = self.0.try_update_value(Option::take).flatten();
        going.filter(|(where_to, _)| where_to == path).map(|(_, place)| place)
    }
}

fn here() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Remembers how far each page was read.
pub fn remember() -> Back {
    let places = StoredValue::new(HashMap::<String, f64>::new());
    let back = Back(StoredValue::new(None));
    Effect::new(move || {
        let scrolled = window_event_listener(ev::scroll, move |_| {
            let place = window().scroll_y().unwrap_or_default();
            places.update_value(|places| {
                places.insert(here(), place);
            });
        });
        // Before the browser scrolls what is still the page one comes from.
        let popped = window_event_listener(ev::popstate, move |_| {
            let place = places.with_value(|places| places.get(&here()).copied()).unwrap_or_default();
            back.0.set_value(Some((window().location().pathname().unwrap_or_default(), place)));
        });
        on_cleanup(move || {
            scrolled.remove();
            popped.remove();
        });
    });
    back
}

/// Scrolls there once the page is drawn; gives up after five seconds.
pub fn restore(place: f64) {
    again(place, 0, 100);
}

fn again(place: f64, held: u32, tries: u32) {
    let document = document();
    let drawn = document.query_selector("main .skeleton").ok().flatten().is_none();
    let room = document.document_element().map_or(0.0, |root| f64::from(root.scroll_height()))
        - window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let mut held = held;
    if drawn && (room >= place || tries == 0) {
        let away = (window().scroll_y().unwrap_or_default() - place).abs() > 2.0;
        if held == 0 || away {
            if let Some(content) =
                document.get_element_by_id("content").and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok())
            {
                let _ = content.focus();
            }
            window().scroll_to_with_x_and_y(0.0, place);
        }
        held += 1;
    }
    // Late data may still replace what was drawn: it is looked at a few times more.
    if held < 4 && tries > 0 {
        set_timeout(move || again(place, held, tries - 1), TICK);
    }
}
