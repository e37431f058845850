//! The outbox: what happened, in the same transaction as the change. Ids and kinds, never text.

use crate::{Conn, Result};
use domain::{CommunityId, MemberId, ReplyId, ThreadId, Timestamp};

/// Something that happened, for the worker to draw consequences from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Event {
    /// Who did it.
    pub actor: Option<MemberId>,
    /// Where.
    pub community: Option<CommunityId>,
    /// In which thread.
    pub thread: Option<ThreadId>,
    /// Which reply.
    pub reply: Option<ReplyId>,
    /// Whom it concerns.
    pub member: Option<MemberId>,
}

/// Appends an event; `kind` is one word or two joined by a dot, e.g. `reply.created`.
pub async fn append(conn: &mut Conn<'_>, kind: &'static str, at: Timestamp, event: Event) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO event (kind, at, actor, community, thread, reply, member) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        kind,
        at.0,
        event.actor.map(|id| id.0),
        event.community.map(|id| id.0),
        event.thread.map(|id| id.0),
        event.reply.map(|id| id.0),
        event.member.map(|id| id.0),
    )
    .map(|_| ())
}
