//! Exports: a copy of all that concerns a member.

pub mod section;
#[cfg(feature = "ssr")]
pub mod submit;
