//! The entrance in the browser: takes over the page that the server sent.

#![recursion_limit = "512"]

use app::App;

/// Called once by the page's script.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(App);
}
