//! Moderation: reporting, the queue, decisions about oneself, the rules and the public log.

pub mod api;
pub mod appeal;
mod beside;
pub mod case;
mod choices;
pub mod decisions;
mod find;
mod forms;
mod keys;
pub mod queue;
pub mod report;
pub mod rules;
mod statement;
#[cfg(feature = "ssr")]
pub mod submit;
pub mod words;

pub use words::Words;
