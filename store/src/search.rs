//! The search index as rows.

mod find;

pub use find::*;

use crate::{Conn, Result};
use domain::threads::Circle;
use domain::{CommunityId, Locale, ReplyId, ThreadId};
use uuid::Uuid;

/// A text to be indexed.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `thread` and `reply`")]
pub struct TextRow {
    #[sqlx(try_from = "Uuid")]
    pub thread: ThreadId,
    #[sqlx(try_from = "Uuid")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub circle: Circle,
    #[sqlx(try_from = "String")]
    pub locale: Locale,
    pub title: String,
    pub body: String,
    /// `thread`, or the voice of a reply.
    pub kind: String,
    /// The thread, or the reply in it.
    pub subject: Uuid,
}

/// The text of a thread; none when it is deleted.
pub async fn thread_text(conn: &mut Conn<'_>, thread: ThreadId) -> Result<Option<TextRow>> {
    fetch_optional!(
        conn,
        TextRow,
        "SELECT t.id AS thread, t.community, t.circle, t.locale, t.title, t.body, 'thread' AS kind, t.id AS subject \
         FROM thread t WHERE t.id = $1 AND t.deleted IS NULL",
        thread.0
    )
}

/// The text of a reply, under the title of its thread; none when it is deleted.
pub async fn reply_text(conn: &mut Conn<'_>, reply: ReplyId) -> Result<Option<TextRow>> {
    fetch_optional!(
        conn,
        TextRow,
        "SELECT t.id AS thread, t.community, t.circle, t.locale, t.title, r.body, r.voice AS kind, r.id AS subject \
         FROM reply r JOIN thread t ON t.id = r.thread WHERE r.id = $1 AND r.deleted IS NULL",
        reply.0
    )
}

/// The replies of a thread that stand.
pub async fn replies_of(conn: &mut Conn<'_>, thread: ThreadId) -> Result<Vec<ReplyId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "SELECT id FROM reply WHERE thread = $1 AND deleted IS NULL ORDER BY created, id",
        thread.0
    )?;
    Ok(rows.into_iter().map(|(id,)| ReplyId(id)).collect())
}

/// Texts that were never indexed, some of them.
pub async fn missing(conn: &mut Conn<'_>, limit: i64) -> Result<Vec<TextRow>> {
    let threads = fetch_all!(
        conn,
        TextRow,
        "SELECT t.id AS thread, t.community, t.circle, t.locale, t.title, t.body, 'thread' AS kind, t.id AS subject \
         FROM thread t LEFT JOIN search_doc d ON d.subject = t.id WHERE d.id IS NULL AND t.deleted IS NULL \
         ORDER BY t.id LIMIT $1",
        limit
    )?;
    if !threads.is_empty() {
        return Ok(threads);
    }
    fetch_all!(
        conn,
        TextRow,
        "SELECT t.id AS thread, t.community, t.circle, t.locale, t.title, r.body, r.voice AS kind, r.id AS subject \
         FROM reply r JOIN thread t ON t.id = r.thread LEFT JOIN search_doc d ON d.subject = r.id \
         WHERE d.id IS NULL AND r.deleted IS NULL ORDER BY r.id LIMIT $1",
        limit
    )
}

/// The number of a place, which is made if it is new.
pub async fn place(conn: &mut Conn<'_>, community: CommunityId, circle: Circle) -> Result<i32> {
    fetch_one!(
        conn,
        (i32,),
        "INSERT INTO search_place (community, circle) VALUES ($1, $2) \
         ON CONFLICT (community, circle) DO UPDATE SET circle = excluded.circle RETURNING id",
        community.0,
        circle.word()
    )
    .map(|(id,)| id)
}

/// One more text holds this term; its number.
pub async fn add_term(conn: &mut Conn<'_>, term: &str, word: &str, docs: i64) -> Result<(i32, i64)> {
    fetch_one!(
        conn,
        (i32, i64),
        "INSERT INTO search_term (term, word, docs) VALUES ($1, $2, $3) \
         ON CONFLICT (term) DO UPDATE SET docs = search_term.docs + excluded.docs RETURNING id, docs",
        term,
        word,
        docs
    )
}

/// Files a term under one of its parts.
pub async fn add_gram(conn: &mut Conn<'_>, gram: &str, term: i32) -> Result<()> {
    execute!(conn, "INSERT INTO search_gram (gram, term) VALUES ($1, $2) ON CONFLICT DO NOTHING", gram, term)
        .map(|_| ())
}

/// One text less holds this term; without any it goes.
pub async fn drop_term(conn: &mut Conn<'_>, term: i32) -> Result<()> {
    execute!(conn, "UPDATE search_term SET docs = docs - 1 WHERE id = $1", term)?;
    if execute!(conn, "DELETE FROM search_term WHERE id = $1 AND docs <= 0", term)? > 0 {
        execute!(conn, "DELETE FROM search_gram WHERE term = $1", term)?;
    }
    Ok(())
}

/// The entries of one block of a term.
pub async fn block(conn: &mut Conn<'_>, term: i32, block: i32) -> Result<Vec<u8>> {
    let row = fetch_optional!(
        conn,
        (Vec<u8>,),
        "SELECT entries FROM search_posting WHERE term = $1 AND block = $2",
        term,
        block
    )?;
    Ok(row.map(|(entries,)| entries).unwrap_or_default())
}

/// Sets the entries of one block of a term; empty, it goes.
pub async fn set_block(conn: &mut Conn<'_>, term: i32, block: i32, entries: &[u8]) -> Result<()> {
    if entries.is_empty() {
        execute!(conn, "DELETE FROM search_posting WHERE term = $1 AND block = $2", term, block)?;
    } else {
        execute!(
            conn,
            "INSERT INTO search_posting (term, block, entries) VALUES ($1, $2, $3) \
             ON CONFLICT (term, block) DO UPDATE SET entries = excluded.entries",
            term,
            block,
            entries
        )?;
    }
    Ok(())
}

/// A new text; its number, the next free one: one at a time brings texts in. None where its id stands for another
/// text: one that is left out is better than an index that stops.
pub async fn add_doc(conn: &mut Conn<'_>, text: &TextRow, terms: &[u8]) -> Result<Option<i32>> {
    let row: Option<(i32,)> = fetch_optional!(
        conn,
        (i32,),
        "INSERT INTO search_doc (id, subject, thread, kind, terms) \
         VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM search_doc), $1, $2, $3, $4) \
         ON CONFLICT (subject) DO NOTHING RETURNING id",
        text.subject,
        text.thread.0,
        &text.kind,
        terms
    )?;
    Ok(row.map(|(id,)| id))
}

/// Notes which terms a text has.
pub async fn set_terms(conn: &mut Conn<'_>, doc: i32, terms: &[u8]) -> Result<()> {
    execute!(conn, "UPDATE search_doc SET terms = $2 WHERE id = $1", doc, terms).map(|_| ())
}

/// The number and the terms of an indexed text.
pub async fn doc(conn: &mut Conn<'_>, subject: Uuid) -> Result<Option<(i32, Vec<u8>)>> {
    fetch_optional!(conn, (i32, Vec<u8>), "SELECT id, terms FROM search_doc WHERE subject = $1", subject)
}

/// The indexed texts of a thread.
pub async fn docs_of(conn: &mut Conn<'_>, thread: ThreadId) -> Result<Vec<Uuid>> {
    let rows = fetch_all!(conn, (Uuid,), "SELECT subject FROM search_doc WHERE thread = $1 ORDER BY id", thread.0)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Forgets a text.
pub async fn drop_doc(conn: &mut Conn<'_>, doc: i32) -> Result<()> {
    execute!(conn, "DELETE FROM search_doc WHERE id = $1", doc).map(|_| ())
}

/// Forgets the whole index.
pub async fn clear(conn: &mut Conn<'_>) -> Result<()> {
    execute!(conn, "DELETE FROM search_posting")?;
    execute!(conn, "DELETE FROM search_gram")?;
    execute!(conn, "DELETE FROM search_term")?;
    execute!(conn, "DELETE FROM search_doc")?;
    execute!(conn, "DELETE FROM search_place").map(|_| ())
}
