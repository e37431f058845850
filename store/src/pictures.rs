//! Pictures: what is known of them. Their files lie outside the database.

use crate::{Conn, Result};
use domain::{MemberId, PictureId, ThreadId, Timestamp};
use uuid::Uuid;

/// A picture that was brought, and that no text has taken yet.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "columns of `picture`")]
pub struct NewPicture {
    pub id: PictureId,
    pub member: MemberId,
    pub width: u32,
    pub height: u32,
    pub created: Timestamp,
    pub until: Timestamp,
}

/// Inserts a picture.
pub async fn insert(conn: &mut Conn<'_>, new: &NewPicture) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO picture (id, member, width, height, created, until) VALUES ($1, $2, $3, $4, $5, $6)",
        new.id.0,
        new.member.0,
        i32::try_from(new.width).unwrap_or(i32::MAX),
        i32::try_from(new.height).unwrap_or(i32::MAX),
        new.created.0,
        new.until.0,
    )
    .map(|_| ())
}

/// Who may see a picture, and how it is opened.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `picture` and `member_key`")]
pub struct FoundRow {
    #[sqlx(try_from = "Uuid")]
    pub member: MemberId,
    pub thread: Option<Uuid>,
    pub post: Option<Uuid>,
    /// The text out of readers' sight that it waits with.
    pub veil: Option<Uuid>,
    pub wrapped: Option<Vec<u8>>,
}

/// A picture by its id.
pub async fn find(conn: &mut Conn<'_>, id: PictureId) -> Result<Option<FoundRow>> {
    fetch_optional!(
        conn,
        FoundRow,
        "SELECT p.member, p.thread, p.post, p.veil, k.wrapped FROM picture p LEFT JOIN member_key k ON k.member = p.member WHERE p.id = $1",
        id.0
    )
}

/// A picture as it stands with a text.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `picture`")]
pub struct PictureRow {
    pub post: Uuid,
    #[sqlx(try_from = "Uuid")]
    pub id: PictureId,
    pub alt: String,
    pub width: i32,
    pub height: i32,
}

/// The pictures of these texts, each text's in their order.
pub async fn of_posts(conn: &mut Conn<'_>, posts: &[Uuid]) -> Result<Vec<PictureRow>> {
    fetch_in!(
        conn,
        PictureRow,
        "SELECT post, id, alt, width, height FROM picture WHERE post ",
        posts,
        " ORDER BY post, place",
    )
}

/// The pictures that wait with a text out of readers' sight, in their order. What they show is in its sealed copy.
pub async fn veiled(conn: &mut Conn<'_>, post: Uuid) -> Result<Vec<PictureRow>> {
    fetch_all!(
        conn,
        PictureRow,
        "SELECT veil AS post, id, alt, width, height FROM picture WHERE veil = $1 ORDER BY place, id",
        post
    )
}

/// Has the pictures of a text wait with it, out of readers' sight, until then.
pub async fn veil(conn: &mut Conn<'_>, post: Uuid, until: Timestamp) -> Result<()> {
    execute!(
        conn,
        "UPDATE picture SET thread = NULL, post = NULL, alt = '', until = $2, veil = $1 WHERE post = $1",
        post,
        until.0
    )
    .map(|_| ())
}

/// Lets those go that wait with a text.
pub async fn unveil(conn: &mut Conn<'_>, post: Uuid, now: Timestamp) -> Result<()> {
    execute!(conn, "UPDATE picture SET until = $2, veil = NULL WHERE veil = $1", post, now.0).map(|_| ())
}

/// How many pictures of a member wait for a text.
pub async fn waiting(conn: &mut Conn<'_>, member: MemberId) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM picture WHERE member = $1 AND until IS NOT NULL AND veil IS NULL";
    let (count,) = fetch_one!(conn, (i64,), sql, member.0)?;
    Ok(count)
}

/// Lets a text have a picture of this member's: one that waits for as long as `until`, or one that it has already.
/// Whether there is one.
pub async fn attach(
    conn: &mut Conn<'_>,
    (member, id): (MemberId, PictureId),
    (thread, post): (ThreadId, Uuid),
    (place, alt): (i32, &str),
    until: Timestamp,
) -> Result<bool> {
    let touched = execute!(
        conn,
        "UPDATE picture SET thread = $3, post = $4, place = $5, alt = $6, until = NULL, veil = NULL \
         WHERE id = $1 AND member = $2 AND (post = $4 OR (post IS NULL AND until > $7))",
        id.0,
        member.0,
        thread.0,
        post,
        place,
        alt,
        until.0,
    )?;
    Ok(touched > 0)
}

/// Takes every picture from a text: at once nobody's any more, and soon gone.
pub async fn let_go(conn: &mut Conn<'_>, post: Uuid, now: Timestamp) -> Result<()> {
    let_go_from(conn, post, 0, now).await
}

/// Takes those from this place on from a text.
pub async fn let_go_from(conn: &mut Conn<'_>, post: Uuid, place: i32, now: Timestamp) -> Result<()> {
    execute!(
        conn,
        "UPDATE picture SET thread = NULL, post = NULL, alt = '', until = $3 WHERE post = $1 AND place >= $2",
        post,
        place,
        now.0
    )
    .map(|_| ())
}

/// Moves the pictures of a text out of the way of those that it is to have.
pub async fn set_aside(conn: &mut Conn<'_>, post: Uuid, by: i32) -> Result<()> {
    execute!(conn, "UPDATE picture SET place = place + $2 WHERE post = $1", post, by).map(|_| ())
}

/// Notes how many pictures a thread's own text has.
pub async fn count_on_thread(conn: &mut Conn<'_>, thread: ThreadId, count: i32) -> Result<()> {
    execute!(conn, "UPDATE thread SET pictures = $2 WHERE id = $1", thread.0, count).map(|_| ())
}

/// Notes how many pictures a reply has.
pub async fn count_on_reply(conn: &mut Conn<'_>, reply: domain::ReplyId, count: i32) -> Result<()> {
    execute!(conn, "UPDATE reply SET pictures = $2 WHERE id = $1", reply.0, count).map(|_| ())
}

/// Pictures that may go with the moment since when, longest waiting first, after one.
pub async fn gone(
    conn: &mut Conn<'_>,
    now: Timestamp,
    after: Option<(Timestamp, PictureId)>,
    limit: i64,
) -> Result<Vec<(Timestamp, PictureId)>> {
    let (since, id) = after.map_or((i64::MIN, Uuid::nil()), |(since, id)| (since.0, id.0));
    let rows = fetch_all!(
        conn,
        (i64, Uuid),
        "SELECT until, id FROM picture WHERE until IS NOT NULL AND until <= $1 AND (until, id) > ($2, $3) \
         ORDER BY until, id LIMIT $4",
        now.0,
        since,
        id,
        limit
    )?;
    Ok(rows.into_iter().map(|(until, id)| (Timestamp(until), PictureId(id))).collect())
}

/// Forgets a picture whose files are gone.
pub async fn delete(conn: &mut Conn<'_>, id: PictureId, now: Timestamp) -> Result<()> {
    execute!(conn, "DELETE FROM picture WHERE id = $1 AND until IS NOT NULL AND until <= $2", id.0, now.0).map(|_| ())
}

/// Which of these pictures are known.
pub async fn known(conn: &mut Conn<'_>, ids: &[Uuid]) -> Result<Vec<PictureId>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = fetch_in!(conn, (Uuid,), "SELECT id FROM picture WHERE id ", ids, "")?;
    Ok(rows.into_iter().map(|(id,)| PictureId(id)).collect())
}
