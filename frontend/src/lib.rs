//! The entrance in the browser: takes over the page that the server sent.

#![recursion_limit = "512"]

use app::App;

/// Called once by the page's script.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    // A page may wait for a part of the program that is still on its way.
    wasm_bindgen_futures::spawn_local(async {
        let body = leptos::tachys::dom::body();
        leptos::mount::hydrate_from_async(body, App).await.forget();
        app::boot::taken_over();
    });
}
