//! The page a visitor begins at: the latest of what open communities show everybody.

use crate::{Conn, Result};
use domain::members::{Byline, OrganisationKind, Profession, Role};
use domain::threads::{Circle, Kind, QuestionState};
use domain::{MemberId, ThreadId, Timestamp};
use uuid::Uuid;

/// A thread in a list, with its community and its author.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "the columns of `thread`, documented in the migration")]
pub struct ThreadLine {
    #[sqlx(try_from = "Uuid")]
    pub id: ThreadId,
    pub slug: String,
    pub community: String,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    #[sqlx(try_from = "String")]
    pub circle: Circle,
    pub title: String,
    pub excerpt: String,
    state: Option<String>,
    pub lived: i32,
    pub professional: i32,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    #[sqlx(try_from = "i64")]
    pub active: Timestamp,
    author: Option<Uuid>,
    pseudonym: Option<String>,
    role: Option<String>,
    badge: Option<String>,
    organisation: Option<String>,
    about: Option<String>,
}

impl ThreadLine {
    /// How far a question has come.
    pub fn state(&self) -> Option<QuestionState> {
        self.state.as_deref().and_then(QuestionState::from_word)
    }

    /// Who started it.
    pub fn author(&self) -> Option<Byline> {
        Some(Byline {
            id: MemberId(self.author?),
            pseudonym: self.pseudonym.clone()?,
            role: Role::from_word(self.role.as_deref()?)?,
            badge: self.badge.as_deref().and_then(Profession::from_word),
            organisation: self.organisation.as_deref().and_then(OrganisationKind::from_word),
            about: self.about.clone().unwrap_or_default(),
        })
    }
}

/// `thread_lines!("condition", …)`: the statement that reads [`ThreadLine`]s; the thread is `t`, its
/// community `c`.
macro_rules! thread_lines {
    ($($rest:expr),+ $(,)?) => {
        concat!(
            "SELECT t.id, c.slug, c.name AS community, t.kind, t.circle, t.title, t.excerpt, t.state, t.lived, ",
            "t.professional, t.created, t.active, a.id AS author, a.pseudonym, a.role, a.badge, a.organisation, a.about ",
            "FROM thread t JOIN community c ON c.id = t.community LEFT JOIN member a ON a.id = t.author WHERE ",
            $($rest),+
        )
    };
}
pub(crate) use thread_lines;

/// The threads with the latest activity that a visitor may read.
pub async fn latest_public(conn: &mut Conn<'_>, limit: i64) -> Result<Vec<ThreadLine>> {
    fetch_all!(
        conn,
        ThreadLine,
        thread_lines!(
            "t.circle = 'public' AND c.visibility = 'open' AND t.deleted IS NULL ",
            "ORDER BY t.active DESC, t.id DESC LIMIT $1"
        ),
        limit
    )
}
