//! Threads: discussions and questions, their replies and what happens to them.

mod forms;
mod reach;
mod views;

pub use forms::*;
pub use reach::{REACH_FIELD, reach_unconfirmed};
pub use views::*;

/// The most threads a community shows pinned.
pub const MAX_PINS: usize = 3;
/// How long an announcement stands first in its community.
pub const ANNOUNCED: i64 = 14 * crate::time::DAY;

crate::word_enum! {
    /// What a thread is.
    Kind {
        /// An exchange between people concerned.
        Discussion = "discussion",
        /// A question, for professionals and others.
        Question = "question",
        /// What the hosts of a community tell its members.
        Announcement = "announcement",
    }
}

crate::word_enum! {
    /// Who may read and write in a thread; everything of the thread follows it.
    Circle {
        /// Anybody, in open communities.
        Public = "public",
        /// The community's patients, carers, verified professionals and hosts.
        Members = "members",
        /// The community's patients and carers.
        Patients = "patients",
        /// The community's verified professionals.
        Professionals = "professionals",
    }
}

impl Circle {
    /// How wide a circle is: narrowing lowers it.
    pub fn breadth(self) -> u8 {
        match self {
            Self::Public => 2,
            Self::Members => 1,
            Self::Patients | Self::Professionals => 0,
        }
    }
}

crate::word_enum! {
    /// What a reply speaks from.
    Voice {
        /// Lived experience.
        Lived = "lived",
        /// A verified profession.
        Professional = "professional",
    }
}

crate::word_enum! {
    /// What one says without words; none is negative.
    Reaction {
        /// Merci.
        Thanks = "thanks",
        /// Moi aussi.
        MeToo = "me_too",
        /// Courage.
        Courage = "courage",
        /// Utile.
        Useful = "useful",
    }
}

crate::word_enum! {
    /// How far a question has come.
    QuestionState {
        /// No professional has answered, and the asker marked nothing as helpful.
        Waiting = "waiting",
        /// A professional answered, or the asker marked what helped.
        Answered = "answered",
        /// A professional answered with at least one source.
        Sourced = "sourced",
    }
}
