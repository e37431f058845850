//! Lists of threads: each is one index read in its order, the reader's circle decided in SQL.

use crate::readable::Reading;
use crate::threads::{ListRow, list_columns};
use crate::{Conn, Result};
use domain::feed::{Cursor, Order};
use domain::members::Profession;
use domain::{CommunityId, MemberId, Timestamp};
use uuid::Uuid;

/// The end of every list: later than any moment people live in, so that one statement serves the
/// first page and the next ones.
fn start(cursor: Option<Cursor>) -> (i64, Uuid) {
    cursor.map_or((i64::MAX, Uuid::max()), |cursor| (cursor.at.0, cursor.id))
}

/// A list statement in both orders; `$1`–`$3` are the reader, `$4` and `$5` the cursor, `$6` the
/// limit, what follows is the list's own.
macro_rules! list {
    ($conn:expr, $reader:expr, $order:expr, $cursor:expr, $limit:expr, [$($from:expr),+], [$($where:expr),+] $(, $arg:expr)*) => {{
        let (at, id) = start($cursor);
        macro_rules! ordered {
            ($column:literal) => {
                fetch_all!(
                    $conn, ListRow,
                    concat!(
                        "SELECT ", list_columns!(), " FROM ", $($from,)+ " LEFT JOIN member a ON a.id = t.author WHERE ",
                        $($where,)+ " AND t.deleted IS NULL AND (t.", $column, ", t.id) < ($4, $5) AND ",
                        readable!("$1", "$2", "$3"), " ORDER BY t.", $column, " DESC, t.id DESC LIMIT $6"
                    ),
                    $reader.id(), $reader.word(), $reader.verified, at, id, $limit $(, $arg)*
                )
            };
        }
        match $order {
            Order::Active => ordered!("active"),
            Order::New => ordered!("created"),
        }
    }};
}

/// Threads of one community.
pub async fn of_community(
    conn: &mut Conn<'_>,
    reader: Reading,
    community: CommunityId,
    order: Order,
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<Vec<ListRow>> {
    list!(
        conn,
        reader,
        order,
        cursor,
        limit,
        ["thread t JOIN community c ON c.id = t.community"],
        ["t.community = $7"],
        community.0
    )
}

/// Public threads of open communities.
pub async fn public(conn: &mut Conn<'_>, order: Order, cursor: Option<Cursor>, limit: i64) -> Result<Vec<ListRow>> {
    let (at, id) = start(cursor);
    macro_rules! ordered {
        ($column:literal) => {
            fetch_all!(
                conn,
                ListRow,
                concat!(
                    "SELECT ",
                    list_columns!(),
                    // `CROSS JOIN`: SQLite keeps this order, as on the home page.
                    " FROM thread t CROSS JOIN community c ",
                    "LEFT JOIN member a ON a.id = t.author WHERE c.id = t.community AND t.circle = 'public' AND c.visibility = 'open' ",
                    "AND t.deleted IS NULL AND (t.",
                    $column,
                    ", t.id) < ($1, $2) ",
                    "ORDER BY t.",
                    $column,
                    " DESC, t.id DESC LIMIT $3"
                ),
                at,
                id,
                limit
            )
        };
    }
    match order {
        Order::Active => ordered!("active"),
        Order::New => ordered!("created"),
    }
}

/// Threads that a member follows.
pub async fn followed(
    conn: &mut Conn<'_>,
    reader: Reading,
    order: Order,
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<Vec<ListRow>> {
    list!(
        conn,
        reader,
        order,
        cursor,
        limit,
        ["follow f JOIN thread t ON t.id = f.thread JOIN community c ON c.id = t.community"],
        ["f.member = $1"]
    )
}

/// Threads that a member started.
pub async fn by_author(
    conn: &mut Conn<'_>,
    reader: Reading,
    author: MemberId,
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<Vec<ListRow>> {
    list!(
        conn,
        reader,
        Order::New,
        cursor,
        limit,
        ["thread t JOIN community c ON c.id = t.community"],
        ["t.author = $7"],
        author.0
    )
}

/// Threads that carry a tag.
pub async fn of_tag(
    conn: &mut Conn<'_>,
    reader: Reading,
    tag: &str,
    order: Order,
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<Vec<ListRow>> {
    let (at, id) = start(cursor);
    macro_rules! ordered {
        ($column:literal) => {
            fetch_all!(
                conn,
                ListRow,
                concat!(
                    "SELECT ",
                    list_columns!(),
                    " FROM thread_tag x JOIN thread t ON t.id = x.thread ",
                    "JOIN community c ON c.id = t.community LEFT JOIN member a ON a.id = t.author ",
                    "WHERE x.tag = $7 AND (x.",
                    $column,
                    ", x.thread) < ($4, $5) AND t.deleted IS NULL AND ",
                    readable!("$1", "$2", "$3"),
                    " ORDER BY x.",
                    $column,
                    " DESC, x.thread DESC LIMIT $6"
                ),
                reader.id(),
                reader.word(),
                reader.verified,
                at,
                id,
                limit,
                tag
            )
        };
    }
    match order {
        Order::Active => ordered!("active"),
        Order::New => ordered!("created"),
    }
}

/// Which waiting questions: those put to one profession, or all the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressed {
    /// Put to this profession.
    To(Profession),
    /// Put to nobody in particular, or to another profession.
    NotTo(Profession),
}

/// Questions of one community that wait for a professional, latest first.
pub async fn waiting(
    conn: &mut Conn<'_>,
    reader: Reading,
    community: CommunityId,
    addressed: Addressed,
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<Vec<ListRow>> {
    macro_rules! queue {
        ($condition:literal, $profession:expr) => {
            list!(
                conn,
                reader,
                Order::New,
                cursor,
                limit,
                ["thread t JOIN community c ON c.id = t.community"],
                ["t.state = 'waiting' AND t.community = $7 AND ", $condition],
                community.0,
                $profession.word()
            )
        };
    }
    match addressed {
        Addressed::To(profession) => queue!("t.profession = $8", profession),
        Addressed::NotTo(profession) => queue!("(t.profession IS NULL OR t.profession <> $8)", profession),
    }
}

/// The communities a member belongs to, by name: id, address part, name.
pub async fn communities_of(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<(Uuid, String, String)>> {
    fetch_all!(
        conn,
        (Uuid, String, String),
        "SELECT c.id, c.slug, c.name FROM membership m JOIN community c ON c.id = m.community \
         WHERE m.member = $1 AND m.place IN ('member', 'host') ORDER BY c.name_key, c.id LIMIT 200",
        member.0
    )
}

/// The key a row is sorted by.
pub fn key(row: &ListRow, order: Order) -> (Timestamp, Uuid) {
    match order {
        Order::Active => (row.active, row.id.0),
        Order::New => (row.created, row.id.0),
    }
}
