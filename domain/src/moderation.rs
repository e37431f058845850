//! Moderation: reports and the cases they are gathered in, decisions with their reasons, appeals. After the Digital
//! Services Act (Regulation (EU) 2022/2065): article 16 (anyone may report), 17 (statement of reasons), 20 (appeal).

mod forms;
mod signals;
mod views;

pub use forms::{Answering, Appealing, Deciding, Reporting};
pub(crate) use forms::{SENTENCE_MAX, SENTENCE_MIN};
pub use signals::{Newness, signals, tells_how_to_reach};
pub use views::{
    AppealView, AskedView, CaseBrief, CasePage, CaseRow, DecisionView, DecisionsPage, LogPage, LogRow, NoteView,
    OtherText, QueuePage, ReportPage, ReportView, Tab,
};

use crate::Timestamp;
use crate::time::{DAY, SECOND};

crate::word_enum! {
    /// What a report is about.
    Subject {
        /// A thread's own text.
        Thread = "thread",
        /// A reply.
        Reply = "reply",
        /// What a member says of themselves, or is.
        Member = "member",
        /// A community: its name, description, charter.
        Community = "community",
        /// A letter, by whoever received it. Moderators of the instance alone look at it.
        Letter = "letter",
    }
}

crate::word_enum! {
    /// Why something is reported.
    Reason {
        /// Attacks, mocks or pesters somebody.
        Harassment = "harassment",
        /// Advice that could hurt who follows it.
        Danger = "danger",
        /// Medicines sold, given away or exchanged.
        Sale = "sale",
        /// Something that lets a person be found or recognised.
        Privacy = "privacy",
        /// Advertising, open or hidden.
        Advertising = "advertising",
        /// Untrue, or by somebody who is not who they say.
        Untrue = "untrue",
        /// Somebody seems to be in distress.
        Distress = "distress",
        /// Against the law.
        Illegal = "illegal",
        /// Something else.
        Other = "other",
        /// Links in the first texts of a new member.
        Links = "links",
        /// The same text several times.
        Repeated = "repeated",
        /// One of somebody's first texts, in a community where these wait for a host.
        First = "first",
        /// A text whose author was asked to change it, or that was taken out for what can be mended: changed since.
        Mended = "mended",
    }
}

impl Reason {
    /// Those that people choose from; the others only an automatic look notices.
    pub const OFFERED: &'static [Self] = &[
        Self::Distress,
        Self::Danger,
        Self::Harassment,
        Self::Privacy,
        Self::Sale,
        Self::Advertising,
        Self::Untrue,
        Self::Illegal,
        Self::Other,
    ];

    /// Whether it asks for a text to be shown or left where it is, not for one to be taken out.
    pub fn asks_to_show(self) -> bool {
        matches!(self, Self::First | Self::Mended)
    }

    /// Whether somebody may come to harm while it waits.
    pub fn urgent(self) -> bool {
        matches!(self, Self::Distress | Self::Danger)
    }

    /// When it is to be looked at: within the hour, or a day.
    pub fn due(self, reported: Timestamp) -> Timestamp {
        reported.plus(if self.urgent() { 3_600 * SECOND } else { DAY })
    }
}

crate::word_enum! {
    /// Who reported.
    Source {
        /// A member.
        Member = "member",
        /// Somebody without an account.
        Visitor = "visitor",
        /// Nobody: an automatic look at new texts.
        Noticed = "noticed",
    }
}

crate::word_enum! {
    /// The rules that a decision names. Their texts are the interface's (`/rules`).
    Rule {
        /// No attack, no mockery, no pestering.
        Respect = "respect",
        /// One tells what one has lived; nobody sets doses or stops a treatment.
        Care = "care",
        /// No medicine is sold, given or exchanged.
        Medicines = "medicines",
        /// Nothing by which a person is found or recognised.
        Privacy = "privacy",
        /// No advertising.
        Advertising = "advertising",
        /// One is who one says, and what is unsure is said to be.
        Honesty = "honesty",
        /// Each thing in its place.
        Place = "place",
        /// The law.
        Law = "law",
    }
}

crate::word_enum! {
    /// What is done about a text.
    Action {
        /// Nothing: it stays as it is.
        Keep = "keep",
        /// It stays, its author is asked to change it.
        AskEdit = "ask-edit",
        /// Only its author reads it, until it is changed or shown again.
        Hide = "hide",
        /// It is taken out; only its author still reads it.
        Remove = "remove",
        /// The thread goes to another community.
        Move = "move",
        /// The thread takes no more replies.
        Lock = "lock",
    }
}

crate::word_enum! {
    /// Why no reader but its author reads a text.
    Veil {
        /// It waits to be read by a host: one of its author's first here.
        Held = "held",
        /// Moderation hid it; its author may mend it.
        Hidden = "hidden",
        /// Moderation hid it, its author changed it, and somebody is to read it again.
        Mended = "mended",
        /// Moderation took it out.
        Removed = "removed",
    }
}

impl Veil {
    /// Whether its author may change it and ask for it to be shown.
    pub fn mendable(self) -> bool {
        self != Self::Removed
    }
}

/// How many of a member's first texts a community may have wait for a host; the first is none.
pub const HOLDS: &[u32] = &[0, 1, 3, 5];

impl Action {
    /// Whether it can be done about this. What nobody reads is shown, or stays out of sight.
    pub fn fits(self, subject: Subject, veil: Option<Veil>) -> bool {
        if veil.is_some() {
            return matches!(self, Self::Keep | Self::Hide | Self::Remove);
        }
        // Nobody but the two of them reads a letter: what is decided is decided about its author.
        if subject == Subject::Letter {
            return self == Self::Keep;
        }
        // Its host is asked to change it; nobody takes a community out.
        if subject == Subject::Community {
            return matches!(self, Self::Keep | Self::AskEdit);
        }
        match self {
            // Of a member: the line about themselves, which they may write anew.
            Self::Keep | Self::AskEdit | Self::Remove => true,
            Self::Hide => subject != Subject::Member,
            Self::Move | Self::Lock => subject == Subject::Thread,
        }
    }
}

crate::word_enum! {
    /// What is done about the person who wrote it, in this community.
    Measure {
        /// Nothing.
        None = "none",
        /// They are told, and no more.
        Warn = "warn",
        /// One text a day, for some days.
        Slow = "slow",
        /// They neither read nor write here, for some days.
        Suspend = "suspend",
        /// They neither read nor write here.
        Ban = "ban",
    }
}

impl Measure {
    /// Whether it lasts for some days.
    pub fn lasts(self) -> bool {
        matches!(self, Self::Slow | Self::Suspend)
    }
}

/// How many days a measure lasts.
pub const DAYS: &[u32] = &[1, 3, 7, 14, 30, 90];
/// A slowed member writes once in this time, in microseconds.
pub const SLOWED: i64 = DAY;
/// So long one may appeal (Digital Services Act, article 20: at least six months), in microseconds.
pub const APPEAL: i64 = 183 * DAY;
/// An appeal is to be read within this time, in microseconds.
pub const APPEAL_DUE: i64 = 7 * DAY;

crate::word_enum! {
    /// What came of an appeal.
    AppealOutcome {
        /// The decision holds.
        Upheld = "upheld",
        /// The decision is taken back.
        Reversed = "reversed",
    }
}

/// Whoever might handle a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handler {
    /// Moderates the instance, or administers it.
    pub moderator: bool,
    /// Hosts the case's community.
    pub host: bool,
    /// Reads the circle of what it is about by their own role.
    pub reads: bool,
    /// It is about them, or they reported it.
    pub concerned: bool,
}

impl Handler {
    /// Whether they handle the case: moderators all, hosts what they read in their community, nobody their own.
    pub fn may(self) -> bool {
        !self.concerned && (self.moderator || self.hosting())
    }

    /// Whether they handle it as a host of its community. Otherwise it is because they moderate the instance.
    pub fn hosting(self) -> bool {
        self.host && self.reads
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_handles_a_case() {
        for cell in 0..16u32 {
            let bit = |place: u32| cell >> place & 1 == 1;
            let handler = Handler { moderator: bit(0), host: bit(1), reads: bit(2), concerned: bit(3) };
            let may = match (bit(3), bit(0), bit(1), bit(2)) {
                (true, ..) => false,
                (_, true, ..) => true,
                (_, _, host, reads) => host && reads,
            };
            assert_eq!(handler.may(), may, "{handler:?}");
        }
    }

    #[test]
    fn a_letter_stays_whatever_is_decided_about_its_author() {
        for &action in Action::ALL {
            assert_eq!(action.fits(Subject::Letter, None), action == Action::Keep, "{action:?}");
        }
    }

    #[test]
    fn what_nobody_chooses_is_not_offered() {
        for &reason in Reason::ALL {
            let noticed = matches!(reason, Reason::Links | Reason::Repeated | Reason::First | Reason::Mended);
            assert_eq!(Reason::OFFERED.contains(&reason), !noticed, "{reason:?}");
        }
        assert!(Reason::Distress.due(Timestamp(0)) < Reason::Sale.due(Timestamp(0)));
    }
}
