//! What a live stream tells a page that is open: that something happened, never what was written.

use crate::events::{EventKind, Position};
use crate::{ReplyId, ThreadId};
use serde::{Deserialize, Serialize};

/// How many threads one stream watches: as many as a browser may reasonably have open.
pub const MOST_THREADS: usize = 50;

/// What a stream is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Threads that are open.
    pub threads: Vec<ThreadId>,
    /// Whether a feed is open.
    pub feed: bool,
    /// Whether the count of one's notices is shown.
    pub notices: bool,
}

/// Something a page may want to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    /// Where it stands among what happened.
    pub at: Position,
    /// What happened.
    pub kind: EventKind,
    /// In which thread; none when it is about one's notices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<ThreadId>,
    /// To which reply; none when it is about the thread itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<ReplyId>,
    /// Whether the listener did it, perhaps on another device.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// Whether it belongs to the listener's feed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub feed: bool,
    /// How often each reaction was given by now, in the order of `Reaction::ALL`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<[u32; 4]>,
}

impl EventKind {
    /// Whether somebody reading the thread is told.
    pub fn concerns_thread(self) -> bool {
        matches!(
            self,
            Self::ThreadEdited
                | Self::ThreadDeleted
                | Self::ThreadNarrowed
                | Self::ThreadClosed
                | Self::ThreadReopened
                | Self::ReplyCreated
                | Self::ReplyEdited
                | Self::ReplyDeleted
                | Self::ReplyHelped
                | Self::ReplyUnhelped
                | Self::ReactionGiven
                | Self::ReactionWithdrawn
        )
    }

    /// Whether somebody reading a feed is told.
    pub fn concerns_feed(self) -> bool {
        matches!(self, Self::ThreadCreated | Self::ReplyCreated)
    }

    /// Whether streams of its member may have ended with their session.
    pub fn ends_sessions(self) -> bool {
        matches!(self, Self::SessionEnded | Self::PasswordChanged | Self::EmailChanged | Self::MemberErased)
    }

    /// Whether it changes how often reactions were given.
    pub fn is_reaction(self) -> bool {
        matches!(self, Self::ReactionGiven | Self::ReactionWithdrawn)
    }
}
