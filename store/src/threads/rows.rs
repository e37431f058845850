//! Shapes of what comes back.

use domain::communities::{CommunityLink, OwnerType, Visibility};
use domain::members::{Byline, OrganisationKind, Profession, Role};
use domain::policy::Place;
use domain::threads::{Circle, Kind, QuestionState, Reactions, Voice};
use domain::{CommunityId, Locale, MemberId, ReplyId, ThreadId, Timestamp};
use uuid::Uuid;

/// The columns of an author joined as `a`, read into [`AuthorRow`].
macro_rules! author_columns {
    () => {
        "a.id AS a_id, a.pseudonym AS a_pseudonym, a.role AS a_role, a.badge AS a_badge, \
         a.organisation AS a_organisation, a.about AS a_about"
    };
}
pub(crate) use author_columns;

/// An author, absent when they are gone.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `member`")]
pub struct AuthorRow {
    pub a_id: Option<Uuid>,
    pub a_pseudonym: Option<String>,
    pub a_role: Option<String>,
    pub a_badge: Option<String>,
    pub a_organisation: Option<String>,
    pub a_about: Option<String>,
}

impl AuthorRow {
    /// As readers see them.
    pub fn byline(self) -> Option<Byline> {
        Some(Byline {
            id: MemberId(self.a_id?),
            pseudonym: self.a_pseudonym?,
            role: Role::from_word(&self.a_role?)?,
            badge: self.a_badge.as_deref().and_then(Profession::from_word),
            organisation: self.a_organisation.as_deref().and_then(OrganisationKind::from_word),
            about: self.a_about.unwrap_or_default(),
        })
    }
}

/// The columns that a list of threads shows, of thread `t`, community `c`, author `a`.
macro_rules! list_columns {
    () => {
        concat!(
            "t.id, t.kind, t.circle, t.title, t.excerpt, t.state, t.lived, t.professional, t.created, t.active, ",
            "c.slug, c.name, c.owner_type = 'company' AS company, ",
            crate::threads::author_columns!()
        )
    };
}
pub(crate) use list_columns;

/// A thread in a list.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `thread` and `community`")]
pub struct ListRow {
    #[sqlx(try_from = "Uuid")]
    pub id: ThreadId,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    #[sqlx(try_from = "String")]
    pub circle: Circle,
    pub title: String,
    pub excerpt: String,
    pub state: Option<String>,
    pub lived: i32,
    pub professional: i32,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    #[sqlx(try_from = "i64")]
    pub active: Timestamp,
    pub slug: String,
    pub name: String,
    pub company: bool,
    #[sqlx(flatten)]
    pub author: AuthorRow,
}

impl ListRow {
    /// How far a question has come.
    pub fn question_state(&self) -> Option<QuestionState> {
        self.state.as_deref().and_then(QuestionState::from_word)
    }

    /// Where it is.
    pub fn community(&self) -> CommunityLink {
        CommunityLink { slug: self.slug.clone(), name: self.name.clone(), company: self.company }
    }
}

/// Reaction counters of a thread or reply.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns")]
pub struct CountsRow {
    pub thanks: i32,
    pub me_too: i32,
    pub courage: i32,
    pub useful: i32,
}

impl CountsRow {
    /// In the order of `Reaction::ALL`, none of them the reader's own yet.
    pub fn reactions(self) -> Reactions {
        let count = |n: i32| u32::try_from(n).unwrap_or_default();
        Reactions {
            counts: [count(self.thanks), count(self.me_too), count(self.courage), count(self.useful)],
            mine: [false; 4],
        }
    }
}

/// A thread with its place and the reader's.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `thread` and `community`")]
pub struct HeadRow {
    #[sqlx(try_from = "Uuid")]
    pub id: ThreadId,
    #[sqlx(try_from = "Uuid")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    #[sqlx(try_from = "String")]
    pub circle: Circle,
    #[sqlx(try_from = "String")]
    pub locale: Locale,
    pub title: String,
    pub html: String,
    pub state: Option<String>,
    pub lived: i32,
    pub professional: i32,
    #[sqlx(flatten)]
    pub counts: CountsRow,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    pub edited: Option<i64>,
    pub deleted: Option<i64>,
    pub veiled: Option<String>,
    pub closed: Option<i64>,
    pub pictures: i32,
    pub pinned: bool,
    pub slug: String,
    pub name: String,
    #[sqlx(try_from = "String")]
    pub visibility: Visibility,
    #[sqlx(try_from = "String")]
    pub owner_type: OwnerType,
    /// How many of a member's first texts wait for a host.
    pub holds: i32,
    pub place: Option<String>,
    /// The charter changed in what the reader agreed to.
    pub asked_again: bool,
    #[sqlx(flatten)]
    pub author: AuthorRow,
}

impl HeadRow {
    /// What the reader is in its community.
    pub fn place(&self) -> Option<Place> {
        self.place.as_deref().and_then(Place::from_word)
    }

    /// How far a question has come.
    pub fn question_state(&self) -> Option<QuestionState> {
        self.state.as_deref().and_then(QuestionState::from_word)
    }
}

/// A reply as read.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `reply`")]
pub struct ReplyRow {
    #[sqlx(try_from = "Uuid")]
    pub id: ReplyId,
    pub parent: Option<Uuid>,
    pub root: Uuid,
    #[sqlx(try_from = "i64")]
    pub root_created: Timestamp,
    #[sqlx(try_from = "String")]
    pub voice: Voice,
    pub imported: bool,
    pub html: String,
    pub sources: i32,
    pub pictures: i32,
    #[sqlx(flatten)]
    pub counts: CountsRow,
    pub helped: Option<i64>,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    pub edited: Option<i64>,
    pub deleted: Option<i64>,
    pub veiled: Option<String>,
    #[sqlx(flatten)]
    pub author: AuthorRow,
}

/// A source of a reply.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `reply_source`")]
pub struct SourceRow {
    pub reply: Uuid,
    pub text: String,
    pub url: Option<String>,
}

/// Where in the order of reading a page of replies begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReplyKey {
    /// When the reply at the top was written.
    pub root_created: Timestamp,
    /// The reply at the top.
    pub root: Uuid,
    /// When this one was written.
    pub created: Timestamp,
    /// This one.
    pub id: Uuid,
}
