//! The feed: what is new where one belongs.

pub mod api;
pub mod page;
pub mod words;
