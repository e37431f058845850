//! What stands beside texts, and in which a member may be named: sources, what is to be seen on pictures, lines about
//! oneself.

use crate::{Conn, Result};
use domain::{MemberId, PictureId, ReplyId, ThreadId};
use uuid::Uuid;

/// A source in which somebody is named by an `@`.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `reply_source` and `reply`")]
pub struct NamingSource {
    #[sqlx(try_from = "Uuid")]
    pub reply: ReplyId,
    #[sqlx(try_from = "Uuid")]
    pub thread: ThreadId,
    pub place: i32,
    pub text: String,
    pub url: Option<String>,
}

/// Sources behind a place in a reply that name somebody.
pub async fn naming_sources(conn: &mut Conn<'_>, (reply, place): (Uuid, i32), limit: i64) -> Result<Vec<NamingSource>> {
    fetch_all!(
        conn,
        NamingSource,
        "SELECT s.reply, r.thread, s.place, s.text, s.url FROM reply_source s JOIN reply r ON r.id = s.reply \
         WHERE (s.reply, s.place) > ($1, $2) AND (s.text LIKE '%@%' OR s.url LIKE '%@%') \
         ORDER BY s.reply, s.place LIMIT $3",
        reply,
        place,
        limit
    )
}

/// Sets a source as it is without a name, unless it changed since it was read; whether it did not.
pub async fn set_naming_source(conn: &mut Conn<'_>, was: &NamingSource, text: &str, url: Option<&str>) -> Result<bool> {
    execute!(
        conn,
        "UPDATE reply_source SET text = $5, url = $6 \
         WHERE reply = $1 AND place = $2 AND text = $3 AND url IS NOT DISTINCT FROM $4",
        was.reply.0,
        was.place,
        was.text.as_str(),
        was.url.as_deref(),
        text,
        url
    )
    .map(|rows| rows > 0)
}

/// A picture whose description names somebody by an `@`.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `picture`")]
pub struct NamingPicture {
    #[sqlx(try_from = "Uuid")]
    pub id: PictureId,
    pub thread: Option<Uuid>,
    pub post: Option<Uuid>,
    pub alt: String,
}

/// Pictures behind an id whose description names somebody.
pub async fn naming_pictures(conn: &mut Conn<'_>, after: Uuid, limit: i64) -> Result<Vec<NamingPicture>> {
    fetch_all!(
        conn,
        NamingPicture,
        "SELECT id, thread, post, alt FROM picture WHERE id > $1 AND alt LIKE '%@%' ORDER BY id LIMIT $2",
        after,
        limit
    )
}

/// Sets what is to be seen on a picture without a name, unless it changed since it was read; whether it did not.
pub async fn set_naming_picture(conn: &mut Conn<'_>, was: &NamingPicture, alt: &str) -> Result<bool> {
    execute!(conn, "UPDATE picture SET alt = $3 WHERE id = $1 AND alt = $2", was.id.0, was.alt.as_str(), alt)
        .map(|rows| rows > 0)
}

/// A member whose line about themselves names somebody by an `@`.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `member`")]
pub struct NamingMember {
    #[sqlx(try_from = "Uuid")]
    pub id: MemberId,
    pub about: String,
}

/// Members behind an id whose line about themselves names somebody.
pub async fn naming_members(conn: &mut Conn<'_>, after: Uuid, limit: i64) -> Result<Vec<NamingMember>> {
    fetch_all!(
        conn,
        NamingMember,
        "SELECT id, about FROM member WHERE id > $1 AND about LIKE '%@%' ORDER BY id LIMIT $2",
        after,
        limit
    )
}

/// Sets a line about oneself without a name, unless it changed since it was read; whether it did not.
pub async fn set_naming_member(conn: &mut Conn<'_>, was: &NamingMember, about: &str) -> Result<bool> {
    execute!(conn, "UPDATE member SET about = $3 WHERE id = $1 AND about = $2", was.id.0, was.about.as_str(), about)
        .map(|rows| rows > 0)
}
