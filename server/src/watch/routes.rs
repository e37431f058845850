//! Which pattern an address follows. Logs and metrics name patterns: an address tells who reads what.

use std::collections::BTreeSet;

/// Doors that are no pages and no server functions.
const DOORS: &[&str] = &[
    "/healthz",
    "/readyz",
    "/live",
    "/sw.js",
    "/c/{slug}/atom.xml",
    "/tags/{key}/atom.xml",
    "/t/{id}/atom.xml",
    "/sitemap.xml",
    "/sitemap/{name}",
    "/robots.txt",
    "/.well-known/security.txt",
];
/// Files of the site.
pub const FILES: &str = "files";
/// What follows no pattern that we know.
pub const OTHER: &str = "other";

/// The patterns there are.
pub struct Patterns(matchit::Router<String>);

impl Patterns {
    /// Of these pages, every server function, the files of these names at the root, and the other doors.
    pub fn of<'a>(pages: impl Iterator<Item = &'a str>, files: &[&str]) -> Self {
        let functions = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path);
        let patterns: BTreeSet<&str> = pages.chain(functions).chain(DOORS.iter().copied()).collect();
        let mut router = matchit::Router::new();
        let named = patterns.into_iter().map(|pattern| (pattern.to_owned(), pattern));
        let files = files.iter().map(|name| (format!("/{name}"), FILES));
        for (pattern, name) in named.chain(files).chain([("/pkg/{*file}".to_owned(), FILES)]) {
            if let Err(error) = router.insert(&pattern, name.to_owned()) {
                tracing::warn!(pattern, %error, "a pattern is counted among the others");
            }
        }
        Self(router)
    }

    /// The pattern of an address.
    pub fn of_path(&self, path: &str) -> &str {
        self.0.at(path).map_or(OTHER, |found| found.value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_by_its_pattern() {
        let patterns = Patterns::of(["/", "/t/{id}", "/c/{slug}"].into_iter(), &["icon.svg"]);
        for (path, pattern) in [
            ("/", "/"),
            ("/t/0198c0de", "/t/{id}"),
            ("/c/reins", "/c/{slug}"),
            ("/pkg/vecu.0123.wasm", FILES),
            ("/icon.svg", FILES),
            ("/readyz", "/readyz"),
            ("/ana@example.org", OTHER),
            ("/t/0198c0de/secret", OTHER),
        ] {
            assert_eq!(patterns.of_path(path), pattern, "{path}");
        }
    }
}
