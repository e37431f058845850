//! What happens, in words: each change writes one beside itself, and whoever draws consequences from it
//! (live streams, notices, the search index) reads it. Ids and kinds, never text.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

crate::word_enum! {
    /// What happened.
    EventKind {
        /// A community was made.
        CommunityCreated = "community.created",
        /// A community's charter has another version.
        CharterChanged = "charter.changed",
        /// A member agreed to a charter that changed.
        CharterAgreed = "charter.agreed",
        /// Somebody joined a community.
        MembershipJoined = "membership.joined",
        /// Somebody left a community.
        MembershipLeft = "membership.left",
        /// A member of a community was made its host.
        HostNamed = "host.named",
        /// A host is a member again.
        HostReleased = "host.removed",
        /// Somebody signed up.
        MemberSignedUp = "members.signed_up",
        /// Somebody opened the link that confirms their address.
        MemberConfirmed = "members.confirmed",
        /// The link that confirms an address was sent again.
        ConfirmationSent = "members.confirmation_sent",
        /// Somebody signed in.
        MemberSignedIn = "members.signed_in",
        /// Somebody signed devices out.
        SessionEnded = "session.ended",
        /// Somebody asked for a link to choose another password.
        PasswordForgotten = "members.forgotten",
        /// Somebody chose another password.
        PasswordChanged = "members.password_changed",
        /// Somebody asked for another address.
        EmailAsked = "members.email_asked",
        /// Another address was confirmed.
        EmailChanged = "members.email_changed",
        /// Somebody made a token for a program.
        TokenMade = "members.token_made",
        /// Somebody added a passkey.
        PasskeyAdded = "members.passkey_added",
        /// Somebody removed a passkey.
        PasskeyRemoved = "members.passkey_removed",
        /// Somebody was given new recovery codes.
        CodesMade = "members.codes_made",
        /// Somebody signed in with a recovery code.
        CodeUsed = "members.code_used",
        /// Somebody administers the instance from now on.
        MemberPromoted = "members.promoted",
        /// An account speaks for an organisation from now on, or no longer.
        OrganisationChanged = "members.organisation_changed",
        /// Somebody asked for a copy of all that concerns them.
        ExportAsked = "members.export_asked",
        /// Somebody asked to be erased.
        ErasureAsked = "members.erasure_asked",
        /// They changed their mind.
        ErasureCancelled = "members.erasure_cancelled",
        /// Somebody was erased; whom, nobody says.
        MemberErased = "members.erased",
        /// A professional said who they are.
        ClaimMade = "members.claimed",
        /// A professional's claim was confirmed.
        ClaimVerified = "members.verified",
        /// A professional's claim was not confirmed.
        ClaimRefused = "members.refused",
        /// A professional's badge ends soon.
        BadgeEnding = "members.badge_ending",
        /// A professional's badge has ended.
        BadgeEnded = "members.badge_ended",
        /// A thread was started.
        ThreadCreated = "thread.created",
        /// A thread's text was changed.
        ThreadEdited = "thread.edited",
        /// A thread was deleted by its author.
        ThreadDeleted = "thread.deleted",
        /// Fewer may read a thread from now on.
        ThreadNarrowed = "thread.narrowed",
        /// A thread was pinned in its community, or moved among the pinned ones.
        ThreadPinned = "thread.pinned",
        /// A thread is no longer pinned.
        ThreadUnpinned = "thread.unpinned",
        /// An announcement was closed to replies.
        ThreadClosed = "thread.closed",
        /// An announcement is open to replies again.
        ThreadReopened = "thread.reopened",
        /// A reply was written.
        ReplyCreated = "reply.created",
        /// A reply's text was changed.
        ReplyEdited = "reply.edited",
        /// A reply was deleted by its author.
        ReplyDeleted = "reply.deleted",
        /// A reply helped the asker.
        ReplyHelped = "reply.helped",
        /// It no longer counts as having helped.
        ReplyUnhelped = "reply.unhelped",
        /// A reaction was given.
        ReactionGiven = "reaction.given",
        /// A reaction was taken back.
        ReactionWithdrawn = "reaction.withdrawn",
        /// A member wrote another a letter, or asked to.
        LetterSent = "letter.sent",
        /// Something was reported that nothing was reported about before.
        CaseOpened = "case.opened",
        /// Something was decided about a member's text, or about them.
        DecisionMade = "decision.made",
        /// A text that waited for somebody to look is there for its readers.
        TextShown = "text.shown",
        /// A text waits to be looked at where a company runs the community.
        ScreeningNoticed = "screening.noticed",
        /// What a member reported was decided.
        ReportAnswered = "report.answered",
        /// A member appeals against a decision.
        AppealMade = "appeal.made",
        /// A member's appeal was answered.
        AppealAnswered = "appeal.answered",
        /// A member was told of something.
        NoticeCreated = "notice.created",
    }
}

/// Where an event stands among all of them, in the order in which every reader sees them: by the writing
/// transaction first (0 on SQLite, where one writes at a time), because ids are drawn before the commit.
///
/// Written `transaction.id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Position {
    /// The transaction that wrote it.
    pub transaction: i64,
    /// Its number.
    pub id: i64,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.transaction, self.id)
    }
}

impl From<Position> for String {
    fn from(position: Position) -> Self {
        position.to_string()
    }
}

/// A text that is no position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPosition;

impl fmt::Display for NotAPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a position among the events")
    }
}

impl FromStr for Position {
    type Err = NotAPosition;

    fn from_str(text: &str) -> Result<Self, NotAPosition> {
        let (transaction, id) = text.split_once('.').ok_or(NotAPosition)?;
        let number = |part: &str| part.parse::<i64>();
        match (number(transaction), number(id)) {
            (Ok(transaction), Ok(id)) if transaction >= 0 && id >= 0 => Ok(Self { transaction, id }),
            _ => Err(NotAPosition),
        }
    }
}

impl TryFrom<String> for Position {
    type Error = NotAPosition;

    fn try_from(text: String) -> Result<Self, NotAPosition> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_read_as_written_and_in_order() {
        let position = Position { transaction: 812, id: 40 };
        assert_eq!("812.40".parse(), Ok(position));
        assert_eq!(position.to_string().parse(), Ok(position));
        assert!(Position { transaction: 812, id: 99 } < Position { transaction: 900, id: 41 });
        for text in ["", "1", ".", "1.", "a.1", "-1.4", "1.-4", "1.2.3", "99999999999999999999.1"] {
            assert_eq!(text.parse::<Position>(), Err(NotAPosition), "{text}");
        }
    }
}
