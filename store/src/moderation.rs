//! Moderation as rows: cases with their reports, decisions, appeals, texts taken out, the audit log.

mod appeals;
mod audit;
mod cases;
mod claims;
mod decisions;
mod forget;
mod measures;
mod notes;
mod part;
mod texts;
mod veil;

pub use appeals::*;
pub use audit::*;
pub use cases::*;
pub use claims::*;
pub use decisions::*;
pub use forget::*;
pub use measures::*;
pub use notes::*;
pub use part::Part;
pub use texts::*;
pub use veil::*;
