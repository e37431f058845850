//! Threads: reading, asking, replying.

pub mod api;
pub mod compose;
pub mod edit;
pub mod history;
mod kept;
#[cfg(feature = "ssr")]
mod linked;
mod news;
pub mod page;
mod post;
mod preview;
mod reach;
mod reactions;
mod reply;
mod reply_form;
pub mod row;
mod still;
#[cfg(feature = "ssr")]
pub mod submit;
pub mod words;

pub use preview::Preview;
pub use row::{ThreadRows, lighten, row_with};
