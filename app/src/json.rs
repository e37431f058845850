//! Reading JSON, everywhere in one way.

use serde::de::DeserializeOwned;

/// Reads a value. From bytes, because server functions read their answers so: read from `str` as well, every
/// shape would be in the browser's program twice.
pub fn read<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    serde_json::from_slice(text.as_bytes())
}
