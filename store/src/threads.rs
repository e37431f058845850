//! Threads and replies as rows.

mod change;
mod places;
mod reactions;
mod read;
mod revisions;
mod rows;
mod write;

pub use change::*;
pub use places::*;
pub use reactions::*;
pub use read::*;
pub use revisions::*;
pub use rows::*;
pub use write::*;
