//! Threads and replies as rows.

mod change;
mod pins;
mod places;
mod reactions;
mod read;
mod revisions;
mod rows;
mod write;

pub use change::*;
pub use pins::*;
pub use places::*;
pub use reactions::*;
pub use read::*;
pub use revisions::*;
pub use rows::*;
pub use write::*;
