//! What the interface is told about threads.

use super::{Circle, Kind, QuestionState, Reaction, Voice};
use crate::communities::{CommunityLink, Visibility};
use crate::crisis::Crisis;
use crate::events::Position;
use crate::ids::{ReplyId, ThreadId};
use crate::members::Byline;
use crate::moderation::Veil;
use crate::pictures::PictureView;
use crate::tags::Tag;
use crate::time::When;
use serde::{Deserialize, Serialize};

/// A thread in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadRow {
    /// Address: `/t/{id}`.
    pub id: ThreadId,
    /// Where it is.
    pub community: CommunityLink,
    /// Discussion or question.
    pub kind: Kind,
    /// Who reads it.
    pub circle: Circle,
    /// Title.
    pub title: String,
    /// The beginning of the text, plain.
    pub excerpt: String,
    /// Who started it; `None` when they are gone.
    pub author: Option<Byline>,
    /// How far a question has come; `None` for a discussion.
    pub state: Option<QuestionState>,
    /// Replies from lived experience.
    pub lived: u32,
    /// Replies from professionals.
    pub professional: u32,
    /// When it was started.
    pub created: When,
    /// When something last happened in it.
    pub active: When,
}

/// How often each reaction was given, and which the reader gave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reactions {
    /// Counts in the order of `Reaction::ALL`.
    #[serde(rename = "n")]
    pub counts: [u32; 4],
    /// The reader's own, in the same order.
    #[serde(rename = "m")]
    pub mine: [bool; 4],
}

impl Reactions {
    /// The place of a reaction in the arrays.
    pub fn place(reaction: Reaction) -> usize {
        reaction as usize
    }

    /// Gives or takes back one's own, as shown before the server answered.
    pub fn toggle(&mut self, reaction: Reaction) {
        let place = Self::place(reaction);
        self.mine[place] = !self.mine[place];
        let count = &mut self.counts[place];
        *count = if self.mine[place] { count.saturating_add(1) } else { count.saturating_sub(1) };
    }
}

/// A source of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What it is: title, document, page.
    pub text: String,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A reply as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyView {
    /// Anchor: `#r-{id}`.
    pub id: ReplyId,
    /// The reply it hangs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<ReplyId>,
    /// Who wrote it; `None` when it or they are gone.
    pub author: Option<Byline>,
    /// Lived or professional.
    pub voice: Voice,
    /// A professional reply that came with an import, and that Vécu did not verify.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub imported: bool,
    /// Rendered and sanitised; empty when deleted. Of what only its author reads: for them alone.
    pub html: String,
    /// Its pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<PictureView>,
    /// Its sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// When it was written.
    pub created: When,
    /// When it was last edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<When>,
    /// Deleted: only the trace is left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    /// Why nobody but its author reads it, where that is not because its author deleted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub veil: Option<Veil>,
    /// Marked by the asker as having helped.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub helped: bool,
    /// Whether it is the reader's own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// It is the reader's own, and tells of an adverse effect.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub adverse: bool,
    /// Reactions.
    #[serde(rename = "r")]
    pub reactions: Reactions,
}

/// What the reader may do in a thread.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abilities {
    /// Reply.
    pub reply: bool,
    /// React.
    pub react: bool,
    /// Reply as a professional.
    pub professional: bool,
    /// Narrow the circle, delete it: it is theirs.
    pub own: bool,
    /// Change what is theirs.
    pub change: bool,
    /// Mark what helped.
    pub mark_helped: bool,
    /// Follow.
    pub follow: bool,
    /// Joining the community would let the reader write.
    pub join: bool,
    /// What they write next waits for a host.
    pub waits: bool,
    /// Read the thread's own text although nobody else does: it is theirs.
    pub kept: bool,
    /// Pin it in its community, or take the pin away.
    pub pin: bool,
    /// Close it to replies, or open it again.
    pub close: bool,
}

/// A text as it will look, while it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previewed {
    /// Rendered and sanitised.
    pub html: String,
    /// What it calls for help about.
    pub signs: Vec<Crisis>,
    /// It holds something by which somebody could be reached or identified.
    #[serde(default)]
    pub reach: bool,
    /// It tells of an adverse effect of a medicine.
    #[serde(default)]
    pub adverse: bool,
}

/// A thread's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadPage {
    /// The thread.
    pub id: ThreadId,
    /// Where it is.
    pub community: CommunityLink,
    /// Whether that community is open to read.
    pub visibility: Visibility,
    /// The charter changed in what the reader agreed to: they are asked before they write.
    pub asked_again: bool,
    /// Discussion or question.
    pub kind: Kind,
    /// Who reads it.
    pub circle: Circle,
    /// What the reader's own posts of the last day call for help about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signs: Vec<Crisis>,
    /// Its own text is the reader's, and tells of an adverse effect.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub adverse: bool,
    /// Title.
    pub title: String,
    /// Rendered and sanitised; empty when deleted. Of what only its author reads: for them alone.
    pub html: String,
    /// Its pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<PictureView>,
    /// Language it is written in.
    pub locale: crate::Locale,
    /// Who started it.
    pub author: Option<Byline>,
    /// When.
    pub created: When,
    /// When last edited.
    pub edited: Option<When>,
    /// Deleted: only the trace is left.
    pub deleted: bool,
    /// Why nobody but its author reads it, where that is not because its author deleted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub veil: Option<Veil>,
    /// How far a question has come.
    pub state: Option<QuestionState>,
    /// Whether it is pinned in its community.
    pub pinned: bool,
    /// Whether a host closed it to replies.
    pub closed: bool,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Reactions to the thread itself.
    pub reactions: Reactions,
    /// Replies from lived experience, all pages.
    pub lived: u32,
    /// Replies from professionals, all pages.
    pub professional: u32,
    /// One page of replies, oldest first; those nested follow the one they hang on.
    pub replies: Vec<ReplyView>,
    /// Cursor of the next page of replies.
    pub next: Option<String>,
    /// Whether these replies follow earlier ones.
    pub continued: bool,
    /// How many follow it.
    pub followers: u32,
    /// Whether the reader does.
    pub following: bool,
    /// What the reader may do.
    pub can: Abilities,
    /// Circles the author may narrow it to.
    pub narrower: Vec<Circle>,
    /// Up to where what happened is in it: a live stream goes on from here.
    pub live: Option<Position>,
}

/// An earlier text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionView {
    /// Title at that time, for a thread.
    pub title: Option<String>,
    /// Rendered and sanitised.
    pub html: String,
    /// From when until it was replaced.
    pub until: When,
}

/// The history of a thread or reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage {
    /// The thread.
    pub thread: ThreadId,
    /// Its title.
    pub title: String,
    /// The reply, when it is one's history.
    pub reply: Option<ReplyId>,
    /// Earlier texts, latest first.
    pub revisions: Vec<RevisionView>,
}

/// What the composer needs to know about a place one may write in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The community.
    pub community: CommunityLink,
    /// Circles offered, the default first.
    pub circles: Vec<Circle>,
    /// Whether the reader may announce something there.
    pub announce: bool,
    /// Its charter changed in what the reader agreed to: they are asked before they write.
    #[serde(default)]
    pub asked_again: bool,
    /// What the reader writes next there waits for a host.
    #[serde(default)]
    pub waits: bool,
}

/// The composer's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComposePage {
    /// A fresh id for what will be posted: a form sent twice posts once.
    pub id: ThreadId,
    /// Where the reader may write.
    pub places: Vec<Place>,
}

/// What an edit form starts with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPage {
    /// The thread.
    pub thread: ThreadId,
    /// The reply, when it is one that is edited.
    pub reply: Option<ReplyId>,
    /// Title, for a thread.
    pub title: String,
    /// The source of the text.
    pub body: String,
    /// Tags, joined by commas, for a thread.
    pub tags: String,
    /// Voice of the reply.
    pub voice: Voice,
    /// Its sources.
    pub sources: Vec<Source>,
    /// Explicitly without a source.
    pub no_source: bool,
    /// Its pictures.
    pub pictures: Vec<PictureView>,
}
