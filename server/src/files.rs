//! Which files the built site consists of: their names hold the hash of what is in them.

use anyhow::Context as _;
use app::document::Files;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Where the browser finds them.
const AT: &str = "/pkg/";

/// Reads `hash.txt`, which the build puts beside the program, and from the site which parts of the
/// program belong together. Without `hash.txt` (tests that need no browser) names carry no hash.
pub fn read(site_root: &Path) -> anyhow::Result<Files> {
    let beside = std::env::current_exe()?.parent().map(|folder| folder.join("hash.txt")).unwrap_or_default();
    let hashes = if beside.exists() { std::fs::read_to_string(&beside)? } else { String::new() };
    let hashes: HashMap<&str, &str> = hashes.lines().filter_map(|line| line.split_once(": ")).collect();
    let name = |kind: &str, before: &str, after: &str| match hashes.get(kind) {
        Some(hash) => format!("{before}.{}.{after}", hash.trim()),
        None => format!("{before}.{after}"),
    };
    let mut groups = BTreeMap::new();
    if hashes.contains_key("manifest") {
        let manifest = site_root.join("pkg").join(name("manifest", "__wasm_split_manifest", "json"));
        let text = std::fs::read_to_string(&manifest).with_context(|| {
            format!("{} is missing: the site was built anew, or for another program (./dev build)", manifest.display())
        })?;
        groups = serde_json::from_str::<BTreeMap<String, Vec<String>>>(&text)
            .with_context(|| format!("reading {}", manifest.display()))?;
        for part in groups.values_mut().flatten() {
            *part = format!("{AT}{part}.wasm");
        }
    }
    let at = |name: String| format!("{AT}{name}");
    Ok(Files {
        css: at(name("css", "vecu", "css")),
        js: at(name("js", "vecu", "js")),
        wasm: at(name("wasm", "vecu", "wasm")),
        loader: hashes.contains_key("split").then(|| at(name("split", "__wasm_split", "js"))),
        groups,
    })
}
