//! Why a line of a dump was not taken, in words for the operator.

use domain::FieldError;
use std::fmt;

/// Why a line was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The first line is not a header that this version reads.
    NotADump,
    /// A header of another version.
    WrongVersion(u32),
    /// A second header.
    HeaderAgain,
    /// Longer than a megabyte.
    TooLong,
    /// Nested deeper than any record.
    TooDeep,
    /// Not UTF-8.
    NotUtf8,
    /// Not JSON, or a field is missing or of the wrong kind.
    Malformed(String),
    /// A kind of record that is not known.
    UnknownKind(String),
    /// A field whose value is not accepted.
    Field(&'static str, FieldError),
    /// Not a date.
    NotADate(&'static str),
    /// A date before 1990 or after tomorrow.
    DateOutOfRange(&'static str),
    /// An id that is empty, longer than 200 characters, or holds control characters.
    BadId(&'static str),
    /// HTML in a text. Texts are Markdown.
    Html(&'static str),
    /// Its id stands on an earlier line of the same dump, with other content.
    IdUsedBefore,
    /// It names something that no earlier line made.
    Unknown(&'static str, String),
    /// A public thread in a community for its members.
    PublicInMembersOnly,
    /// A reply to a reply that itself hangs on one.
    NestedTwice,
    /// A reply to a reply of another thread.
    ParentElsewhere,
    /// Older than what it answers.
    BeforeWhatItAnswers,
    /// By somebody who does not belong to the community.
    NotAMember,
    /// About something that was deleted.
    OfSomethingDeleted,
    /// A funding source, a condition, a profession … that does not fit the others.
    Inconsistent(&'static str),
}

impl Reason {
    /// A short name to count by.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotADump | Self::WrongVersion(_) | Self::HeaderAgain => "header",
            Self::TooLong => "line too long",
            Self::TooDeep => "nested too deep",
            Self::NotUtf8 => "not UTF-8",
            Self::Malformed(_) => "malformed",
            Self::UnknownKind(_) => "unknown kind",
            Self::Field(..) => "field refused",
            Self::NotADate(_) | Self::DateOutOfRange(_) => "date refused",
            Self::BadId(_) => "bad id",
            Self::IdUsedBefore => "id used twice",
            Self::Html(_) => "HTML in a text",
            Self::Unknown(..) => "unknown reference",
            Self::PublicInMembersOnly => "circle not possible",
            Self::NestedTwice | Self::ParentElsewhere => "parent not possible",
            Self::BeforeWhatItAnswers => "before what it answers",
            Self::NotAMember => "not a member",
            Self::OfSomethingDeleted => "of something deleted",
            Self::Inconsistent(_) => "inconsistent",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADump => {
                f.write_str("the first line is not a dump's header: {\"kind\":\"dump\",\"version\":1,\"source\":…}")
            }
            Self::WrongVersion(version) => write!(f, "this is version {version} of the format; version 1 is read here"),
            Self::HeaderAgain => f.write_str("a second header"),
            Self::TooLong => f.write_str("the line is longer than 1 MB"),
            Self::TooDeep => f.write_str("the JSON is nested deeper than any record is"),
            Self::NotUtf8 => f.write_str("the line is not UTF-8"),
            Self::Malformed(what) => write!(f, "not a record of its kind: {}", shown(what)),
            Self::UnknownKind(kind) => write!(f, "no record is of the kind \"{}\"", shown(kind)),
            Self::Field(field, error) => write!(f, "{field}: {}", say(*error)),
            Self::NotADate(field) => write!(f, "{field}: not a date of RFC 3339"),
            Self::DateOutOfRange(field) => write!(f, "{field}: before 1990 or after tomorrow"),
            Self::BadId(field) => write!(f, "{field}: an id has 1 to 200 characters and no control characters"),
            Self::IdUsedBefore => f.write_str("id: stands on an earlier line of this dump, with other content"),
            Self::Html(field) => write!(f, "{field}: holds HTML; texts are Markdown"),
            Self::Unknown(what, id) => write!(f, "no earlier line made the {what} \"{}\"", shown(id)),
            Self::PublicInMembersOnly => f.write_str("circle: \"public\" in a community that only its members read"),
            Self::NestedTwice => f.write_str("parent: hangs on a reply that itself hangs on one"),
            Self::ParentElsewhere => f.write_str("parent: a reply of another thread"),
            Self::BeforeWhatItAnswers => f.write_str("created: before what it answers"),
            Self::NotAMember => f.write_str("member: does not belong to the community"),
            Self::OfSomethingDeleted => f.write_str("subject: was deleted"),
            Self::Inconsistent(what) => f.write_str(what),
        }
    }
}

/// What a dump says about itself goes to a terminal: without what would steer it, and not for long.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(160).filter(|c| !c.is_control()).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

fn say(error: FieldError) -> String {
    match error {
        FieldError::Missing => "empty".into(),
        FieldError::TooShort { min, have } => format!("{have} characters, at least {min} are needed"),
        FieldError::TooLong { max, have } => format!("{have} characters, at most {max} fit"),
        FieldError::TooMany { max } => format!("more than {max}"),
        FieldError::BadCharacters => "characters that are not accepted here".into(),
        FieldError::NotALink => "not a link that begins with https:// or http://".into(),
        FieldError::NotAChoice => "not one of the values there are".into(),
        FieldError::SharesSum { sum } => format!("the shares add up to {sum}, not to 100"),
        other => format!("{other:?}"),
    }
}
