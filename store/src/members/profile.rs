//! A member's page: what they and the reader share.

use crate::readable::Reading;
use crate::threads::{ListRow, list_columns};
use crate::{Conn, Result};
use domain::MemberId;
use domain::communities::CommunityLink;
use domain::feed::Cursor;
use domain::time::Timestamp;
use uuid::Uuid;

/// Communities to which both belong, by name; all of the member's when they are the reader.
pub async fn shared_communities(conn: &mut Conn<'_>, member: MemberId, reader: MemberId) -> Result<Vec<CommunityLink>> {
    let rows = fetch_all!(
        conn,
        (String, String),
        "SELECT c.slug, c.name FROM membership a JOIN membership b ON b.community = a.community \
         JOIN community c ON c.id = a.community WHERE a.member = $1 AND a.place IN ('member', 'host') \
         AND b.member = $2 AND b.place IN ('member', 'host') ORDER BY c.name_key, c.id",
        member.0,
        reader.0
    )?;
    Ok(rows.into_iter().map(|(slug, name)| CommunityLink { slug, name }).collect())
}

/// Threads that a member started and the reader may read, latest first, after a cursor.
pub async fn threads_by(
    conn: &mut Conn<'_>,
    member: MemberId,
    reading: Reading,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<ListRow>> {
    let after = after.unwrap_or(Cursor { at: Timestamp(i64::MAX), id: Uuid::max() });
    fetch_all!(
        conn,
        ListRow,
        concat!(
            "SELECT ",
            list_columns!(),
            " FROM thread t JOIN community c ON c.id = t.community ",
            "LEFT JOIN member a ON a.id = t.author WHERE t.author = $4 AND t.deleted IS NULL AND ",
            readable!("$1", "$2", "$3"),
            " AND (t.created, t.id) < ($5, $6) ORDER BY t.created DESC, t.id DESC LIMIT $7"
        ),
        reading.id(),
        reading.word(),
        reading.verified,
        member.0,
        after.at.0,
        after.id,
        limit
    )
}

/// A member's name.
pub async fn pseudonym(conn: &mut Conn<'_>, id: MemberId) -> Result<Option<String>> {
    Ok(fetch_optional!(conn, (String,), "SELECT pseudonym FROM member WHERE id = $1", id.0)?.map(|(name,)| name))
}
