//! Threads in lists: of a community, of a tag, of the feed, found.

use super::{Circle, CommunityLink, Id, Kind, Member, Moment, Page, QuestionState, Voice};
use domain::search::Found;
use domain::threads::ThreadRow;
use serde::Serialize;
use utoipa::ToSchema;

/// A tag.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tag {
    /// As it stands in addresses.
    #[schema(example = "fatigue")]
    pub key: String,
    /// As it was first written.
    #[schema(example = "fatigue")]
    pub label: String,
}

impl Tag {
    /// In its shape.
    pub fn of(tag: domain::tags::Tag) -> Self {
        Self { key: tag.key, label: tag.label }
    }
}

/// A thread in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThreadSummary {
    /// Its id.
    pub id: Id,
    /// The address of its page.
    #[schema(example = "https://vecu.example/t/0351qV3dIDHTJabxnqTq9w")]
    pub url: String,
    /// Where it is.
    pub community: CommunityLink,
    /// What it is.
    pub kind: Kind,
    /// Who reads it.
    pub circle: Circle,
    /// How far a question has come; null for what is none.
    pub state: Option<QuestionState>,
    /// Its title.
    pub title: String,
    /// The beginning of its text, plain.
    pub excerpt: String,
    /// Who started it; null when they are gone.
    pub author: Option<Member>,
    /// Replies from lived experience.
    pub lived_replies: u32,
    /// Replies from professionals.
    pub professional_replies: u32,
    /// When it was started.
    pub created_at: Moment,
    /// When something last happened in it.
    pub active_at: Moment,
}

impl ThreadSummary {
    /// In its shape.
    pub fn of(root: &str, row: ThreadRow) -> Self {
        Self {
            id: Id(row.id.0),
            url: format!("{root}/t/{}", row.id),
            community: CommunityLink::of(root, row.community),
            kind: Kind(row.kind),
            circle: Circle(row.circle),
            state: row.state.map(QuestionState),
            title: row.title,
            excerpt: row.excerpt,
            author: row.author.map(|byline| Member::of(root, byline)),
            lived_replies: row.lived,
            professional_replies: row.professional,
            created_at: row.created.into(),
            active_at: row.active.into(),
        }
    }
}

/// One page of threads.
pub type Threads = Page<ThreadSummary>;

/// The asker's feed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Feed {
    /// For a verified professional, on the first page: the questions put to their profession, before all others.
    pub first: Vec<ThreadSummary>,
    /// The threads of this page.
    pub items: Vec<ThreadSummary>,
    /// The `cursor` of the next page; null on the last.
    pub next: Option<String>,
}

/// A piece of a snippet.
#[derive(Debug, Serialize, ToSchema)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Whether they were looked for.
    pub marked: bool,
}

/// The reply that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundReply {
    /// Its id.
    pub id: Id,
    /// What it speaks from.
    pub voice: Voice,
}

/// A thread that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchResult {
    /// The thread.
    pub thread: ThreadSummary,
    /// The reply that was found in it; null when it is the thread's own text.
    pub reply: Option<FoundReply>,
    /// A stretch of the text, with the words that were looked for.
    pub snippet: Vec<Piece>,
}

impl SearchResult {
    /// In its shape.
    pub fn of(root: &str, found: Found) -> Self {
        Self {
            thread: ThreadSummary::of(root, found.thread),
            reply: found.reply.map(|(id, voice)| FoundReply { id: Id(id.0), voice: Voice(voice) }),
            snippet: found.snippet.into_iter().map(|one| Piece { text: one.text, marked: one.marked }).collect(),
        }
    }
}

/// A word that nobody wrote, and the one that was looked for instead.
#[derive(Debug, Serialize, ToSchema)]
pub struct Corrected {
    /// As it was asked for.
    pub asked: String,
    /// What was looked for.
    pub used: String,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchResults {
    /// Threads, best first.
    pub items: Vec<SearchResult>,
    /// The `page` that follows; null on the last.
    pub next: Option<u32>,
    /// Words that were taken for others.
    pub corrected: Vec<Corrected>,
}
