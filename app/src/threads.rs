//! Threads: reading, asking, replying.

pub mod compose;
pub mod edit;
pub mod history;
pub mod page;
#[cfg(feature = "ssr")]
pub mod submit;
