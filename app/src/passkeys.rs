//! Passkeys and recovery codes: their pages and forms.

pub mod api;
pub mod page;
pub mod recover;
#[cfg(feature = "ssr")]
pub mod submit;
pub mod words;
