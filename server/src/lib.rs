//! The `vecu` binary's parts, as a library so that tests start the real server.

pub mod adapters;
pub mod cli;
pub mod config;
pub mod http;
pub mod serve;
