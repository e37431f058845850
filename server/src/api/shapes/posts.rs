//! A thread and its replies, whole.

use super::{
    Circle, CommunityLink, Id, Kind, Language, Member, Moment, QuestionState, Reaction, Tag, Veil, Visibility, Voice,
};
use domain::pictures::PictureView;
use domain::threads::{self, ReplyView, ThreadPage};
use serde::Serialize;
use service::threads::Texts;
use utoipa::ToSchema;

/// How often a reaction was given.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReactionCount {
    /// Which.
    pub kind: Reaction,
    /// How often.
    pub count: u32,
    /// Whether the asker gave it.
    pub mine: bool,
}

fn reactions(reactions: &threads::Reactions) -> Vec<ReactionCount> {
    let counts = threads::Reaction::ALL.iter().zip(reactions.counts).zip(reactions.mine);
    counts.map(|((&kind, count), mine)| ReactionCount { kind: Reaction(kind), count, mine }).collect()
}

/// What the asker may do in a thread.
#[derive(Debug, Serialize, ToSchema)]
pub struct May {
    /// Reply.
    pub reply: bool,
    /// Reply with the professional voice.
    pub reply_as_professional: bool,
    /// React.
    pub react: bool,
    /// Change or delete it: it is their own.
    pub change: bool,
}

/// A picture that stands with a text.
#[derive(Debug, Serialize, ToSchema)]
pub struct Picture {
    /// Its id: its files are at `/pictures/{id}/{file}`.
    pub id: Id,
    /// What is to be seen on it, for those who do not see it; may be empty.
    pub alt: String,
    /// Width of the large file, in pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

fn pictures(pictures: Vec<PictureView>) -> Vec<Picture> {
    pictures
        .into_iter()
        .map(|one| Picture { id: Id(one.id.0), alt: one.alt, width: one.width, height: one.height })
        .collect()
}

/// A thread.
#[derive(Debug, Serialize, ToSchema)]
pub struct Thread {
    /// Its id.
    pub id: Id,
    /// The address of its page.
    #[schema(example = "https://vecu.example/t/0351qV3dIDHTJabxnqTq9w")]
    pub url: String,
    /// Where it is.
    pub community: CommunityLink,
    /// Who may read that community.
    pub visibility: Visibility,
    /// What it is.
    pub kind: Kind,
    /// Who reads it.
    pub circle: Circle,
    /// How far a question has come; null for what is none.
    pub state: Option<QuestionState>,
    /// Its title; empty when it was deleted.
    pub title: String,
    /// Its text as it was written, in Markdown; empty when it was deleted.
    pub body: String,
    /// Its text as pages show it.
    pub html: String,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// The language it is written in.
    pub language: Language,
    /// Who started it; null when they are gone or it was deleted.
    pub author: Option<Member>,
    /// When it was started.
    pub created_at: Moment,
    /// When its text was last changed.
    pub edited_at: Option<Moment>,
    /// Whether it was deleted, and only its trace is left for the replies.
    pub deleted: bool,
    /// Why nobody but its author reads it, where that is not because they deleted it: `held` waits for a host.
    pub veil: Option<Veil>,
    /// Whether it is pinned in its community.
    pub pinned: bool,
    /// Whether its hosts closed it to replies.
    pub closed: bool,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// Reactions to it.
    pub reactions: Vec<ReactionCount>,
    /// Replies from lived experience.
    pub lived_replies: u32,
    /// Replies from professionals.
    pub professional_replies: u32,
    /// What the asker may do in it.
    pub may: May,
}

impl Thread {
    /// In its shape.
    pub fn of(root: &str, page: ThreadPage, texts: Texts) -> Self {
        let (deleted, gone) = (page.deleted, page.deleted && !page.can.kept);
        let mends = page.can.kept && page.veil.is_some_and(domain::moderation::Veil::mendable);
        Self {
            id: Id(page.id.0),
            url: format!("{root}/t/{}", page.id),
            community: CommunityLink::of(root, page.community),
            visibility: Visibility(page.visibility),
            kind: Kind(page.kind),
            circle: Circle(page.circle),
            state: page.state.map(QuestionState),
            title: if gone { String::new() } else { texts.title },
            body: if gone { String::new() } else { texts.body },
            html: page.html,
            pictures: pictures(page.pictures),
            language: Language(page.locale),
            author: page.author.map(|byline| Member::of(root, byline)),
            created_at: page.created.into(),
            edited_at: page.edited.map(Moment::from),
            deleted,
            veil: page.veil.map(Veil),
            pinned: page.pinned,
            closed: page.closed,
            tags: page.tags.into_iter().map(Tag::of).collect(),
            reactions: reactions(&page.reactions),
            lived_replies: page.lived,
            professional_replies: page.professional,
            may: May {
                reply: page.can.reply,
                reply_as_professional: page.can.professional,
                react: page.can.react,
                change: page.can.change && (page.can.own || mends),
            },
        }
    }
}

/// A source of a reply.
#[derive(Debug, Serialize, ToSchema)]
pub struct Source {
    /// What it is.
    pub text: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// A reply.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reply {
    /// Its id.
    pub id: Id,
    /// The address that shows it in its thread.
    #[schema(example = "https://vecu.example/t/0351qV3dIDHTJabxnqTq9w?at=0351qV3dIDHTJabxnqTq9x")]
    pub url: String,
    /// Its thread.
    pub thread: Id,
    /// The reply it hangs on; null when it answers the thread.
    pub parent: Option<Id>,
    /// What it speaks from.
    pub voice: Voice,
    /// A professional reply that came from another site, and that nobody verified here.
    pub imported: bool,
    /// Who wrote it; null when they are gone or it was deleted.
    pub author: Option<Member>,
    /// Its text as it was written, in Markdown; empty when it was deleted.
    pub body: String,
    /// Its text as pages show it.
    pub html: String,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// Its sources.
    pub sources: Vec<Source>,
    /// Whether it says that it has no source.
    pub no_source: bool,
    /// When it was written.
    pub created_at: Moment,
    /// When its text was last changed.
    pub edited_at: Option<Moment>,
    /// Whether it was deleted, and only its trace is left.
    pub deleted: bool,
    /// Why nobody but its author reads it, where that is not because they deleted it: `held` waits for a host.
    pub veil: Option<Veil>,
    /// Whether whoever asked marked it as having helped.
    pub helped: bool,
    /// Whether it is the asker's own.
    pub own: bool,
    /// Reactions to it.
    pub reactions: Vec<ReactionCount>,
}

impl Reply {
    /// In its shape.
    pub fn of(root: &str, thread: domain::ThreadId, reply: ReplyView, texts: &mut Texts) -> Self {
        let (body, no_source) = texts.replies.remove(&reply.id).unwrap_or_default();
        Self {
            id: Id(reply.id.0),
            url: format!("{root}/t/{thread}?at={id}#r-{id}", id = reply.id),
            thread: Id(thread.0),
            parent: reply.parent.map(|id| Id(id.0)),
            voice: Voice(reply.voice),
            imported: reply.imported,
            author: reply.author.map(|byline| Member::of(root, byline)),
            body,
            no_source,
            reactions: reactions(&reply.reactions),
            html: reply.html,
            pictures: pictures(reply.pictures),
            sources: reply.sources.into_iter().map(|one| Source { text: one.text, url: one.url }).collect(),
            created_at: reply.created.into(),
            edited_at: reply.edited.map(Moment::from),
            deleted: reply.deleted,
            veil: reply.veil.map(Veil),
            helped: reply.helped,
            own: reply.own,
        }
    }
}
