//! What the interface is told about adverse effects.

use super::Told;
use crate::communities::CommunityLink;
use crate::ids::{ReplyId, ThreadId};
use crate::members::Byline;
use crate::time::When;
use serde::{Deserialize, Serialize};

/// Where effects are declared: each instance's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portal {
    /// As people know it.
    pub name: String,
    /// Its address.
    pub url: String,
}

/// What the form of a summary starts with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclarePage {
    /// The thread or reply, as it stands in addresses.
    pub about: String,
    /// The thread it stands in.
    pub thread: ThreadId,
    /// The reply, when it is one.
    pub reply: Option<ReplyId>,
    /// What was read out of it.
    pub told: Told,
    /// Whether its author is here as somebody's carer.
    pub carer: bool,
    /// Where it is declared.
    pub portal: Portal,
}

crate::word_enum! {
    /// What became of a text that tells of an adverse effect, in a community that a company runs.
    Screening {
        /// Nobody has looked at it.
        Waiting = "waiting",
        /// There is nothing to declare.
        Screened = "screened",
        /// It was declared.
        Declared = "declared",
    }
}

/// A text to be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreeningRow {
    /// The thread or reply, as it stands in addresses.
    pub about: String,
    /// Its thread.
    pub thread: ThreadId,
    /// The reply, when it is one.
    pub reply: Option<ReplyId>,
    /// The thread's title.
    pub title: String,
    /// Who wrote it; `None` when they are gone.
    pub author: Option<Byline>,
    /// What it tells; nothing when it was changed since.
    pub told: Told,
    /// When it was noticed.
    pub noticed: When,
    /// What became of it.
    pub state: Screening,
    /// Who looked at it, labelled, and when.
    pub by: Option<(String, When)>,
    /// What they noted.
    pub note: String,
}

/// The queue of a community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreeningPage {
    /// The community.
    pub community: CommunityLink,
    /// Whether those that were looked at are listed, instead of those that wait.
    pub done: bool,
    /// The texts, of those that the reader may read: what waits longest first, or what was looked at last.
    pub rows: Vec<ScreeningRow>,
    /// Where effects are declared.
    pub portal: Portal,
}
