//! Erasures: somebody leaves for good, at once or after two weeks' thought.
//!
//! What was asked for is a row; the worker carries out what is due, step by step, each step one transaction that
//! changes nothing when it is done again. Killed anywhere, another goes on. Why it is so:
//! `docs/decisions/erasure.md`.

mod ask;
mod beside;
mod carry_out;
mod log;
mod mails;
mod names;
mod posts;

pub use ask::{cancel, leaving, request};
pub use carry_out::{carry_out, run};
pub use log::{Replayed, mark, replay};
pub(crate) use mails::day;
