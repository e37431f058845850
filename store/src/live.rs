//! Who may hear of what happened in a thread: facts for `domain::policy`, asked for at each event.

use crate::threads::Subject;
use crate::{Conn, Result};
use domain::communities::Visibility;
use domain::members::Role;
use domain::policy::{Place, Standing};
use domain::threads::Circle;
use domain::{CommunityId, MemberId, SessionId, ThreadId, Timestamp};
use uuid::Uuid;

/// Where a thread is, and who it is for.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `thread` and `community`")]
pub struct ThreadFacts {
    #[sqlx(try_from = "Uuid")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub visibility: Visibility,
    #[sqlx(try_from = "String")]
    pub circle: Circle,
}

/// Where a thread is, and who it is for.
pub async fn thread_facts(conn: &mut Conn<'_>, thread: ThreadId) -> Result<Option<ThreadFacts>> {
    fetch_optional!(
        conn,
        ThreadFacts,
        "SELECT t.community, c.visibility, t.circle FROM thread t JOIN community c ON c.id = t.community WHERE t.id = $1",
        thread.0
    )
}

/// A session's member, as the policy asks about them in one community.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ListenerRow {
    /// The session, still valid.
    #[sqlx(try_from = "Uuid")]
    pub session: SessionId,
    /// Whose.
    #[sqlx(try_from = "Uuid")]
    pub member: MemberId,
    #[sqlx(try_from = "String")]
    role: Role,
    verified: bool,
    place: Option<String>,
    /// Whether they follow the thread or one of its tags.
    pub follows: bool,
}

impl ListenerRow {
    /// As the policy knows them.
    pub fn standing(&self) -> Standing {
        Standing {
            role: Some(self.role),
            verified: self.verified,
            place: self.place.as_deref().and_then(Place::from_word),
        }
    }
}

/// What the members behind these sessions are in a community, and whether they follow a thread in it.
/// Sessions that ended are missing.
pub async fn listeners(
    conn: &mut Conn<'_>,
    community: CommunityId,
    thread: ThreadId,
    sessions: &[SessionId],
    now: Timestamp,
) -> Result<Vec<ListenerRow>> {
    let mut rows = Vec::with_capacity(sessions.len());
    for chunk in sessions.chunks(500) {
        rows.extend(fetch_in!(
            conn,
            ListenerRow,
            "SELECT s.id AS session, m.id AS member, m.role, \
             m.badge IS NOT NULL AND (m.badge_expires IS NULL OR m.badge_expires > $3) AS verified, mb.place, \
             (EXISTS (SELECT 1 FROM follow f WHERE f.member = m.id AND f.thread = $2) OR EXISTS (SELECT 1 FROM \
             follow_tag ft JOIN thread_tag x ON x.tag = ft.tag WHERE ft.member = m.id AND x.thread = $2)) AS follows \
             FROM session s JOIN member m ON m.id = s.member \
             LEFT JOIN membership mb ON mb.member = m.id AND mb.community = $1 WHERE s.expires > $3 AND s.id ",
            &ids(chunk),
            "",
            community.0,
            thread.0,
            now.0
        )?);
    }
    Ok(rows)
}

/// Which of these sessions have not ended.
pub async fn still_valid(conn: &mut Conn<'_>, sessions: &[SessionId], now: Timestamp) -> Result<Vec<SessionId>> {
    let mut valid = Vec::with_capacity(sessions.len());
    for chunk in sessions.chunks(500) {
        let rows =
            fetch_in!(conn, (Uuid,), "SELECT id FROM session WHERE expires > $1 AND id ", &ids(chunk), "", now.0)?;
        valid.extend(rows.into_iter().map(|(id,)| SessionId(id)));
    }
    Ok(valid)
}

/// How often each reaction was given to a thread or a reply, in the order of `Reaction::ALL`.
pub async fn counts(conn: &mut Conn<'_>, subject: Subject) -> Result<Option<[u32; 4]>> {
    let row = match subject {
        Subject::Thread(thread) => fetch_optional!(
            conn,
            (i32, i32, i32, i32),
            "SELECT thanks, me_too, courage, useful FROM thread WHERE id = $1",
            thread.0
        )?,
        Subject::Reply(thread, reply) => fetch_optional!(
            conn,
            (i32, i32, i32, i32),
            "SELECT thanks, me_too, courage, useful FROM reply WHERE id = $1 AND thread = $2",
            reply.0,
            thread.0
        )?,
    };
    let count = |n: i32| u32::try_from(n).unwrap_or_default();
    Ok(row.map(|(thanks, me_too, courage, useful)| [count(thanks), count(me_too), count(courage), count(useful)]))
}

fn ids(sessions: &[SessionId]) -> Vec<Uuid> {
    sessions.iter().map(|session| session.0).collect()
}
