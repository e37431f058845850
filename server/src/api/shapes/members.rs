//! Members, whoever asks, and what they are told.

use super::{Circle, CommunityLink, Id, Language, Moment, NoticeKind, OrganisationKind, Profession, Role, Scope};
use domain::members::Byline;
use domain::notices::NoticeView;
use domain::threads::Place as WritingPlace;
use serde::Serialize;
use service::tokens::Bearer;
use service::{Actor, Me as Asking};
use utoipa::ToSchema;

/// A member as everybody sees them who reads what they wrote.
#[derive(Debug, Serialize, ToSchema)]
pub struct Member {
    /// Their id.
    pub id: Id,
    /// The address of their page.
    #[schema(example = "https://vecu.example/m/0351qV3dIDHTJabxnqTq9w")]
    pub url: String,
    /// The name they chose.
    pub pseudonym: String,
    /// What kind of member they are.
    pub role: Role,
    /// Their profession, when it was verified.
    pub profession: Option<Profession>,
    /// What kind of organisation, when they are one.
    pub organisation: Option<OrganisationKind>,
    /// A line about themselves; may be empty.
    pub about: String,
}

impl Member {
    /// In its shape.
    pub fn of(root: &str, byline: Byline) -> Self {
        Self {
            id: Id(byline.id.0),
            url: format!("{root}/m/{}", byline.id),
            pseudonym: byline.pseudonym,
            role: Role(byline.role),
            profession: byline.badge.map(Profession),
            organisation: byline.organisation.map(OrganisationKind),
            about: byline.about,
        }
    }
}

/// Whose token it is, and what it may do.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The member's id.
    pub id: Id,
    /// The address of their page.
    #[schema(example = "https://vecu.example/m/0351qV3dIDHTJabxnqTq9w")]
    pub url: String,
    /// Their name.
    pub pseudonym: String,
    /// What kind of member they are.
    pub role: Role,
    /// Their profession, when it was verified.
    pub profession: Option<Profession>,
    /// Whether they confirmed their address: only then they write.
    pub confirmed: bool,
    /// Their language: what they start is noted as written in it.
    pub language: Language,
    /// How many of their notices are not read yet.
    pub unseen_notices: u32,
    /// Where they may write, by community.
    pub places: Vec<PlaceToWrite>,
    /// The token that was sent.
    pub token: Token,
}

impl Me {
    /// In its shape.
    pub fn of(root: &str, me: &Asking, actor: &Actor, bearer: &Bearer, places: Vec<WritingPlace>) -> Self {
        Self {
            id: Id(me.id.0),
            url: format!("{root}/m/{}", me.id),
            pseudonym: me.pseudonym.clone(),
            role: Role(me.role),
            profession: me.badge.map(Profession),
            confirmed: me.confirmed,
            language: Language(actor.locale),
            unseen_notices: me.unseen,
            places: places.into_iter().map(|place| PlaceToWrite::of(root, place)).collect(),
            token: Token {
                name: bearer.name.clone(),
                scopes: bearer.scopes.iter().map(|&scope| Scope(scope)).collect(),
                expires_at: Moment(bearer.expires),
            },
        }
    }
}

/// A community that the member writes in.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceToWrite {
    /// The community.
    pub community: CommunityLink,
    /// The circles of threads they may start there.
    pub circles: Vec<Circle>,
    /// Whether they may announce something there.
    pub announce: bool,
}

impl PlaceToWrite {
    fn of(root: &str, place: WritingPlace) -> Self {
        Self {
            community: CommunityLink::of(root, place.community),
            circles: place.circles.into_iter().map(Circle).collect(),
            announce: place.announce,
        }
    }
}

/// A token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct Token {
    /// The name that its member gave it.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it ends.
    pub expires_at: Moment,
}

/// A thread named in passing.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThreadLink {
    /// Its id.
    pub id: Id,
    /// The address of its page.
    #[schema(example = "https://vecu.example/t/0351qV3dIDHTJabxnqTq9w")]
    pub url: String,
    /// Its title.
    pub title: String,
}

/// Something that concerns the member.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notice {
    /// Its id.
    pub id: Id,
    /// Why the member is told.
    pub kind: NoticeKind,
    /// Whose doing it is; null when they are gone.
    pub actor: Option<Member>,
    /// Where.
    pub community: Option<CommunityLink>,
    /// In which thread; null when there is none, or the member may no longer read it.
    pub thread: Option<ThreadLink>,
    /// The reply that it is about.
    pub reply: Option<Id>,
    /// Whether something was given (host named, profession verified) rather than taken back.
    pub given: bool,
    /// Of how many texts it tells: those that wait for a host share a notice.
    pub texts: u32,
    /// When it happened.
    pub created_at: Moment,
    /// Whether the member has seen it.
    pub seen: bool,
}

impl Notice {
    /// In its shape.
    pub fn of(root: &str, notice: NoticeView) -> Self {
        Self {
            id: Id(notice.id.0),
            kind: NoticeKind(notice.kind),
            actor: notice.actor.map(|byline| Member::of(root, byline)),
            community: notice.community.map(|link| CommunityLink::of(root, link)),
            thread: notice.thread.map(|(id, title)| ThreadLink { id: Id(id.0), url: format!("{root}/t/{id}"), title }),
            reply: notice.reply.map(|id| Id(id.0)),
            given: notice.given,
            texts: notice.texts,
            created_at: notice.created.into(),
            seen: !notice.new,
        }
    }
}

/// A member's notices, latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notices {
    /// One page of them.
    pub items: Vec<Notice>,
    /// The `cursor` of the next page; null on the last.
    pub next: Option<String>,
    /// How many are not seen yet, on all pages.
    pub unseen: u32,
}
