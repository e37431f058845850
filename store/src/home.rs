//! The page a visitor begins at: the latest of what open communities show everybody.

use crate::threads::{ListRow, list_columns};
use crate::{Conn, Result};

/// The threads with the latest activity that a visitor may read, whoever asks: read from the index
/// of public threads alone.
pub async fn latest_public(conn: &mut Conn<'_>, limit: i64) -> Result<Vec<ListRow>> {
    fetch_all!(
        conn,
        ListRow,
        concat!(
            "SELECT ",
            list_columns!(),
            // `CROSS JOIN`: SQLite keeps this order, and so reads the index of public threads from its
            // end instead of every thread of every open community.
            " FROM thread t CROSS JOIN community c ",
            "LEFT JOIN member a ON a.id = t.author ",
            "WHERE c.id = t.community AND t.circle = 'public' AND c.visibility = 'open' AND t.deleted IS NULL ",
            "ORDER BY t.active DESC, t.id DESC LIMIT $1"
        ),
        limit
    )
}
