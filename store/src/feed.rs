//! Lists of threads: each is one index read in its order, the reader's circle decided in SQL.

use crate::readable::Reading;
use crate::threads::{ListRow, list_columns};
use crate::{Conn, Result};
use domain::communities::CommunityLink;
use domain::feed::{Cursor, Order};
use domain::members::Profession;
use domain::{CommunityId, MemberId, Timestamp};
use uuid::Uuid;

/// The end of every list: later than any moment people live in, so that one statement serves the
/// first page and the next ones.
fn start(cursor: Option<Cursor>) -> (i64, Uuid) {
    cursor.map_or((i64::MAX, Uuid::max()), |cursor| (cursor.at.0, cursor.id))
}

/// One list, read in the order of an index: `by` says which table's moments and id give the order.
/// `$1`, `$2` are the cursor, `$3` the limit, what follows is the list's own.
macro_rules! in_order {
    ($conn:expr, $order:expr, by ($table:literal, $id:literal), $cursor:expr, $limit:expr, [$($from:expr),+], [$($where:expr),+] $(, $arg:expr)*) => {{
        let (at, id) = start($cursor);
        macro_rules! ordered {
            ($column:literal) => {
                fetch_all!(
                    $conn, ListRow,
                    concat!(
                        "SELECT ", list_columns!(), " FROM ", $($from,)+ " LEFT JOIN member a ON a.id = t.author WHERE ",
                        $($where,)+ " AND t.deleted IS NULL AND (", $table, ".", $column, ", ", $table, ".", $id, ") < ($1, $2) ",
                        "ORDER BY ", $table, ".", $column, " DESC, ", $table, ".", $id, " DESC LIMIT $3"
                    ),
                    at, id, $limit $(, $arg)*
                )
            };
        }
        match $order {
            Order::Active => ordered!("active"),
            Order::New => ordered!("created"),
        }
    }};
}

/// A list of what one reader may read: `$4`–`$6` are the reader, what follows is the list's own.
macro_rules! list {
    ($conn:expr, $reader:expr, $order:expr, by ($table:literal, $id:literal), $cursor:expr, $limit:expr, $from:literal, [$($where:expr),+] $(, $arg:expr)*) => {
        in_order!(
            $conn, $order, by ($table, $id), $cursor, $limit,
            [$from, " JOIN community c ON c.id = t.community"],
            [$($where,)+ " AND ", readable!("$4", "$5", "$6")],
            $reader.id(), $reader.word(), $reader.verified $(, $arg)*
        )
    };
}

/// True for threads `t` that are not pinned.
macro_rules! unpinned {
    () => {
        "NOT EXISTS (SELECT 1 FROM pin p WHERE p.thread = t.id)"
    };
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
    list!(conn, reader, order, by("t", "id"), cursor, limit, "thread t", ["t.community = $7"], community.0)
}

/// What the hosts of a community pinned, in their order; at most three.
pub async fn pinned(conn: &mut Conn<'_>, reader: Reading, community: CommunityId) -> Result<Vec<ListRow>> {
    fetch_all!(
        conn,
        ListRow,
        concat!(
            "SELECT ",
            list_columns!(),
            " FROM pin p JOIN thread t ON t.id = p.thread JOIN community c ON c.id = t.community ",
            "LEFT JOIN member a ON a.id = t.author WHERE p.community = $4 AND t.deleted IS NULL AND ",
            readable!("$1", "$2", "$3"),
            " ORDER BY p.place"
        ),
        reader.id(),
        reader.word(),
        reader.verified,
        community.0
    )
}

/// Announcements of a community since a moment, latest first, those that are pinned apart.
pub async fn announcements(
    conn: &mut Conn<'_>,
    reader: Reading,
    community: CommunityId,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<ListRow>> {
    list!(
        conn,
        reader,
        Order::New,
        by("t", "id"),
        None,
        limit,
        "thread t",
        ["t.kind = 'announcement' AND t.community = $7 AND t.created >= $8 AND ", unpinned!()],
        community.0,
        since.0
    )
}

/// Threads of one community but for what stands first on its page: what is pinned, and announcements
/// from a moment on.
pub async fn below(
    conn: &mut Conn<'_>,
    reader: Reading,
    community: CommunityId,
    announced: Timestamp,
    order: Order,
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<Vec<ListRow>> {
    list!(
        conn,
        reader,
        order,
        by("t", "id"),
        cursor,
        limit,
        "thread t",
        ["t.community = $7 AND (t.kind <> 'announcement' OR t.created < $8) AND ", unpinned!()],
        community.0,
        announced.0
    )
}

/// Public threads of open communities, whoever asks: read from the index of public threads alone.
pub async fn public(conn: &mut Conn<'_>, order: Order, cursor: Option<Cursor>, limit: i64) -> Result<Vec<ListRow>> {
    // `CROSS JOIN`: SQLite keeps this order. The one list where nothing but the order narrows the
    // threads; analysed, SQLite would read every thread of every open community and sort them.
    in_order!(
        conn,
        order,
        by("t", "id"),
        cursor,
        limit,
        ["thread t CROSS JOIN community c"],
        ["c.id = t.community AND t.circle = 'public' AND c.visibility = 'open'"]
    )
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
        by("t", "id"),
        cursor,
        limit,
        "follow f JOIN thread t ON t.id = f.thread",
        ["f.member = $4"]
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
    list!(conn, reader, Order::New, by("t", "id"), cursor, limit, "thread t", ["t.author = $7"], author.0)
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
    list!(
        conn,
        reader,
        order,
        by("x", "thread"),
        cursor,
        limit,
        "thread_tag x JOIN thread t ON t.id = x.thread",
        ["x.tag = $7"],
        tag
    )
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
                by("t", "id"),
                cursor,
                limit,
                "thread t",
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

/// The communities a member belongs to, by name.
pub async fn communities_of(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<(CommunityId, CommunityLink)>> {
    let rows: Vec<(Uuid, String, String, bool)> = fetch_all!(
        conn,
        (Uuid, String, String, bool),
        "SELECT c.id, c.slug, c.name, c.owner_type = 'company' AS company FROM membership m \
         JOIN community c ON c.id = m.community \
         WHERE m.member = $1 AND m.place IN ('member', 'host') ORDER BY c.name_key, c.id LIMIT 200",
        member.0
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, slug, name, company)| (CommunityId(id), CommunityLink { slug, name, company }))
        .collect())
}

/// The key a row is sorted by.
pub fn key(row: &ListRow, order: Order) -> (Timestamp, Uuid) {
    match order {
        Order::Active => (row.active, row.id.0),
        Order::New => (row.created, row.id.0),
    }
}
