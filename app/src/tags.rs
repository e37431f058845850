//! Tags as pages.

pub mod page;
#[cfg(feature = "ssr")]
pub mod submit;
