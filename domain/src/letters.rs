//! Letters: private messages between two members of a common community. The first is a request; nothing more
//! is written until it is accepted.

use crate::members::Byline;
use crate::time::When;
use crate::{CorrespondenceId, FieldError, Fields, LetterId, MemberId, Refused, text};
use serde::{Deserialize, Serialize};

/// Longest letter, in characters.
pub const LETTER_MAX: u32 = 5_000;
/// Longest request, in characters: it says who and why.
pub const REQUEST_MAX: u32 = 600;

crate::word_enum! {
    /// How far a correspondence has come.
    CorrespondenceState {
        /// One asked the other.
        Asked = "asked",
        /// Both write.
        Open = "open",
        /// The other would rather not.
        Refused = "refused",
    }
}

/// What stands between two members, as it is known when one would write to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "facts, one by one")]
pub struct Between {
    /// Both belong to a community.
    pub common: bool,
    /// The other receives letters.
    pub receives: bool,
    /// The writer blocked the other.
    pub blocking: bool,
    /// The other blocked the writer.
    pub blocked: bool,
    /// The correspondence, and whether the writer was the one who asked.
    pub state: Option<(CorrespondenceState, bool)>,
}

/// What one may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Letting {
    /// Write.
    Write,
    /// Ask, with a short text.
    Ask,
    /// Answer the other's request: writing accepts it.
    Answer,
    /// Wait for the other's answer. One who refused is not told apart from one who has not read it yet.
    Wait,
    /// Nothing: they have no community in common.
    Strangers,
    /// Nothing: the other receives no letters. One who blocked is not told apart.
    Closed,
    /// Nothing, until one takes one's own block back.
    Blocking,
}

impl Between {
    /// What the writer may do.
    pub fn letting(self) -> Letting {
        use CorrespondenceState::{Asked, Open, Refused};
        match self {
            Self { blocking: true, .. } => Letting::Blocking,
            Self { blocked: true, .. } => Letting::Closed,
            // What both agreed to goes on, also when one has left the community since.
            Self { state: Some((Open, _)), .. } => Letting::Write,
            Self { state: Some((Asked | Refused, true)), .. } => Letting::Wait,
            Self { state: Some((Asked | Refused, false)), .. } => Letting::Answer,
            Self { common: false, .. } => Letting::Strangers,
            Self { receives: false, .. } => Letting::Closed,
            Self { .. } => Letting::Ask,
        }
    }
}

/// A letter to be written, from its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// Drawn by the client: sent twice, it is one.
    pub id: LetterId,
    /// To whom.
    pub to: MemberId,
    /// Its text.
    pub body: String,
}

impl NewLetter {
    /// Reads the form; `most` is the longest text there may be.
    pub fn parse(fields: &Fields, most: u32) -> Result<Self, Refused> {
        let body = text::body(fields.get("body"), 1, most).map_err(|error| Refused::one("body", error, fields))?;
        let missing = |name: &str| Refused::one(name, FieldError::Missing, fields);
        Ok(Self {
            id: fields.get("id").parse().map_err(|_| missing("body"))?,
            to: fields.get("to").parse().map_err(|_| missing("body"))?,
            body,
        })
    }
}

/// A correspondence in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrespondenceRow {
    /// The correspondence.
    pub id: CorrespondenceId,
    /// With whom; none when they are gone.
    pub with: Option<Byline>,
    /// How far it has come.
    pub state: CorrespondenceState,
    /// Whether one asked oneself.
    pub mine: bool,
    /// When something was written last.
    pub last: When,
    /// Letters not read yet.
    pub unread: u32,
}

/// Everybody one writes with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LettersPage {
    /// Whether members of one's communities may ask.
    pub receives: bool,
    /// Requests to be answered.
    pub requests: Vec<CorrespondenceRow>,
    /// The others, latest first.
    pub correspondences: Vec<CorrespondenceRow>,
    /// Whom one has blocked.
    pub blocked: Vec<Byline>,
}

/// One letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterView {
    /// The letter.
    pub id: LetterId,
    /// Whether one wrote it oneself.
    pub own: bool,
    /// Rendered and sanitised; empty when deleted.
    pub html: String,
    /// When.
    pub created: When,
    /// Taken back by its author.
    pub deleted: bool,
    /// Whether the other has read it.
    pub read: bool,
}

/// A correspondence, or what it takes to begin one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrespondencePage {
    /// With whom; none when they are gone.
    pub with: Option<Byline>,
    /// The correspondence, once there is one.
    pub id: Option<CorrespondenceId>,
    /// What one may do.
    pub letting: Letting,
    /// The latest letters, oldest first.
    pub letters: Vec<LetterView>,
    /// Whether there are older ones.
    pub older: Option<LetterId>,
    /// What the reader's own letters of the last day call for help about. Nobody else is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signs: Vec<crate::crisis::Crisis>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_written_to_against_their_will() {
        use CorrespondenceState::{Asked, Open, Refused};
        let fine = Between { common: true, receives: true, ..Between::default() };
        for (between, letting) in [
            (fine, Letting::Ask),
            (Between { common: false, ..fine }, Letting::Strangers),
            (Between { receives: false, ..fine }, Letting::Closed),
            (Between { blocked: true, ..fine }, Letting::Closed),
            (Between { blocking: true, ..fine }, Letting::Blocking),
            (Between { state: Some((Asked, true)), ..fine }, Letting::Wait),
            (Between { state: Some((Refused, true)), ..fine }, Letting::Wait),
            (Between { state: Some((Asked, false)), ..fine }, Letting::Answer),
            (Between { state: Some((Refused, false)), ..fine }, Letting::Answer),
            (Between { state: Some((Open, true)), common: false, receives: false, ..fine }, Letting::Write),
            (Between { state: Some((Open, true)), blocked: true, ..fine }, Letting::Closed),
            (Between { state: Some((Open, false)), blocking: true, ..fine }, Letting::Blocking),
        ] {
            assert_eq!(between.letting(), letting, "{between:?}");
        }
    }
}
