//! What the interface is told about what was found.

use super::Piece;
use crate::communities::CommunityLink;
use crate::locale::Locale;
use crate::members::{Byline, labelled};
use crate::tags::Tag;
use crate::threads::{ThreadRow, Voice};
use crate::{ReplyId, ThreadId};
use serde::{Deserialize, Serialize};

crate::word_enum! {
    /// Whether a question has an answer.
    Answered {
        /// It waits.
        No = "no",
        /// It has one.
        Yes = "yes",
        /// It has one with sources.
        Sourced = "sourced",
    }
}

/// A thread that was found, with what it was found for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The thread.
    pub thread: ThreadRow,
    /// The reply that was found in it, and its voice; none when it is the thread's own text.
    pub reply: Option<(ReplyId, Voice)>,
    /// A stretch of the text with the words marked.
    pub snippet: Vec<Piece>,
}

/// A word that nobody wrote, and one like it that somebody did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// As it was asked for.
    pub asked: String,
    /// What was looked for.
    pub used: String,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct SearchPage {
    /// Threads, best first.
    pub found: Vec<Found>,
    /// The number of the next page, when there is one.
    pub next: Option<u32>,
    /// Words that were taken for others.
    pub corrected: Vec<Corrected>,
    /// Communities named so.
    pub communities: Vec<CommunityLink>,
    /// Tags that begin so.
    pub tags: Vec<Tag>,
    /// Members of one's communities who let themselves be found, named so.
    pub members: Vec<Byline>,
    /// Every community, to narrow the search to one.
    pub choices: Vec<CommunityLink>,
}

/// A thread that is like what is being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggested {
    /// The thread.
    pub id: ThreadId,
    /// Its title.
    pub title: String,
    /// Replies from lived experience.
    pub lived: u32,
    /// Replies from professionals.
    pub professional: u32,
    /// Whether a company wrote it, or the community is a company's.
    pub company: bool,
}

impl Suggested {
    /// The title, with the label of a company.
    pub fn labelled(&self, locale: Locale) -> String {
        labelled(&self.title, self.company, locale)
    }
}

/// What could be meant, while it is still being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestions {
    /// Threads.
    pub threads: Vec<Suggested>,
    /// Communities.
    pub communities: Vec<CommunityLink>,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Members of one's communities who let themselves be found.
    pub members: Vec<Byline>,
}
