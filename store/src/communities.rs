//! Communities: rows, charters, who belongs.

mod agreed;
mod belonging;
mod charter;
mod consent;
mod list;
mod read;

pub use agreed::*;
pub use belonging::*;
pub use charter::*;
pub use consent::*;
pub use list::*;
pub use read::*;
