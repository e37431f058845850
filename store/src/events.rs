//! The outbox: what happened, in the same transaction as the change. Ids and kinds, never text.

use crate::{Conn, Result, dialect};
use domain::events::{EventKind, Position};
use domain::{CommunityId, MemberId, ReplyId, ThreadId, Timestamp};
use std::future::Future;
use uuid::Uuid;

tokio::task_local! {
    static CAUSE: u64;
}

/// Events that `work` appends carry this id of the request (or run of a job) they come from.
pub async fn caused_by<T>(id: u64, work: impl Future<Output = T>) -> T {
    CAUSE.scope(id, work).await
}

/// Something that happened, for others to draw consequences from.
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

/// An event as it was written.
#[derive(Debug, Clone, Copy)]
pub struct Happened {
    /// Where it stands.
    pub position: Position,
    /// What.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// The rest.
    pub event: Event,
    /// The request it comes from, as the log knows it.
    pub cause: Option<u64>,
}

impl Happened {
    /// The request it comes from, as it stands in the log; empty when nobody noted it.
    pub fn correlation(&self) -> String {
        self.cause.map(|cause| format!("{cause:016x}")).unwrap_or_default()
    }
}

/// A row of `event`.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct EventRow {
    xid: i64,
    id: i64,
    kind: String,
    at: i64,
    actor: Option<Uuid>,
    community: Option<Uuid>,
    thread: Option<Uuid>,
    reply: Option<Uuid>,
    member: Option<Uuid>,
    cause: Option<i64>,
}

impl EventRow {
    /// `None` for a kind that only a later version writes.
    fn happened(self) -> (Position, Option<Happened>) {
        let position = Position { transaction: self.xid, id: self.id };
        let event = Event {
            actor: self.actor.map(MemberId),
            community: self.community.map(CommunityId),
            thread: self.thread.map(ThreadId),
            reply: self.reply.map(ReplyId),
            member: self.member.map(MemberId),
        };
        let kind = EventKind::from_word(&self.kind);
        (
            position,
            kind.map(|kind| Happened {
                position,
                kind,
                at: Timestamp(self.at),
                event,
                cause: self.cause.map(i64::cast_unsigned),
            }),
        )
    }
}

/// Some events in their order.
#[derive(Debug, Default)]
pub struct Batch {
    /// What happened.
    pub events: Vec<Happened>,
    /// Up to where was read, if anything was there.
    pub end: Option<Position>,
    /// Whether there may be more behind.
    pub full: bool,
}

/// Appends an event.
pub async fn append(conn: &mut Conn<'_>, kind: EventKind, at: Timestamp, event: Event) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO event (kind, at, actor, community, thread, reply, member, cause) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        kind.word(),
        at.0,
        event.actor.map(|id| id.0),
        event.community.map(|id| id.0),
        event.thread.map(|id| id.0),
        event.reply.map(|id| id.0),
        event.member.map(|id| id.0),
        CAUSE.try_with(|cause| cause.cast_signed()).ok(),
    )
    .map(|_| ())
}

/// What happened behind `position`, at most `limit` events. Only what nothing can come before any more:
/// a transaction still running on PostgreSQL holds back all that later ones wrote.
pub async fn after(conn: &mut Conn<'_>, position: Position, limit: usize) -> Result<Batch> {
    let rows = dialect::events_after(conn, position, i64::try_from(limit).unwrap_or(i64::MAX)).await?;
    let full = rows.len() >= limit;
    let mut batch = Batch { full, ..Batch::default() };
    for row in rows {
        let (position, happened) = row.happened();
        batch.end = Some(position);
        batch.events.extend(happened);
    }
    Ok(batch)
}

/// The last event that [`after`] would give, or the beginning of all.
pub async fn latest(conn: &mut Conn<'_>) -> Result<Position> {
    let row = dialect::latest_event(conn).await?;
    Ok(row.map_or_else(Position::default, |(transaction, id)| Position { transaction, id }))
}

/// How far a reader of events is. The row is held until the transaction ends: two nodes take turns.
pub async fn hold(conn: &mut Conn<'_>, name: &'static str) -> Result<Position> {
    let (transaction, id) = dialect::hold_consumer(conn, name).await?;
    Ok(Position { transaction, id })
}

/// Notes how far a reader of events is.
pub async fn advance(conn: &mut Conn<'_>, name: &'static str, to: Position) -> Result<()> {
    execute!(conn, "UPDATE consumer SET xid = $2, id = $3 WHERE name = $1", name, to.transaction, to.id).map(|_| ())
}

/// Whether the event at this position is still there, so that what came behind it is complete. The beginning
/// of all is.
pub async fn is_kept(conn: &mut Conn<'_>, position: Position) -> Result<bool> {
    if position == Position::default() {
        return Ok(true);
    }
    let row = fetch_optional!(
        conn,
        (i32,),
        "SELECT 1 FROM event WHERE xid = $1 AND id = $2",
        position.transaction,
        position.id
    )?;
    Ok(row.is_some())
}

/// Forgets what happened before a moment; how many events that were.
pub async fn forget_before(conn: &mut Conn<'_>, moment: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM event WHERE at < $1", moment.0)
}

/// How much a reader of events has before it.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The reader.
    pub consumer: String,
    /// Events it has not read.
    pub events: i64,
    /// When the oldest of them happened.
    pub oldest: Option<Timestamp>,
}

/// How much each reader of events has before it.
pub async fn waiting(conn: &mut Conn<'_>) -> Result<Vec<Waiting>> {
    let rows = fetch_all!(
        conn,
        (String, i64, Option<i64>),
        "SELECT c.name, COUNT(e.id), MIN(e.at) FROM consumer c LEFT JOIN event e ON (e.xid, e.id) > (c.xid, c.id) \
         GROUP BY c.name ORDER BY c.name"
    )?;
    Ok(rows
        .into_iter()
        .map(|(consumer, events, oldest)| Waiting { consumer, events, oldest: oldest.map(Timestamp) })
        .collect())
}
