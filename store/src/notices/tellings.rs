//! Announcements and charters whose community is still being told, some members at a time.

use super::RecipientRow;
use crate::{Conn, Result};
use domain::events::Position;
use domain::{CharterId, CommunityId, MemberId, ThreadId, Timestamp};
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

/// Members of community `$1` after `$2` who belonged to it at `$3`, and how they want to be told of a kind of notice.
macro_rules! belonging_columns {
    ($kind:literal, $more:literal) => {
        concat!(
            "SELECT m.id AS member, m.locale, m.zone, m.role, m.badge IS NOT NULL AS verified, mb.place, p.pace, \
             m.email_sealed IS NOT NULL AS mailable, q.pushed AS rings, \
             EXISTS (SELECT 1 FROM push_subscription s WHERE s.member = m.id) AS reachable \
             FROM membership mb JOIN member m ON m.id = mb.member \
             LEFT JOIN notice_pace p ON p.member = m.id AND p.kind = '",
            $kind,
            "' LEFT JOIN notice_push q ON q.member = m.id AND q.kind = '",
            $kind,
            "' WHERE mb.community = $1 AND mb.member > $2 AND mb.place IN ('member', 'host') AND mb.joined <= $3 \
             AND m.confirmed IS NOT NULL ",
            $more,
            " ORDER BY mb.member LIMIT $4"
        )
    };
}

/// The next members to be told, who belonged to the community when it was announced.
pub async fn to_tell(conn: &mut Conn<'_>, telling: &TellingRow, limit: i64) -> Result<Vec<RecipientRow>> {
    fetch_all!(
        conn,
        RecipientRow,
        belonging_columns!("announcement", ""),
        telling.community.0,
        telling.after.0,
        telling.at.0,
        limit
    )
}

/// A version of a charter, and how far its community has been told.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CharterTellingRow {
    /// The version.
    #[sqlx(try_from = "Uuid")]
    pub charter: CharterId,
    /// Its number.
    pub version: i32,
    /// Where.
    #[sqlx(try_from = "Uuid")]
    pub community: CommunityId,
    xid: i64,
    event: i64,
    /// Since when it is in force.
    #[sqlx(try_from = "i64")]
    pub at: Timestamp,
    /// The last member told.
    #[sqlx(try_from = "Uuid")]
    pub after: MemberId,
}

impl CharterTellingRow {
    /// The event that its notices name.
    pub fn event(&self) -> Position {
        Position { transaction: self.xid, id: self.event }
    }
}

/// Begins to tell a community of the latest version of its charter.
pub async fn begin_charter_telling(
    conn: &mut Conn<'_>,
    community: CommunityId,
    event: Position,
    at: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO charter_telling (charter, xid, event, at, after) SELECT id, $2, $3, $4, $5 FROM charter \
         WHERE community = $1 ORDER BY version DESC LIMIT 1 ON CONFLICT (charter) DO NOTHING",
        community.0,
        event.transaction,
        event.id,
        at.0,
        Uuid::nil()
    )
    .map(|_| ())
}

/// A version that is not told to everybody yet.
pub async fn charter_telling(conn: &mut Conn<'_>) -> Result<Option<CharterTellingRow>> {
    fetch_optional!(
        conn,
        CharterTellingRow,
        "SELECT g.charter, h.version, h.community, g.xid, g.event, g.at, g.after FROM charter_telling g \
         JOIN charter h ON h.id = g.charter ORDER BY g.charter LIMIT 1"
    )
}

/// The next members to be told of a charter: who agreed to this version already is not.
pub async fn to_tell_of_charter(
    conn: &mut Conn<'_>,
    telling: &CharterTellingRow,
    limit: i64,
) -> Result<Vec<RecipientRow>> {
    fetch_all!(
        conn,
        RecipientRow,
        belonging_columns!("charter", "AND mb.charter < $5"),
        telling.community.0,
        telling.after.0,
        telling.at.0,
        limit,
        telling.version
    )
}

/// Notes how far one is with a charter; `None` when everybody is told.
pub async fn told_of_charter(conn: &mut Conn<'_>, charter: CharterId, after: Option<MemberId>) -> Result<()> {
    let touched = if let Some(after) = after {
        execute!(conn, "UPDATE charter_telling SET after = $2 WHERE charter = $1", charter.0, after.0)
    } else {
        execute!(conn, "DELETE FROM charter_telling WHERE charter = $1", charter.0)
    };
    touched.map(|_| ())
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
