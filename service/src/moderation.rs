//! Moderation: reporting, the queue of those who look, decisions with their reasons, appeals, the public log.

mod appeal;
pub mod audit;
mod beside;
mod case;
mod decide;
mod decisions;
mod filling;
mod handlers;
mod held;
mod log;
mod mails;
mod notes;
mod queue;
mod report;
pub(crate) mod sealed;
mod signals;
mod sweep;
mod text;
mod unname;
mod veil;

pub use appeal::{answer, appeal};
pub use case::{case, claim, release};
pub use decide::decide;
pub use decisions::{appealed, decisions};
pub use held::hold_first;
pub use log::log;
pub use notes::{note, seal_notes};
pub use queue::{Sought, queue};
pub use report::{report, report_page};
pub use sweep::sweep;

pub(crate) use handlers::{fresh, handles, slowed};
pub(crate) use held::{call_back, lift, put_aside, waits, withdraw};
pub(crate) use signals::{Posted, look};
pub(crate) use unname::{unnamed, unworded};
pub(crate) use veil::{Kept, kept, kept_of};
