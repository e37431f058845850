//! The records of a dump as JSON, the same types read and written.

use domain::Locale;
use domain::communities::{FundingSource, OwnerType, Visibility};
use domain::members::Profession;
use domain::policy::Place;
use domain::threads::{Circle, Kind, Reaction, Source, Voice};
use serde::{Deserialize, Serialize};

/// The name of dumps that Vécu wrote: their ids are kept.
pub const VECU: &str = "vecu";
/// The version of the format.
pub const VERSION: u32 = 1;

type Maybe<T> = Option<T>;

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn no(flag: &bool) -> bool {
    !*flag
}

/// The first line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Header {
    pub version: u32,
    pub source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Maybe<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Maybe<Locale>,
}

domain::word_enum! {
    /// The kind of an account, organisations told apart.
    DumpRole {
        /// Patient.
        Patient = "patient",
        /// Carer.
        Carer = "carer",
        /// Professional.
        Professional = "professional",
        /// Association.
        Association = "association",
        /// Institution.
        Institution = "institution",
        /// Company.
        Company = "company",
        /// An organisation of no stated kind.
        Organisation = "organisation",
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MemberRecord {
    pub id: String,
    pub name: String,
    pub role: DumpRole,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profession: Maybe<Profession>,
    #[serde(default, skip_serializing_if = "no")]
    pub verified: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_since: Maybe<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Maybe<Locale>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Maybe<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CharterRecord {
    pub owner: String,
    pub owner_type: OwnerType,
    pub funding: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funding_sources: Vec<FundingSource>,
    #[serde(default, skip_serializing_if = "no")]
    pub advertising: bool,
    pub objectives: String,
    pub data_use: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub moderation: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Maybe<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Maybe<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CommunityRecord {
    pub id: String,
    pub slug: String,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Maybe<Locale>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Maybe<Visibility>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Maybe<String>,
    pub description: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
    pub charter: CharterRecord,
    /// Earlier versions, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub charters_before: Vec<CharterRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Maybe<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MembershipRecord {
    pub community: String,
    pub member: String,
    pub role: Place,
    pub joined: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ThreadRecord {
    pub id: String,
    pub community: String,
    #[serde(rename = "type")]
    pub kind_of: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Maybe<Locale>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub circle: Maybe<Circle>,
    pub title: String,
    pub body: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Maybe<String>,
    pub created: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Maybe<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profession: Maybe<Profession>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// An announcement that was closed to replies: when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Maybe<String>,
}

/// `true`, or since when.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Helped {
    Flag(bool),
    At(String),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReplyRecord {
    pub id: String,
    pub thread: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Maybe<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Maybe<String>,
    pub voice: Voice,
    #[serde(default, skip_serializing_if = "no")]
    pub imported: bool,
    pub body: String,
    /// Version 1 knew one address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Maybe<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    #[serde(default, skip_serializing_if = "no")]
    pub no_source: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helped: Maybe<Helped>,
    pub created: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Maybe<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReactionRecord {
    pub subject: String,
    pub member: String,
    pub reaction: Reaction,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Maybe<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RevisionRecord {
    pub id: String,
    /// The thread or reply.
    pub subject: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Maybe<String>,
    pub body: String,
    pub until: String,
}

/// What is left of a thread or reply that was deleted: the trace that its replies hang on.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "lowercase")]
pub enum TombstoneRecord {
    Thread {
        id: String,
        community: String,
        #[serde(rename = "type")]
        kind_of: Kind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        locale: Maybe<Locale>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        circle: Maybe<Circle>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        profession: Maybe<Profession>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        author: Maybe<String>,
        created: String,
        deleted: String,
    },
    Reply {
        id: String,
        thread: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parent: Maybe<String>,
        voice: Voice,
        #[serde(default, skip_serializing_if = "no")]
        imported: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        author: Maybe<String>,
        created: String,
        deleted: String,
    },
}

/// A thread that hosts pinned in its community.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PinRecord {
    pub thread: String,
    /// From 1.
    pub place: u8,
    pub created: String,
}

/// A thread or a tag that a member follows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FollowRecord {
    pub member: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Maybe<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Maybe<String>,
    pub created: String,
}
