//! Dumps: reading what other sites and Vécu itself wrote, and writing it. `docs/dump.md` has the
//! format.
//!
//! An import goes line by line: [`lines`] keeps no more than a megabyte of a line, [`check`] reads a
//! record into values that are valid and renders its text (pure, in parallel, one batch ahead of the
//! one being written), [`place`] resolves what it names, and a batch of 1,000 lines is one
//! transaction. Nothing is remembered that the database does not hold: stopping anywhere and running
//! again continues.

mod check;
mod checked;
mod export;
mod import;
mod known;
mod lines;
mod place;
mod reason;
mod record;
mod report;
mod rows;
mod texts;

pub use export::{Exported, export};
pub use import::{Options, import};
pub use reason::Reason;
pub use report::{Count, Progress, Refusal, Report};
