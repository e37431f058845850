//! Letters: private messages between two members.

pub mod api;
pub mod list;
#[cfg(feature = "ssr")]
pub mod submit;
pub mod with;
pub mod words;
