//! What hosts do with a thread: pin it in its community, close it to replies.

use crate::{Conn, Result};
use domain::{CommunityId, ThreadId, Timestamp};
use uuid::Uuid;

/// The threads pinned in a community, in their order, whoever reads them. Two hosts who pin at once take
/// turns: whoever asks second waits for the other's transaction.
pub async fn lock_pins(conn: &mut Conn<'_>, community: CommunityId) -> Result<Vec<ThreadId>> {
    if conn.engine() == crate::Engine::Postgres {
        execute!(conn, "SELECT 1 FROM community WHERE id = $1 FOR UPDATE", community.0)?;
    }
    let rows = fetch_all!(conn, (Uuid,), "SELECT thread FROM pin WHERE community = $1 ORDER BY place", community.0)?;
    Ok(rows.into_iter().map(|(id,)| ThreadId(id)).collect())
}

/// Pins these threads of a community, in this order, and no others.
pub async fn set_pins(conn: &mut Conn<'_>, community: CommunityId, threads: &[ThreadId], at: Timestamp) -> Result<()> {
    execute!(conn, "DELETE FROM pin WHERE community = $1", community.0)?;
    for (place, thread) in (1i32..).zip(threads) {
        execute!(
            conn,
            "INSERT INTO pin (community, place, thread, created) VALUES ($1, $2, $3, $4)",
            community.0,
            place,
            thread.0,
            at.0
        )?;
    }
    Ok(())
}

/// Closes a thread to replies, or opens it again.
pub async fn set_closed(conn: &mut Conn<'_>, thread: ThreadId, at: Option<Timestamp>) -> Result<()> {
    execute!(conn, "UPDATE thread SET closed = $2 WHERE id = $1", thread.0, at.map(|at| at.0)).map(|_| ())
}
