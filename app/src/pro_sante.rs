//! Proving a profession: with Pro Santé Connect, or by hand.

pub mod api;
pub mod page;
pub mod state;
#[cfg(feature = "ssr")]
pub mod submit;
