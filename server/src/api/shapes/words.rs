//! Single values of the interface for programs: ids, cursors, moments, and words out of closed lists.
//!
//! Each describes itself to OpenAPI by the very list or pattern that it is read with.

use domain::feed::Cursor;
use domain::ids::{from_base62, to_base62};
use domain::{Locale, Timestamp};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

/// A value that is written as text and described by hand.
macro_rules! textual {
    ($name:ident, $description:literal, |$object:ident| $described:expr) => {
        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let $object = ObjectBuilder::new().schema_type(Type::String).description(Some($description));
                RefOr::T(Schema::Object($described.build()))
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    };
}

/// An id as it stands in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id(pub Uuid);

impl Id {
    /// Reads one; any other text is none.
    pub fn parse(text: &str) -> Option<Self> {
        // What begins higher may not fit into 128 bits; no id of ours does for ages.
        let fits = text.starts_with(|first: char| first.is_ascii_digit() && first <= '6');
        from_base62(text).ok().filter(|_| fits).map(Self)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&to_base62(self.0))
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("22 letters and digits, the first one 0 to 6"))
    }
}

textual!(Id, "An id as it stands in addresses: 22 letters and digits, the first one 0 to 6.", |object| object
    .pattern(Some("^[0-6][0-9A-Za-z]{21}$"))
    .examples(["0351qV3dIDHTJabxnqTq9w"]));

/// A file of a picture, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureFile(pub domain::pictures::Size);

textual!(PictureFile, "A file of a picture: small, medium, large (WebP), or medium (JPEG).", |object| object
    .enum_values(Some(domain::pictures::Size::ALL.map(domain::pictures::Size::file))));

/// Where a page of a list of threads or notices ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageCursor(pub Cursor);

impl<'de> Deserialize<'de> for PageCursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let plain = text.split_once('-').is_some_and(|(at, id)| {
            (1..=18).contains(&at.len()) && at.bytes().all(|b| b.is_ascii_digit()) && Id::parse(id).is_some()
        });
        let cursor = Cursor::parse(&text).filter(|_| plain);
        cursor.map(Self).ok_or_else(|| D::Error::custom("the `next` of the page before"))
    }
}

textual!(PageCursor, "Where the page before ended: its `next`.", |object| object
    .pattern(Some("^[0-9]{1,18}-[0-6][0-9A-Za-z]{21}$"))
    .examples(["1790000000000000-0351qV3dIDHTJabxnqTq9w"]));

/// A moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(pub Timestamp);

impl From<domain::When> for Moment {
    fn from(when: domain::When) -> Self {
        Self(when.utc)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.rfc3339())
    }
}

textual!(Moment, "A moment in UTC (RFC 3339).", |object| object
    .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
    .examples(["2026-11-22T08:00:00Z"]));

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language(pub Locale);

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

textual!(Language, "The language that something is written in.", |object| object
    .enum_values(Some(Locale::ALL.map(Locale::code))));

/// Words of closed lists of the domain. A list may grow: programs take an unknown word for "something else".
macro_rules! lists {
    ($($name:ident = $list:ty, $description:literal;)+) => {$(
        #[doc = $description]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(pub $list);

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.0.word())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                <$list>::from_word(&word).map(Self).ok_or_else(|| {
                    let words: Vec<&str> = <$list>::ALL.iter().map(|one| one.word()).collect();
                    D::Error::custom(format!("one of {}", words.join(", ")))
                })
            }
        }

        textual!($name, $description, |object| object
            .enum_values(Some(<$list>::ALL.iter().map(|one| one.word()))));
    )+};
}

lists! {
    Kind = domain::threads::Kind, "What a thread is. Only hosts of a community announce.";
    Circle = domain::threads::Circle,
        "Who reads a thread and writes in it: everybody (in open communities), members and verified professionals, patients and carers, verified professionals.";
    Voice = domain::threads::Voice, "What a reply speaks from. The professional voice needs a verified badge.";
    Reaction = domain::threads::Reaction, "What one says without words.";
    QuestionState = domain::threads::QuestionState, "How far a question has come.";
    Role = domain::members::Role, "What kind of member somebody is.";
    Profession = domain::members::Profession, "A health profession.";
    OrganisationKind = domain::members::OrganisationKind, "A kind of organisation.";
    Visibility = domain::communities::Visibility, "Who may read a community: everybody, or its members.";
    OwnerType = domain::communities::OwnerType, "Who owns a community.";
    Veil = domain::moderation::Veil,
        "Why nobody but its author reads a text: it waits for a host, its author is to mend it, it was mended and is to be read again, or it was taken out.";
    Place = domain::policy::Place, "What somebody is in a community.";
    NoticeKind = domain::notices::NoticeKind, "Why a member is told.";
    Order = domain::feed::Order, "Latest activity first, or latest thread first.";
    Answered = domain::search::Answered, "Whether a question has an answer, or one with sources.";
    Scope = domain::tokens::Scope, "What a token may do.";
    Trouble = domain::tokens::Trouble, "Why a request came to nothing.";
}

/// Words of which programs are offered some.
macro_rules! offered {
    ($($name:ident = $list:ty, $offered:expr, $description:literal;)+) => {$(
        #[doc = $description]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(pub $list);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                let found = <$list>::from_word(&word).filter(|one| $offered.contains(one));
                found.map(Self).ok_or_else(|| {
                    let words: Vec<&str> = $offered.iter().map(|one| one.word()).collect();
                    D::Error::custom(format!("one of {}", words.join(", ")))
                })
            }
        }

        textual!($name, $description, |object| object.enum_values(Some($offered.iter().map(|one| one.word()))));
    )+};
}

/// What programs can read. Letters they are not given.
const REPORTED: [domain::moderation::Subject; 4] = {
    use domain::moderation::Subject;
    [Subject::Thread, Subject::Reply, Subject::Member, Subject::Community]
};

offered! {
    Subject = domain::moderation::Subject, REPORTED, "What a report is about.";
    Reason = domain::moderation::Reason, domain::moderation::Reason::OFFERED,
        "Why something is reported, of what people choose from. With `other`, the text says what.";
}
