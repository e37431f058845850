//! The page a visitor begins at, and what Vécu is.

pub mod about;
pub mod api;
pub mod page;
pub mod security;
mod voices;
mod words;
