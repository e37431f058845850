//! Letters: private messages between two members.

pub mod api;
pub mod list;
pub mod reported;
#[cfg(feature = "ssr")]
pub mod submit;
pub mod with;
pub mod words;
