//! Texts that moderation took out: gone from every table that readers see, kept sealed for their author and for an
//! appeal.

use crate::{Conn, Result};
use domain::moderation::{Subject, Veil};
use domain::threads::Voice;
use domain::{CommunityId, MemberId, ReplyId, ThreadId, Timestamp};
use uuid::Uuid;

/// Keeps a text that is taken out.
pub async fn keep_veiled(
    conn: &mut Conn<'_>,
    subject: Subject,
    subject_id: Uuid,
    member: Option<MemberId>,
    sealed: &[u8],
    at: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO veil (subject_id, subject, member, sealed, created) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (subject_id) DO NOTHING",
        subject_id,
        subject.word(),
        member.map(|id| id.0),
        sealed,
        at.0
    )
    .map(|_| ())
}

/// A text that was taken out, and whose it is.
pub async fn veiled(conn: &mut Conn<'_>, subject_id: Uuid) -> Result<Option<(Option<MemberId>, Vec<u8>)>> {
    let row = fetch_optional!(
        conn,
        (Option<Uuid>, Vec<u8>),
        "SELECT member, sealed FROM veil WHERE subject_id = $1",
        subject_id
    )?;
    Ok(row.map(|(member, sealed)| (member.map(MemberId), sealed)))
}

/// When a text was taken out as it is kept now: another moment is another version of it.
pub async fn veiled_at(conn: &mut Conn<'_>, subject_id: Uuid) -> Result<Option<i64>> {
    let row = fetch_optional!(conn, (i64,), "SELECT created FROM veil WHERE subject_id = $1", subject_id)?;
    Ok(row.map(|(at,)| at))
}

/// Forgets a text that was taken out: it stands again, or its time is over.
pub async fn forget_veiled(conn: &mut Conn<'_>, subject_id: Uuid) -> Result<()> {
    execute!(conn, "DELETE FROM veil WHERE subject_id = $1", subject_id).map(|_| ())
}

/// Forgets texts that were taken out before this, but for those that somebody is still to look at. How many.
pub async fn forget_veiled_before(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    execute!(
        conn,
        "DELETE FROM veil WHERE created < $1 AND NOT EXISTS \
         (SELECT 1 FROM moderation_case k WHERE k.subject_id = veil.subject_id AND k.closed IS NULL)",
        before.0
    )
}

/// What of a member's was taken out, or waits: what it is, its sealed copy, since when.
pub async fn veils_of(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<(Uuid, String, Vec<u8>, i64)>> {
    fetch_all!(
        conn,
        (Uuid, String, Vec<u8>, i64),
        "SELECT subject_id, subject, sealed, created FROM veil WHERE member = $1 ORDER BY created, subject_id",
        member.0
    )
}

/// Why no reader reads a text, where none does.
pub async fn veil_of(conn: &mut Conn<'_>, subject: Subject, id: Uuid) -> Result<Option<Veil>> {
    let row = match subject {
        Subject::Member | Subject::Community | Subject::Letter => None,
        Subject::Thread => fetch_optional!(conn, (Option<String>,), "SELECT veiled FROM thread WHERE id = $1", id)?,
        Subject::Reply => fetch_optional!(conn, (Option<String>,), "SELECT veiled FROM reply WHERE id = $1", id)?,
    };
    Ok(row.and_then(|(word,)| word).as_deref().and_then(Veil::from_word))
}

/// Says anew why no reader reads a text that none does; `None` is that its author deleted it.
pub async fn set_veil(conn: &mut Conn<'_>, subject: Subject, id: Uuid, veil: Option<Veil>) -> Result<()> {
    let word = veil.map(Veil::word);
    match subject {
        Subject::Member | Subject::Community | Subject::Letter => Ok(0),
        Subject::Thread => {
            execute!(conn, "UPDATE thread SET veiled = $2 WHERE id = $1 AND deleted IS NOT NULL", id, word)
        }
        Subject::Reply => {
            execute!(conn, "UPDATE reply SET veiled = $2 WHERE id = $1 AND deleted IS NOT NULL", id, word)
        }
    }
    .map(|_| ())
}

/// Forgets the earlier texts of a thread's own text, or of a reply.
pub async fn forget_earlier(conn: &mut Conn<'_>, subject: Subject, id: Uuid) -> Result<()> {
    match subject {
        Subject::Member | Subject::Community | Subject::Letter => Ok(0),
        Subject::Thread => execute!(conn, "DELETE FROM revision WHERE thread = $1 AND reply IS NULL", id),
        Subject::Reply => execute!(conn, "DELETE FROM revision WHERE reply = $1", id),
    }
    .map(|_| ())
}

/// Counts a reply that waits, in a thread that nobody is to see moving by it.
pub async fn count_held(conn: &mut Conn<'_>, thread: ThreadId, voice: Voice) -> Result<()> {
    count(conn, thread, voice, 1).await
}

/// A text that waited is there from now on, as if it had just been written: last in its thread, which moves to the top.
pub async fn written_now(conn: &mut Conn<'_>, thread: ThreadId, reply: Option<ReplyId>, at: Timestamp) -> Result<()> {
    match reply {
        None => execute!(conn, "UPDATE thread SET created = $2 WHERE id = $1", thread.0, at.0)?,
        // Nothing hangs on it: nobody could reply.
        Some(reply) => execute!(
            conn,
            "UPDATE reply SET created = $2, root_created = CASE WHEN root = id THEN $2 ELSE root_created END WHERE id = $1",
            reply.0,
            at.0
        )?,
    };
    execute!(
        conn,
        "UPDATE thread SET active = CASE WHEN active < $2 THEN $2 ELSE active END WHERE id = $1",
        thread.0,
        at.0
    )?;
    crate::tags::touch(conn, thread.0, at.0).await
}

/// How many of a member's first texts in a community wait for a host.
pub async fn holds(conn: &mut Conn<'_>, community: CommunityId) -> Result<u32> {
    let row = fetch_optional!(conn, (i32,), "SELECT holds FROM community WHERE id = $1", community.0)?;
    Ok(row.and_then(|(holds,)| u32::try_from(holds).ok()).unwrap_or_default())
}

/// Has this many of a member's first texts in a community wait for a host.
pub async fn set_holds(conn: &mut Conn<'_>, community: CommunityId, holds: u32) -> Result<()> {
    execute!(
        conn,
        "UPDATE community SET holds = $2 WHERE id = $1",
        community.0,
        i32::try_from(holds).unwrap_or_default()
    )
    .map(|_| ())
}

/// Earlier texts of a thread or reply, to be kept with it: title, body, rendered, when.
pub type Earlier = (Uuid, Option<String>, String, String, i64);

/// The earlier texts of a thread's own text, or of a reply.
pub async fn earlier_texts(conn: &mut Conn<'_>, subject: Subject, subject_id: Uuid) -> Result<Vec<Earlier>> {
    if subject == Subject::Thread {
        fetch_all!(
            conn,
            Earlier,
            "SELECT id, title, body, html, until FROM revision WHERE thread = $1 AND reply IS NULL ORDER BY until",
            subject_id
        )
    } else {
        fetch_all!(
            conn,
            Earlier,
            "SELECT id, title, body, html, until FROM revision WHERE reply = $1 ORDER BY until",
            subject_id
        )
    }
}

/// Takes a thread's text out of every table but for its reactions; the row stays as a trace.
pub async fn veil_thread_text(conn: &mut Conn<'_>, thread: ThreadId, veil: Veil, at: Timestamp) -> Result<()> {
    execute!(
        conn,
        "UPDATE thread SET title = '', body = '', html = '', excerpt = '', deleted = $2, veiled = $3, pictures = 0 \
         WHERE id = $1",
        thread.0,
        at.0,
        veil.word()
    )?;
    execute!(conn, "DELETE FROM revision WHERE thread = $1 AND reply IS NULL", thread.0)?;
    execute!(conn, "DELETE FROM thread_tag WHERE thread = $1", thread.0)?;
    execute!(conn, "DELETE FROM pin WHERE thread = $1", thread.0)?;
    crate::vigilance::forget_text(conn, thread.0).await?;
    crate::tags::drop_unused(conn).await
}

/// Takes a reply's text out of every table but for its reactions, and out of its thread's counts.
pub async fn veil_reply_text(
    conn: &mut Conn<'_>,
    (thread, reply, voice): (ThreadId, ReplyId, Voice),
    veil: Veil,
    at: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "UPDATE reply SET body = '', html = '', sources = 0, helped = NULL, deleted = $2, veiled = $3, pictures = 0 \
         WHERE id = $1",
        reply.0,
        at.0,
        veil.word()
    )?;
    execute!(conn, "DELETE FROM reply_source WHERE reply = $1", reply.0)?;
    execute!(conn, "DELETE FROM revision WHERE reply = $1", reply.0)?;
    crate::vigilance::forget_text(conn, reply.0).await?;
    count(conn, thread, voice, -1).await
}

async fn count(conn: &mut Conn<'_>, thread: ThreadId, voice: Voice, by: i32) -> Result<()> {
    let (lived, professional) = if voice == Voice::Lived { (by, 0) } else { (0, by) };
    execute!(
        conn,
        "UPDATE thread SET lived = lived + $2, professional = professional + $3 WHERE id = $1",
        thread.0,
        lived,
        professional
    )
    .map(|_| ())
}

/// A text as it stood.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "columns of `thread` and `reply`")]
pub struct Standing<'a> {
    pub title: &'a str,
    pub body: &'a str,
    pub html: &'a str,
    pub excerpt: &'a str,
}

/// Has a thread's text stand again.
pub async fn restore_thread_text(conn: &mut Conn<'_>, thread: ThreadId, text: Standing<'_>) -> Result<()> {
    execute!(
        conn,
        "UPDATE thread SET title = $2, body = $3, html = $4, excerpt = $5, deleted = NULL, veiled = NULL WHERE id = $1",
        thread.0,
        text.title,
        text.body,
        text.html,
        text.excerpt
    )
    .map(|_| ())
}

/// Has a reply's text stand again, and counts it.
pub async fn restore_reply_text(
    conn: &mut Conn<'_>,
    (thread, reply, voice): (ThreadId, ReplyId, Voice),
    text: Standing<'_>,
    sources: &[(String, Option<String>)],
) -> Result<()> {
    execute!(
        conn,
        "UPDATE reply SET body = $2, html = $3, sources = $4, deleted = NULL, veiled = NULL WHERE id = $1",
        reply.0,
        text.body,
        text.html,
        i32::try_from(sources.len()).unwrap_or(i32::MAX)
    )?;
    for (place, (text, url)) in sources.iter().enumerate() {
        execute!(
            conn,
            "INSERT INTO reply_source (reply, place, text, url) VALUES ($1, $2, $3, $4)",
            reply.0,
            i32::try_from(place).unwrap_or(i32::MAX),
            text.as_str(),
            url.as_deref()
        )?;
    }
    count(conn, thread, voice, 1).await
}

/// Puts earlier texts back.
pub async fn restore_earlier(
    conn: &mut Conn<'_>,
    thread: ThreadId,
    reply: Option<ReplyId>,
    (id, title, body, html, created): &Earlier,
) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO revision (id, thread, reply, title, body, html, until) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        *id,
        thread.0,
        reply.map(|reply| reply.0),
        title.as_deref(),
        body.as_str(),
        html.as_str(),
        *created
    )
    .map(|_| ())
}
