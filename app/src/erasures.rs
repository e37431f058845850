//! Erasures: leaving for good.

pub mod page;
pub mod section;
#[cfg(feature = "ssr")]
pub mod submit;
