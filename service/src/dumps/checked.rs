//! Records whose every value is valid, texts rendered; what they name is not looked up yet.

use super::known::Kind;
use super::record::DumpRole;
use domain::Locale;
use domain::communities::{CharterDraft, Visibility};
use domain::members::Profession;
use domain::policy::Place;
use domain::tags::Tag;
use domain::threads::{Circle, Kind as ThreadKind, Reaction, Source, Voice};

/// A record, checked.
#[derive(Debug)]
pub enum Checked {
    Member(CheckedMember),
    Community(Box<CheckedCommunity>),
    Membership { community: String, member: String, place: Place, joined: i64 },
    Thread(Box<CheckedThread>),
    Reply(Box<CheckedReply>),
    Reaction { subject: String, member: String, reaction: Reaction, created: Option<i64> },
    Revision { id: String, subject: String, title: Option<String>, text: Rendered, until: i64 },
    Pin { thread: String, place: i32, created: i64 },
    FollowThread { member: String, thread: String, created: i64 },
    FollowTag { member: String, tag: Tag, created: i64 },
}

impl Checked {
    /// Its own id, with what tells ids of different kinds apart.
    pub fn id(&self) -> Option<(Kind, &str)> {
        match self {
            Self::Member(member) => Some((Kind::Member, &member.id)),
            Self::Community(community) => Some((Kind::Community, &community.id)),
            Self::Thread(thread) => Some((Kind::Thread, &thread.id)),
            Self::Reply(reply) => Some((Kind::Reply, &reply.id)),
            Self::Revision { id, .. } => Some((Kind::Revision, id)),
            _ => None,
        }
    }

    /// The word that the report counts it under.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Member(_) => "member",
            Self::Community(_) => "community",
            Self::Membership { .. } => "membership",
            Self::Thread(thread) if thread.deleted.is_some() => "tombstone",
            Self::Thread(_) => "thread",
            Self::Reply(reply) if reply.deleted.is_some() => "tombstone",
            Self::Reply(_) => "reply",
            Self::Reaction { .. } => "reaction",
            Self::Revision { .. } => "revision",
            Self::Pin { .. } => "pin",
            Self::FollowThread { .. } | Self::FollowTag { .. } => "follow",
        }
    }
}

/// A text and its rendering.
#[derive(Debug, Default)]
pub struct Rendered {
    pub source: String,
    pub html: String,
}

#[derive(Debug)]
pub struct CheckedMember {
    pub id: String,
    pub name: String,
    pub role: DumpRole,
    pub profession: Option<Profession>,
    pub verified: bool,
    pub verified_since: Option<i64>,
    pub about: String,
    pub locale: Option<Locale>,
    pub created: Option<i64>,
}

#[derive(Debug)]
pub struct CheckedCharter {
    pub draft: CharterDraft,
    pub version: i32,
    pub created: Option<i64>,
}

#[derive(Debug)]
pub struct CheckedCommunity {
    pub id: String,
    pub slug: String,
    pub name: String,
    pub locale: Option<Locale>,
    pub visibility: Option<Visibility>,
    pub host: Option<String>,
    pub description: Rendered,
    pub excerpt: String,
    pub conditions: Vec<String>,
    /// The first version first; the last one is in force.
    pub charters: Vec<CheckedCharter>,
    pub created: Option<i64>,
}

#[derive(Debug)]
pub struct CheckedThread {
    pub id: String,
    pub community: String,
    pub kind: ThreadKind,
    pub locale: Option<Locale>,
    pub circle: Option<Circle>,
    pub title: String,
    pub body: Rendered,
    pub excerpt: String,
    pub author: Option<String>,
    pub profession: Option<Profession>,
    pub tags: Vec<Tag>,
    pub closed: Option<i64>,
    pub created: i64,
    pub edited: Option<i64>,
    pub deleted: Option<i64>,
}

#[derive(Debug)]
pub struct CheckedReply {
    pub id: String,
    pub thread: String,
    pub parent: Option<String>,
    pub author: Option<String>,
    pub voice: Voice,
    pub imported: bool,
    pub body: Rendered,
    pub sources: Vec<Source>,
    pub no_source: bool,
    pub helped: Option<i64>,
    pub created: i64,
    pub edited: Option<i64>,
    pub deleted: Option<i64>,
}
