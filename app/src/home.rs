//! The page a visitor begins at, and what Vécu is.

pub mod about;
pub mod api;
pub mod page;
pub mod thread_line;
mod voices;
mod words;
