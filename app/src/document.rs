//! The document around the application, and the files it asks for.

use crate::boot;
use crate::routes::{App, group};
use leptos::prelude::*;
use leptos_meta::MetaTags;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The built site's files, by their addresses. Read once when the server starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// The stylesheet.
    pub css: String,
    /// The program's JavaScript side.
    pub js: String,
    /// The program.
    pub wasm: String,
    /// What fetches the program's further parts.
    pub loader: Option<String>,
    /// Those parts, by the group of pages that needs them.
    pub groups: BTreeMap<String, Vec<String>>,
}

impl Files {
    /// The parts that a page needs beside the first.
    fn parts(&self, path: &str) -> &[String] {
        let name = group(path);
        // The splitter adds a number to the function's name.
        let mut found = self.groups.iter().filter(|(key, _)| !name.is_empty() && key.starts_with(name));
        found.next().map_or(&[], |(_, parts)| parts)
    }
}

/// The document. What a page's program consists of is asked for at once, not one after the other.
pub fn document(files: Arc<Files>) -> impl IntoView {
    let boot = use_context::<boot::Boot>().unwrap_or_default();
    let theme = match boot.shell.theme {
        domain::members::Theme::System => None,
        chosen => Some(chosen.word()),
    };
    let path = use_context::<http::request::Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default();
    let parts = files
        .parts(&path)
        .iter()
        .map(|part| view! { <link rel="preload" href=part.clone() r#as="fetch" r#type="application/wasm" crossorigin="anonymous" /> })
        .collect_view();
    // Small, and there before the program: a button must not be pressed in vain.
    let passkeys = ["/sign-in", "/settings/passkeys"]
        .contains(&path.as_str())
        .then(|| view! { <script type="module" nonce=leptos::nonce::use_nonce() src="/passkeys.js"></script> });
    let loader = files.loader.clone().filter(|_| !group(&path).is_empty());
    let start = format!(
        "import start,{{hydrate}} from {:?};start({{module_or_path:{:?}}}).then(hydrate)",
        files.js, files.wasm
    );
    view! {
        <!DOCTYPE html>
        <html lang=boot.shell.locale.code() data-theme=theme data-viewer=boot.shell.viewer.as_ref().map(|viewer| viewer.id.to_string())>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#0b4438" />
                <link rel="icon" href="/icon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link rel="stylesheet" id="style" href=files.css.clone() />
                <link rel="modulepreload" href=files.js.clone() />
                <link rel="preload" href=files.wasm.clone() r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
                {loader.map(|loader| view! { <link rel="modulepreload" href=loader /> })}
                {parts}
                <script type="module" nonce=leptos::nonce::use_nonce()>{start}</script>
                {passkeys}
                <MetaTags />
            </head>
            <body><App /></body>
        </html>
    }
}
