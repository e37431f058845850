//! Pictures: brought while a text is written, shown with it.

pub mod api;
mod bring;
mod field;
mod shrink;
pub mod still;
pub mod words;

pub use field::Pictures;
