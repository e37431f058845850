//! Tags as pages.

pub mod api;
pub mod page;
#[cfg(feature = "ssr")]
pub mod submit;
pub mod words;
