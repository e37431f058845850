//! Moderation as rows: cases with their reports, decisions, appeals, texts taken out, the audit log.

mod appeals;
mod audit;
mod cases;
mod decisions;
mod forget;
mod measures;
mod veil;

pub use appeals::*;
pub use audit::*;
pub use cases::*;
pub use decisions::*;
pub use forget::*;
pub use measures::*;
pub use veil::*;
