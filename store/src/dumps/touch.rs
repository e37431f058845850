//! Counts and dates of rows that earlier batches wrote.

use crate::{Conn, Result};
use domain::threads::QuestionState;
use uuid::Uuid;

/// What a batch adds to a thread.
#[derive(Debug, Clone, Copy, Default)]
pub struct ThreadDelta {
    /// Replies from lived experience.
    pub lived: i32,
    /// Replies from professionals.
    pub professional: i32,
    /// Reactions, in the order of `Reaction::ALL`.
    pub reactions: [i32; 4],
    /// Latest activity.
    pub active: i64,
    /// How far the question has come at least.
    pub state: Option<QuestionState>,
}

/// Adds a batch's replies and reactions to a thread. A question's state only ever goes forward here:
/// an import adds answers and takes none away.
pub async fn add_to_thread(conn: &mut Conn<'_>, thread: Uuid, delta: ThreadDelta) -> Result<()> {
    execute!(
        conn,
        "UPDATE thread SET lived = lived + $2, professional = professional + $3, \
         thanks = thanks + $4, me_too = me_too + $5, courage = courage + $6, useful = useful + $7, \
         active = CASE WHEN active < $8 THEN $8 ELSE active END, \
         state = CASE WHEN state IS NULL OR state = 'sourced' OR $9 = '' THEN state \
           WHEN $9 = 'sourced' OR state = 'waiting' THEN $9 ELSE state END \
         WHERE id = $1",
        thread,
        delta.lived,
        delta.professional,
        delta.reactions[0],
        delta.reactions[1],
        delta.reactions[2],
        delta.reactions[3],
        delta.active,
        delta.state.map_or("", QuestionState::word),
    )?;
    crate::tags::touch(conn, thread, delta.active).await
}

/// Adds a batch's reactions to a reply.
pub async fn add_to_reply(conn: &mut Conn<'_>, reply: Uuid, reactions: [i32; 4]) -> Result<()> {
    execute!(
        conn,
        "UPDATE reply SET thanks = thanks + $2, me_too = me_too + $3, courage = courage + $4, useful = useful + $5 WHERE id = $1",
        reply,
        reactions[0],
        reactions[1],
        reactions[2],
        reactions[3],
    )
    .map(|_| ())
}

/// A member that a dump gave no date was here at the latest when they first did something.
pub async fn member_since(conn: &mut Conn<'_>, member: Uuid, at: i64) -> Result<()> {
    execute!(conn, "UPDATE member SET created = $2 WHERE id = $1 AND created > $2", member, at).map(|_| ())
}

/// The same of a membership.
pub async fn belongs_since(conn: &mut Conn<'_>, community: Uuid, member: Uuid, at: i64) -> Result<()> {
    execute!(
        conn,
        "UPDATE membership SET joined = $3 WHERE community = $1 AND member = $2 AND joined > $3",
        community,
        member,
        at
    )
    .map(|_| ())
}

/// The same of a community and its first charter.
pub async fn community_since(conn: &mut Conn<'_>, community: Uuid, at: i64) -> Result<()> {
    execute!(conn, "UPDATE community SET created = $2 WHERE id = $1 AND created > $2", community, at)?;
    execute!(
        conn,
        "UPDATE charter SET created = $2 WHERE community = $1 AND version = 1 AND created > $2",
        community,
        at
    )
    .map(|_| ())
}
