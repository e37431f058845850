//! Editing one's own text; readers can open what stood before.

use super::{EXCERPT, own_reply, readable, writable};
use crate::moderation::{Kept, Posted, call_back, kept, lift, look, put_aside};
use crate::{Actor, Context, Outcome, limits, markdown, pictures};
use domain::events::EventKind;
use domain::fields::Errors;
use domain::moderation::Subject;
use domain::tags::Tag;
use domain::threads::{self, EditPage, HistoryPage, RevisionView, Source, Voice, parse_sources};
use domain::{Fields, Problem, ReplyId, ThreadId, text};
use store::Conn;
use store::events::{self, Event};
use uuid::Uuid;

/// What the edit form of one's own thread starts with.
pub async fn edit_page(ctx: &Context, actor: &Actor, thread: ThreadId) -> Outcome<EditPage> {
    let me = actor.confirmed()?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    writable(&mut conn, actor, thread).await?;
    let text = store::threads::thread_text(&mut conn, thread).await?.ok_or(Problem::NotFound)?;
    if text.author != Some(me.id.0) {
        return Err(Problem::Forbidden.into());
    }
    let kept = mendable(ctx, &mut conn, (Subject::Thread, thread.0), text.deleted).await?;
    let (title, body, tags, pictures) = if let Some(kept) = kept {
        (kept.title, kept.body, kept.tags, kept.pictures)
    } else {
        let tags = store::tags::of_thread(&mut conn, thread).await?;
        let tags = tags.into_iter().map(|tag| tag.label).collect::<Vec<_>>().join(", ");
        (text.title, text.body, tags, pictures::of_post(&mut conn, thread.0).await?)
    };
    Ok(EditPage {
        thread,
        reply: None,
        title,
        body,
        tags,
        voice: Voice::Lived,
        sources: vec![],
        no_source: false,
        pictures,
    })
}

/// What the edit form of one's own reply starts with.
pub async fn edit_reply_page(ctx: &Context, actor: &Actor, reply: ReplyId) -> Outcome<EditPage> {
    let me = actor.confirmed()?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let text = store::threads::reply_text(&mut conn, reply).await?.ok_or(Problem::NotFound)?;
    let head = writable(&mut conn, actor, text.thread).await?;
    own_reply(&mut conn, me.id, reply, text.author).await?;
    let kept = mendable(ctx, &mut conn, (Subject::Reply, reply.0), text.deleted).await?;
    let (body, sources, pictures) = if let Some(kept) = kept {
        let sources = kept.sources.into_iter().map(|(text, url)| Source { text, url }).collect();
        (kept.body, sources, kept.pictures)
    } else {
        let rows = store::threads::sources(&mut conn, &[reply.0]).await?;
        let sources = rows.into_iter().map(|row| Source { text: row.text, url: row.url }).collect();
        (text.body, sources, pictures::of_post(&mut conn, reply.0).await?)
    };
    Ok(EditPage {
        thread: text.thread,
        reply: Some(reply),
        title: head.title,
        body,
        tags: String::new(),
        voice: text.voice,
        sources,
        no_source: text.no_source,
        pictures,
    })
}

/// What stood there of one's own text that nobody else reads, where it can be mended; `None` where everybody reads it.
async fn mendable(
    ctx: &Context,
    conn: &mut Conn<'_>,
    (subject, id): (Subject, Uuid),
    deleted: Option<i64>,
) -> Outcome<Option<Kept>> {
    if deleted.is_none() {
        return Ok(None);
    }
    match store::moderation::veil_of(conn, subject, id).await? {
        Some(veil) if veil.mendable() => Ok(Some(kept(ctx, conn, id).await?.ok_or(Problem::NotFound)?)),
        _ => Err(Problem::Forbidden.into()),
    }
}

/// Replaces the text of one's own thread; the one before is kept for readers to open.
pub async fn edit_thread(ctx: &Context, actor: &Actor, thread: ThreadId, fields: &Fields) -> Outcome<()> {
    let me = actor.confirmed()?;
    let mut errors = Errors::default();
    let title = errors.take("title", threads::title(fields.get("title")));
    let body = errors.take("body", threads::body(fields.get("body")));
    let tags = errors.take("tags", Tag::parse_list(fields.get("tags")));
    let attached = domain::pictures::parse(fields, &mut errors);
    let (Some(title), Some(body), Some(tags), true) = (title, body, tags, errors.is_empty()) else {
        return Err(errors.refuse(fields).into());
    };
    let html = markdown::render(&body);
    let excerpt = text::excerpt(&markdown::plain(&body), EXCERPT);
    limits::check_writing(ctx, "edits", actor, limits::EDITS).await?;

    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::threads::hold_thread(&mut conn, thread).await?;
    let head = writable(&mut conn, actor, thread).await?;
    let veil = lift(ctx, &mut conn, (Subject::Thread, thread.0), (head.author.a_id, me.id)).await?;
    let before = store::threads::thread_text(&mut conn, thread).await?.ok_or(Problem::NotFound)?;
    if before.author != Some(me.id.0) || before.deleted.is_some() {
        return Err(Problem::Forbidden.into());
    }
    let now = ctx.now();
    // What nobody reads leaves no earlier text behind.
    if veil.is_none() && (before.title != title || before.body != body) {
        store::threads::keep_revision(
            &mut conn,
            ctx.new_id(),
            (thread, None),
            (Some(&before.title), &before.body, &before.html),
            now,
        )
        .await?;
    }
    if before.title != title || before.body != body {
        store::threads::set_thread_text(&mut conn, thread, (&title, &body, &html, &excerpt), now).await?;
    }
    store::tags::set(&mut conn, thread, &tags).await?;
    if fields.has(domain::pictures::ALL_FIELD) {
        pictures::attach(&mut conn, me.id, (thread, None), &attached, now, fields).await?;
    }
    let event = Event { actor: Some(me.id), community: Some(head.community), thread: Some(thread), ..Event::default() };
    if veil.is_none() {
        events::append(&mut conn, EventKind::ThreadEdited, now, event).await?;
    }
    let posted = Posted { author: me.id, community: head.community, thread, reply: None, title: &title, body: &body };
    look(ctx, &mut conn, posted, now).await?;
    match veil {
        Some(veil) => put_aside(ctx, &mut conn, posted, veil, now).await?,
        None => call_back(ctx, &mut conn, posted, now).await?,
    }
    tx.commit().await?;
    Ok(())
}

/// Replaces the text of one's own reply; its voice stays.
pub async fn edit_reply(ctx: &Context, actor: &Actor, reply: ReplyId, fields: &Fields) -> Outcome<ThreadId> {
    let me = actor.confirmed()?;
    limits::check_writing(ctx, "edits", actor, limits::EDITS).await?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::threads::hold_reply(&mut conn, reply).await?;
    let before = store::threads::reply_text(&mut conn, reply).await?.ok_or(Problem::NotFound)?;
    let head = writable(&mut conn, actor, before.thread).await?;
    own_reply(&mut conn, me.id, reply, before.author).await?;
    let veil = lift(ctx, &mut conn, (Subject::Reply, reply.0), (before.author, me.id)).await?;
    let before = match veil {
        None => before,
        Some(_) => store::threads::reply_text(&mut conn, reply).await?.ok_or(Problem::NotFound)?,
    };
    if before.author != Some(me.id.0) || before.deleted.is_some() {
        return Err(Problem::Forbidden.into());
    }
    let mut errors = Errors::default();
    let body = errors.take("body", threads::body(fields.get("body")));
    let attached = domain::pictures::parse(fields, &mut errors);
    let (sources, no_source) = parse_sources(fields, Some(before.voice), &mut errors);
    let (Some(body), true) = (body, errors.is_empty()) else {
        return Err(errors.refuse(fields).into());
    };
    let html = markdown::render(&body);
    let now = ctx.now();
    if veil.is_none() && before.body != body {
        store::threads::keep_revision(
            &mut conn,
            ctx.new_id(),
            (before.thread, Some(reply)),
            (None, &before.body, &before.html),
            now,
        )
        .await?;
    }
    store::threads::set_reply_text(&mut conn, reply, (&body, &html), (&sources, no_source), now).await?;
    if fields.has(domain::pictures::ALL_FIELD) {
        pictures::attach(&mut conn, me.id, (before.thread, Some(reply)), &attached, now, fields).await?;
    }
    store::threads::settle_state(&mut conn, before.thread).await?;
    let event = Event {
        actor: Some(me.id),
        community: Some(head.community),
        thread: Some(before.thread),
        reply: Some(reply),
        ..Event::default()
    };
    if veil.is_none() {
        events::append(&mut conn, EventKind::ReplyEdited, now, event).await?;
    }
    let posted = Posted {
        author: me.id,
        community: head.community,
        thread: before.thread,
        reply: Some(reply),
        title: "",
        body: &body,
    };
    look(ctx, &mut conn, posted, now).await?;
    match veil {
        Some(veil) => put_aside(ctx, &mut conn, posted, veil, now).await?,
        None => call_back(ctx, &mut conn, posted, now).await?,
    }
    tx.commit().await?;
    Ok(before.thread)
}

/// Earlier texts of a thread that the reader may read.
pub async fn history(ctx: &Context, actor: &Actor, thread: ThreadId) -> Outcome<HistoryPage> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let head = readable(&mut conn, actor, thread).await?;
    let rows = store::threads::thread_revisions(&mut conn, thread).await?;
    page(actor, thread, head.title, None, rows)
}

/// Earlier texts of a reply in a thread that the reader may read.
pub async fn reply_history(ctx: &Context, actor: &Actor, reply: ReplyId) -> Outcome<HistoryPage> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let text = store::threads::reply_text(&mut conn, reply).await?.ok_or(Problem::NotFound)?;
    let head = readable(&mut conn, actor, text.thread).await?;
    let rows = store::threads::reply_revisions(&mut conn, reply).await?;
    page(actor, text.thread, head.title, Some(reply), rows)
}

fn page(
    actor: &Actor,
    thread: ThreadId,
    title: String,
    reply: Option<ReplyId>,
    rows: Vec<store::threads::RevisionRow>,
) -> Outcome<HistoryPage> {
    if rows.is_empty() {
        return Err(Problem::NotFound.into());
    }
    let revisions = rows
        .into_iter()
        .map(|row| RevisionView {
            title: row.title.as_deref().map(domain::text::bind),
            html: row.html,
            until: actor.when(row.until),
        })
        .collect();
    Ok(HistoryPage { thread, title: domain::text::bind(&title), reply, revisions })
}
