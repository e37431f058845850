//! The feed: what is new where one belongs.

pub mod page;
