//! Taking along all that concerns one: how far the copy is.

use crate::ExportId;
use crate::time::{DAY, SECOND, When};
use serde::{Deserialize, Serialize};

/// How long a copy is there to be fetched, in microseconds.
pub const KEPT: i64 = 7 * DAY;
/// How long a proof of who asks opens a copy, in microseconds.
pub const OPENED: i64 = 600 * SECOND;

crate::word_enum! {
    /// How far a copy is.
    State {
        /// Waits to be made, or is being made.
        Asked = "asked",
        /// There to be fetched.
        Ready = "ready",
    }
}

/// A copy as its member sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportView {
    /// The copy.
    pub id: ExportId,
    /// How far it is.
    pub state: State,
    /// When it was asked for.
    pub asked: When,
    /// Until when it is there.
    pub expires: Option<When>,
    /// How large it is, in kilobytes.
    pub kilobytes: u32,
    /// Whether it can be fetched now, by the device that asks.
    pub open: bool,
}
