//! Starting threads, writing replies.

use crate::{Conn, Result};
use domain::members::Profession;
use domain::threads::{Circle, Kind, QuestionState, Source, Voice};
use domain::{CommunityId, Locale, MemberId, ReplyId, ThreadId, Timestamp};
use uuid::Uuid;

/// A thread to be inserted.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "columns of `thread`")]
pub struct ThreadInsert<'a> {
    pub id: ThreadId,
    pub community: CommunityId,
    pub author: Option<MemberId>,
    pub kind: Kind,
    pub circle: Circle,
    pub locale: Locale,
    pub title: &'a str,
    pub body: &'a str,
    pub html: &'a str,
    pub excerpt: &'a str,
    pub profession: Option<Profession>,
    pub created: Timestamp,
}

/// Inserts a thread; a question waits.
pub async fn insert_thread(conn: &mut Conn<'_>, thread: &ThreadInsert<'_>) -> Result<()> {
    let state = (thread.kind == Kind::Question).then_some(QuestionState::Waiting.word());
    execute!(
        conn,
        "INSERT INTO thread (id, community, author, kind, circle, locale, title, body, html, excerpt, profession, state, \
         created, active) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)",
        thread.id.0,
        thread.community.0,
        thread.author.map(|author| author.0),
        thread.kind.word(),
        thread.circle.word(),
        thread.locale.code(),
        thread.title,
        thread.body,
        thread.html,
        thread.excerpt,
        thread.profession.map(Profession::word),
        state,
        thread.created.0,
    )
    .map(|_| ())
}

/// Who wrote what already has this id: `Some(None)` is a row without an author.
pub async fn author_of_thread(conn: &mut Conn<'_>, id: ThreadId) -> Result<Option<Option<MemberId>>> {
    let row = fetch_optional!(conn, (Option<Uuid>,), "SELECT author FROM thread WHERE id = $1", id.0)?;
    Ok(row.map(|(author,)| author.map(MemberId)))
}

/// The same of a reply, with its thread.
pub async fn author_of_reply(conn: &mut Conn<'_>, id: ReplyId) -> Result<Option<(Option<MemberId>, ThreadId)>> {
    let row = fetch_optional!(conn, (Option<Uuid>, Uuid), "SELECT author, thread FROM reply WHERE id = $1", id.0)?;
    Ok(row.map(|(author, thread)| (author.map(MemberId), ThreadId(thread))))
}

/// A reply to be inserted.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "columns of `reply`")]
pub struct ReplyInsert<'a> {
    pub id: ReplyId,
    pub thread: ThreadId,
    /// The reply at the top it hangs on, with the moment of that.
    pub parent: Option<(ReplyId, Timestamp)>,
    pub author: Option<MemberId>,
    pub voice: Voice,
    pub imported: bool,
    pub body: &'a str,
    pub html: &'a str,
    pub no_source: bool,
    pub sources: &'a [Source],
    pub created: Timestamp,
}

/// Inserts a reply with its sources; `false` when its id is taken, and nothing was changed.
pub async fn insert_reply(conn: &mut Conn<'_>, reply: &ReplyInsert<'_>) -> Result<bool> {
    let (root, root_created) = reply.parent.map_or((reply.id.0, reply.created), |(parent, at)| (parent.0, at));
    let inserted = execute!(
        conn,
        "INSERT INTO reply (id, thread, parent, root, root_created, author, voice, imported, body, html, no_source, \
         sources, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING",
        reply.id.0,
        reply.thread.0,
        reply.parent.map(|(parent, _)| parent.0),
        root,
        root_created.0,
        reply.author.map(|author| author.0),
        reply.voice.word(),
        reply.imported,
        reply.body,
        reply.html,
        reply.no_source,
        i32::try_from(reply.sources.len()).unwrap_or(i32::MAX),
        reply.created.0,
    )?;
    if inserted == 0 {
        return Ok(false);
    }
    insert_sources(conn, reply.id, reply.sources).await?;
    Ok(true)
}

/// Inserts the sources of a reply that has none.
pub async fn insert_sources(conn: &mut Conn<'_>, reply: ReplyId, sources: &[Source]) -> Result<()> {
    for (place, source) in sources.iter().enumerate() {
        execute!(
            conn,
            "INSERT INTO reply_source (reply, place, text, url) VALUES ($1, $2, $3, $4)",
            reply.0,
            i32::try_from(place).unwrap_or(i32::MAX),
            &source.text,
            source.url.as_deref(),
        )?;
    }
    Ok(())
}

/// The reply at the top that a reply in this thread may hang on: itself when it is at the top,
/// else the one it hangs on (nesting is one level).
pub async fn parent_for(
    conn: &mut Conn<'_>,
    thread: ThreadId,
    parent: ReplyId,
) -> Result<Option<(ReplyId, Timestamp)>> {
    let row = fetch_optional!(
        conn,
        (Uuid, i64),
        "SELECT root, root_created FROM reply WHERE id = $1 AND thread = $2 AND deleted IS NULL",
        parent.0,
        thread.0
    )?;
    Ok(row.map(|(root, at)| (ReplyId(root), Timestamp(at))))
}

/// Counts a new reply on its thread and moves it up the lists.
pub async fn count_reply(conn: &mut Conn<'_>, thread: ThreadId, voice: Voice, at: Timestamp) -> Result<()> {
    let (lived, professional) = if voice == Voice::Lived { (1, 0) } else { (0, 1) };
    execute!(
        conn,
        "UPDATE thread SET lived = lived + $2, professional = professional + $3, \
         active = CASE WHEN active < $4 THEN $4 ELSE active END WHERE id = $1",
        thread.0,
        lived,
        professional,
        at.0,
    )?;
    crate::tags::touch(conn, thread.0, at.0).await
}

/// Works out anew how far a question has come, from its replies as they stand.
pub async fn settle_state(conn: &mut Conn<'_>, thread: ThreadId) -> Result<()> {
    execute!(
        conn,
        "UPDATE thread SET state = CASE \
         WHEN EXISTS (SELECT 1 FROM reply r WHERE r.thread = $1 AND r.deleted IS NULL AND r.voice = 'professional' AND r.sources > 0) \
           THEN 'sourced' \
         WHEN EXISTS (SELECT 1 FROM reply r WHERE r.thread = $1 AND r.deleted IS NULL \
           AND (r.voice = 'professional' OR r.helped IS NOT NULL)) THEN 'answered' \
         ELSE 'waiting' END WHERE id = $1 AND kind = 'question'",
        thread.0,
    )
    .map(|_| ())
}

/// Follows a thread; following twice changes nothing.
pub async fn follow(conn: &mut Conn<'_>, member: MemberId, thread: ThreadId, at: Timestamp) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO follow (member, thread, created) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        member.0,
        thread.0,
        at.0
    )
    .map(|_| ())
}

/// Stops following a thread.
pub async fn unfollow(conn: &mut Conn<'_>, member: MemberId, thread: ThreadId) -> Result<()> {
    execute!(conn, "DELETE FROM follow WHERE member = $1 AND thread = $2", member.0, thread.0).map(|_| ())
}

/// Whether somebody follows a thread.
pub async fn follows(conn: &mut Conn<'_>, member: MemberId, thread: ThreadId) -> Result<bool> {
    Ok(fetch_optional!(conn, (i32,), "SELECT 1 FROM follow WHERE member = $1 AND thread = $2", member.0, thread.0)?
        .is_some())
}
