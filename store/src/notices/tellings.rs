//! Announcements whose community is still being told, some members at a time.

use super::RecipientRow;
use crate::{Conn, Result};
use domain::events::Position;
use domain::{CommunityId, MemberId, ThreadId, Timestamp};
use uuid::Uuid;

/// An announcement, and how far its community has been told.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TellingRow {
    /// The announcement.
    #[sqlx(try_from = "Uuid")]
    pub thread: ThreadId,
    /// Where.
    #[sqlx(try_from = "Uuid")]
    pub community: CommunityId,
    author: Option<Uuid>,
    xid: i64,
    event: i64,
    /// When it was made.
    #[sqlx(try_from = "i64")]
    pub at: Timestamp,
    /// The last member told.
    #[sqlx(try_from = "Uuid")]
    pub after: MemberId,
    /// It was deleted meanwhile.
    pub deleted: bool,
}

impl TellingRow {
    /// The event that its notices name.
    pub fn event(&self) -> Position {
        Position { transaction: self.xid, id: self.event }
    }

    /// Whose announcement it is.
    pub fn author(&self) -> Option<MemberId> {
        self.author.map(MemberId)
    }
}

/// Begins to tell a community.
pub async fn begin_telling(conn: &mut Conn<'_>, thread: ThreadId, event: Position, at: Timestamp) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO telling (thread, xid, event, at, after) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (thread) DO NOTHING",
        thread.0,
        event.transaction,
        event.id,
        at.0,
        Uuid::nil()
    )
    .map(|_| ())
}

/// An announcement that is not told to everybody yet.
pub async fn telling(conn: &mut Conn<'_>) -> Result<Option<TellingRow>> {
    fetch_optional!(
        conn,
        TellingRow,
        "SELECT g.thread, t.community, t.author, g.xid, g.event, g.at, g.after, t.deleted IS NOT NULL AS deleted \
         FROM telling g JOIN thread t ON t.id = g.thread ORDER BY g.thread LIMIT 1"
    )
}

/// The next members to be told, who belonged to the community when it was announced.
pub async fn to_tell(conn: &mut Conn<'_>, telling: &TellingRow, limit: i64) -> Result<Vec<RecipientRow>> {
    fetch_all!(
        conn,
        RecipientRow,
        "SELECT m.id AS member, m.locale, m.zone, m.role, m.badge IS NOT NULL AS verified, mb.place, p.pace, \
         m.email_sealed IS NOT NULL AS mailable, q.pushed AS rings, \
         EXISTS (SELECT 1 FROM push_subscription s WHERE s.member = m.id) AS reachable \
         FROM membership mb JOIN member m ON m.id = mb.member \
         LEFT JOIN notice_pace p ON p.member = m.id AND p.kind = 'announcement' \
         LEFT JOIN notice_push q ON q.member = m.id AND q.kind = 'announcement' \
         WHERE mb.community = $1 AND mb.member > $2 AND mb.place IN ('member', 'host') AND mb.joined <= $3 \
         AND m.confirmed IS NOT NULL ORDER BY mb.member LIMIT $4",
        telling.community.0,
        telling.after.0,
        telling.at.0,
        limit
    )
}

/// Notes how far one is; `None` when everybody is told.
pub async fn told(conn: &mut Conn<'_>, thread: ThreadId, after: Option<MemberId>) -> Result<()> {
    let touched = if let Some(after) = after {
        execute!(conn, "UPDATE telling SET after = $2 WHERE thread = $1", thread.0, after.0)
    } else {
        execute!(conn, "DELETE FROM telling WHERE thread = $1", thread.0)
    };
    touched.map(|_| ())
}
