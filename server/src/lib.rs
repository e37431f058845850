//! The `vecu` binary's parts, as a library so that tests start the real server.

// The pages' views are deep types; laying them out goes deeper than the compiler's default.
#![recursion_limit = "512"]

pub mod adapters;
pub mod api;
pub mod backups;
pub mod cli;
pub mod config;
pub mod files;
pub mod http;
pub mod serve;
pub mod watch;
pub mod worker;
