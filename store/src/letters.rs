//! Letters: who writes to whom, what was written (sealed), who wants no more of it.

mod reports;

pub use reports::*;

use crate::threads::AuthorRow;
use crate::{Conn, Result};
use domain::letters::CorrespondenceState;
use domain::{CorrespondenceId, LetterId, MemberId, Timestamp};
use uuid::Uuid;

/// A pair in the order in which it is stored.
fn pair(a: MemberId, b: MemberId) -> (Uuid, Uuid) {
    if a.0.as_bytes() < b.0.as_bytes() { (a.0, b.0) } else { (b.0, a.0) }
}

/// A correspondence.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `correspondence`")]
pub struct Correspondence {
    #[sqlx(try_from = "Uuid")]
    pub id: CorrespondenceId,
    pub one: Uuid,
    pub other: Uuid,
    pub asked_by: Uuid,
    #[sqlx(try_from = "String")]
    pub state: CorrespondenceState,
}

impl Correspondence {
    /// With whom, for one of the two; nobody else belongs to it.
    pub fn with(&self, member: MemberId) -> Option<MemberId> {
        match (self.one == member.0, self.other == member.0) {
            (true, _) => Some(MemberId(self.other)),
            (_, true) => Some(MemberId(self.one)),
            _ => None,
        }
    }
}

/// The correspondence of two members.
pub async fn between(conn: &mut Conn<'_>, a: MemberId, b: MemberId) -> Result<Option<Correspondence>> {
    let (one, other) = pair(a, b);
    fetch_optional!(
        conn,
        Correspondence,
        "SELECT id, one, other, asked_by, state FROM correspondence WHERE one = $1 AND other = $2",
        one,
        other
    )
}

/// One correspondence.
pub async fn of(conn: &mut Conn<'_>, id: CorrespondenceId) -> Result<Option<Correspondence>> {
    fetch_optional!(
        conn,
        Correspondence,
        "SELECT id, one, other, asked_by, state FROM correspondence WHERE id = $1",
        id.0
    )
}

/// What may stand between a writer and another: a common community, whether the other receives letters,
/// whether either blocked the other. `None` when the other is not there.
pub async fn hindrances(
    conn: &mut Conn<'_>,
    writer: MemberId,
    other: MemberId,
) -> Result<Option<(bool, bool, bool, bool)>> {
    fetch_optional!(
        conn,
        (bool, bool, bool, bool),
        "SELECT EXISTS (SELECT 1 FROM membership x JOIN membership y ON y.community = x.community WHERE x.member = $1 \
         AND y.member = m.id AND x.place IN ('member', 'host') AND y.place IN ('member', 'host')), m.letters, \
         EXISTS (SELECT 1 FROM letter_block b WHERE b.member = $1 AND b.blocked = m.id), \
         EXISTS (SELECT 1 FROM letter_block b WHERE b.member = m.id AND b.blocked = $1) \
         FROM member m WHERE m.id = $2 AND m.confirmed IS NOT NULL",
        writer.0,
        other.0
    )
}

/// Begins a correspondence. False when there is one already.
pub async fn begin(
    conn: &mut Conn<'_>,
    id: CorrespondenceId,
    writer: MemberId,
    other: MemberId,
    at: Timestamp,
) -> Result<bool> {
    let (one, two) = pair(writer, other);
    execute!(
        conn,
        "INSERT INTO correspondence (id, one, other, asked_by, state, created, last) \
         VALUES ($1, $2, $3, $4, 'asked', $5, $5) ON CONFLICT (one, other) DO NOTHING",
        id.0,
        one,
        two,
        writer.0,
        at.0
    )
    .map(|rows| rows > 0)
}

/// Notes how far a correspondence has come.
pub async fn set_state(conn: &mut Conn<'_>, id: CorrespondenceId, state: CorrespondenceState) -> Result<()> {
    execute!(conn, "UPDATE correspondence SET state = $2 WHERE id = $1", id.0, state.word()).map(|_| ())
}

/// Adds a letter. False when its id is taken.
pub async fn insert(
    conn: &mut Conn<'_>,
    id: LetterId,
    correspondence: CorrespondenceId,
    author: MemberId,
    sealed: &[u8],
    at: Timestamp,
) -> Result<bool> {
    let added = execute!(
        conn,
        "INSERT INTO letter (id, correspondence, author, sealed, created) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (id) DO NOTHING",
        id.0,
        correspondence.0,
        author.0,
        sealed,
        at.0
    )? > 0;
    if added {
        execute!(conn, "UPDATE correspondence SET last = $2 WHERE id = $1", correspondence.0, at.0)?;
    }
    Ok(added)
}

/// Who wrote a letter, and in which correspondence.
pub async fn author(conn: &mut Conn<'_>, id: LetterId) -> Result<Option<(MemberId, CorrespondenceId)>> {
    fetch_optional!(conn, (Uuid, Uuid), "SELECT author, correspondence FROM letter WHERE id = $1", id.0)
        .map(|found| found.map(|(author, of)| (MemberId(author), CorrespondenceId(of))))
}

/// A letter as it is stored.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `letter`")]
pub struct LetterRow {
    #[sqlx(try_from = "Uuid")]
    pub id: LetterId,
    #[sqlx(try_from = "Uuid")]
    pub author: MemberId,
    pub sealed: Option<Vec<u8>>,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    pub read: Option<i64>,
}

/// The latest letters of a correspondence before a moment and id, latest first.
pub async fn letters(
    conn: &mut Conn<'_>,
    of: CorrespondenceId,
    before: Option<(Timestamp, LetterId)>,
    limit: i64,
) -> Result<Vec<LetterRow>> {
    let (at, id) = before.map_or((i64::MAX, Uuid::max()), |(at, id)| (at.0, id.0));
    fetch_all!(
        conn,
        LetterRow,
        "SELECT id, author, sealed, created, read FROM letter WHERE correspondence = $1 AND (created, id) < ($2, $3) \
         ORDER BY created DESC, id DESC LIMIT $4",
        of.0,
        at,
        id,
        limit
    )
}

/// One letter.
pub async fn letter(conn: &mut Conn<'_>, id: LetterId) -> Result<Option<LetterRow>> {
    fetch_optional!(conn, LetterRow, "SELECT id, author, sealed, created, read FROM letter WHERE id = $1", id.0)
}

/// Notes that a member read what the other wrote.
pub async fn read(conn: &mut Conn<'_>, of: CorrespondenceId, reader: MemberId, at: Timestamp) -> Result<u64> {
    execute!(
        conn,
        "UPDATE letter SET read = $3 WHERE correspondence = $1 AND author <> $2 AND read IS NULL",
        of.0,
        reader.0,
        at.0
    )
}

/// Takes a letter's text away; its author's alone.
pub async fn erase(conn: &mut Conn<'_>, id: LetterId, author: MemberId) -> Result<bool> {
    execute!(conn, "UPDATE letter SET sealed = NULL WHERE id = $1 AND author = $2", id.0, author.0).map(|rows| rows > 0)
}

/// A correspondence in a member's list.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `correspondence`")]
pub struct ListedRow {
    #[sqlx(try_from = "Uuid")]
    pub id: CorrespondenceId,
    pub asked_by: Uuid,
    #[sqlx(try_from = "String")]
    pub state: CorrespondenceState,
    #[sqlx(try_from = "i64")]
    pub last: Timestamp,
    pub unread: i64,
    #[sqlx(flatten)]
    pub with: AuthorRow,
}

/// Everybody a member writes with, latest first: each side of a pair from its own index.
pub async fn of_member(conn: &mut Conn<'_>, member: MemberId, limit: i64) -> Result<Vec<ListedRow>> {
    macro_rules! side {
        ($mine:literal, $other:literal) => {
            concat!(
                "SELECT * FROM (SELECT c.id, c.asked_by, c.state, c.last, (SELECT COUNT(*) FROM letter l WHERE ",
                "l.correspondence = c.id AND l.author = c.",
                $other,
                " AND l.read IS NULL) AS unread, ",
                crate::threads::author_columns!(),
                " FROM correspondence c JOIN member a ON a.id = c.",
                $other,
                " WHERE c.",
                $mine,
                " = $1 ",
                "ORDER BY c.last DESC, c.id DESC LIMIT $2) s"
            )
        };
    }
    let mut rows = fetch_all!(conn, ListedRow, side!("one", "other"), member.0, limit)?;
    rows.extend(fetch_all!(conn, ListedRow, side!("other", "one"), member.0, limit)?);
    rows.sort_by_key(|row| std::cmp::Reverse((row.last, row.id.0)));
    rows.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(rows)
}

/// One member as others see them.
pub async fn byline(conn: &mut Conn<'_>, member: MemberId) -> Result<Option<AuthorRow>> {
    fetch_optional!(
        conn,
        AuthorRow,
        concat!("SELECT ", crate::threads::author_columns!(), " FROM member a WHERE a.id = $1"),
        member.0
    )
}

/// Whom a member blocked.
pub async fn blocked(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<AuthorRow>> {
    fetch_all!(
        conn,
        AuthorRow,
        concat!(
            "SELECT ",
            crate::threads::author_columns!(),
            " FROM letter_block b JOIN member a ON a.id = b.blocked WHERE b.member = $1 ORDER BY b.created, b.blocked"
        ),
        member.0
    )
}

/// Blocks somebody.
pub async fn block(conn: &mut Conn<'_>, member: MemberId, other: MemberId, at: Timestamp) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO letter_block (member, blocked, created) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        member.0,
        other.0,
        at.0
    )
    .map(|_| ())
}

/// Takes a block back.
pub async fn unblock(conn: &mut Conn<'_>, member: MemberId, other: MemberId) -> Result<()> {
    execute!(conn, "DELETE FROM letter_block WHERE member = $1 AND blocked = $2", member.0, other.0).map(|_| ())
}

/// Whether members of one's communities may ask.
pub async fn receives(conn: &mut Conn<'_>, member: MemberId) -> Result<bool> {
    fetch_optional!(conn, (bool,), "SELECT letters FROM member WHERE id = $1", member.0)
        .map(|found| found.is_some_and(|(receives,)| receives))
}

/// Notes it.
pub async fn set_receives(conn: &mut Conn<'_>, member: MemberId, receives: bool) -> Result<()> {
    execute!(conn, "UPDATE member SET letters = $2 WHERE id = $1", member.0, receives).map(|_| ())
}

/// Whether a member has an unseen notice of letters from this one: one is enough.
pub async fn told_of(conn: &mut Conn<'_>, member: MemberId, from: MemberId) -> Result<bool> {
    fetch_optional!(
        conn,
        (bool,),
        "SELECT TRUE FROM notice WHERE member = $1 AND actor = $2 AND kind = 'letter' AND seen IS NULL LIMIT 1",
        member.0,
        from.0
    )
    .map(|found| found.is_some())
}

/// Notes that a member saw the notices of letters from this one.
pub async fn see(conn: &mut Conn<'_>, member: MemberId, from: MemberId, at: Timestamp) -> Result<u64> {
    execute!(
        conn,
        "UPDATE notice SET seen = $3 WHERE member = $1 AND actor = $2 AND kind = 'letter' AND seen IS NULL",
        member.0,
        from.0,
        at.0
    )
}
