//! Taking a text out and having it stand again. What is taken out goes the way of what its author deletes, so that
//! every door is closed to it at once; a sealed copy waits for an appeal.

use super::sealed::{Sealer, VEIL};
use crate::threads::EXCERPT;
use crate::{Context, Fault, Outcome, markdown};
use domain::moderation::{APPEAL, Subject, Veil};
use domain::pictures::PictureView;
use domain::tags::Tag;
use domain::time::DAY;
use domain::{MemberId, PictureId, ReplyId, ThreadId, Timestamp, text};
use serde::{Deserialize, Serialize};
use store::Conn;
use store::moderation::{Earlier, Standing};
use uuid::Uuid;

/// A copy that was never asked for goes this long after one could have: an appeal of the last day is read by then.
const KEPT: i64 = APPEAL + 30 * DAY;

#[derive(Default, Serialize, Deserialize)]
struct Veiled {
    title: String,
    body: String,
    tags: Vec<Tag>,
    sources: Vec<(String, Option<String>)>,
    pictures: Vec<(PictureId, String)>,
    earlier: Vec<Earlier>,
}

/// Takes a text for what follows in this transaction. Always before its case: who takes both in two orders waits forever.
pub(super) async fn hold(conn: &mut Conn<'_>, subject: Subject, id: Uuid) -> Outcome<()> {
    match subject {
        Subject::Thread => store::threads::hold_thread(conn, ThreadId(id)).await?,
        Subject::Reply => store::threads::hold_reply(conn, ReplyId(id)).await?,
        Subject::Member | Subject::Community | Subject::Letter => {}
    }
    Ok(())
}

/// Takes a text out.
pub(super) async fn take_out(
    ctx: &Context,
    conn: &mut Conn<'_>,
    (subject, id): (Subject, Uuid),
    veil: Veil,
    now: Timestamp,
) -> Outcome<()> {
    hold(conn, subject, id).await?;
    if subject == Subject::Member {
        return take_line(ctx, conn, MemberId(id), now).await;
    }
    let pictures = store::pictures::of_posts(conn, &[id]).await?;
    let pictures = pictures.into_iter().map(|one| (one.id, one.alt)).collect();
    let earlier = store::moderation::earlier_texts(conn, subject, id).await?;
    let (author, veiled, reply) = match subject {
        Subject::Member | Subject::Community | Subject::Letter => return Ok(()),
        Subject::Thread => {
            let thread = ThreadId(id);
            // What its author deleted is gone already.
            let own = store::threads::thread_text(conn, thread).await?.filter(|own| own.deleted.is_none());
            let Some(own) = own else { return Ok(()) };
            let tags = store::tags::of_thread(conn, thread).await?;
            let veiled = Veiled { title: own.title, body: own.body, tags, sources: Vec::new(), pictures, earlier };
            (own.author, veiled, None)
        }
        Subject::Reply => {
            let reply = ReplyId(id);
            let own = store::threads::reply_text(conn, reply).await?.filter(|own| own.deleted.is_none());
            let Some(own) = own else { return Ok(()) };
            let sources = store::threads::sources(conn, &[id]).await?;
            let sources = sources.into_iter().map(|one| (one.text, one.url)).collect();
            let veiled = Veiled { title: String::new(), body: own.body, tags: Vec::new(), sources, pictures, earlier };
            (own.author, veiled, Some((own.thread, reply, own.voice)))
        }
    };
    let author = author.map(MemberId);
    let sealed = serde_json::to_string(&veiled).map_err(Fault::internal)?;
    let sealed = Sealer::of(ctx, conn, author).await?.seal(ctx, VEIL, &sealed);
    store::moderation::keep_veiled(conn, subject, id, author, &sealed, now).await?;
    // Nobody's but the author's, and of who looks at it, until the copy goes.
    store::pictures::veil(conn, id, now.plus(KEPT)).await?;
    match reply {
        None => store::moderation::veil_thread_text(conn, ThreadId(id), veil, now).await?,
        Some(reply) => {
            store::moderation::veil_reply_text(conn, reply, veil, now).await?;
            store::threads::settle_state(conn, reply.0).await?;
        }
    }
    Ok(())
}

/// Takes away what a member says of themselves.
async fn take_line(ctx: &Context, conn: &mut Conn<'_>, member: MemberId, now: Timestamp) -> Outcome<()> {
    let Some(byline) = store::members::byline(conn, member).await?.filter(|one| !one.about.is_empty()) else {
        return Ok(());
    };
    let veiled = Veiled { body: byline.about, ..Veiled::default() };
    let sealed = serde_json::to_string(&veiled).map_err(Fault::internal)?;
    let sealed = Sealer::of(ctx, conn, Some(member)).await?.seal(ctx, VEIL, &sealed);
    // Taken away before: what an appeal would bring back is the line of then, or this one.
    store::moderation::forget_veiled(conn, member.0).await?;
    store::moderation::keep_veiled(conn, Subject::Member, member.0, Some(member), &sealed, now).await?;
    Ok(store::members::set_about(conn, member, "").await?)
}

/// Brings back what a member said of themselves, unless they say something else since.
async fn give_line(conn: &mut Conn<'_>, member: MemberId, line: &str) -> Outcome<bool> {
    let Some(byline) = store::members::byline(conn, member).await? else { return Ok(false) };
    if byline.about.is_empty() {
        store::members::set_about(conn, member, line).await?;
    }
    store::moderation::forget_veiled(conn, member.0).await?;
    Ok(true)
}

/// A text that no reader reads, as its author wrote it.
pub(crate) struct Kept {
    /// Its title; empty for a reply.
    pub(crate) title: String,
    /// Its source.
    pub(crate) body: String,
    /// Its tags, as they are typed.
    pub(crate) tags: String,
    /// Its sources.
    pub(crate) sources: Vec<(String, Option<String>)>,
    /// Its pictures.
    pub(crate) pictures: Vec<PictureView>,
}

/// What a sealed copy holds; nothing where it is none of ours.
async fn opened(
    ctx: &Context,
    conn: &mut Conn<'_>,
    author: Option<MemberId>,
    sealed: &[u8],
) -> Outcome<Option<Veiled>> {
    let text = Sealer::of(ctx, conn, author).await?.open(ctx, VEIL, Some(sealed))?;
    Ok(serde_json::from_str(&text).ok())
}

/// The sealed copy of a text that no reader reads. Whoever asks has made sure who it is for.
pub(crate) async fn kept(ctx: &Context, conn: &mut Conn<'_>, id: Uuid) -> Outcome<Option<Kept>> {
    let Some((author, sealed)) = store::moderation::veiled(conn, id).await? else { return Ok(None) };
    let Some(veiled) = opened(ctx, conn, author, &sealed).await? else { return Ok(None) };
    let mut pictures = crate::pictures::veiled(conn, id).await?;
    for picture in &mut pictures {
        if let Some((_, alt)) = veiled.pictures.iter().find(|(one, _)| *one == picture.id) {
            picture.alt.clone_from(alt);
        }
    }
    Ok(Some(Kept {
        pictures,
        title: veiled.title,
        body: veiled.body,
        tags: veiled.tags.into_iter().map(|tag| tag.label).collect::<Vec<_>>().join(", "),
        sources: veiled.sources,
    }))
}

/// The bodies of those of these texts that nobody but this member reads.
pub(crate) async fn kept_of(
    ctx: &Context,
    conn: &mut Conn<'_>,
    member: Option<Uuid>,
    ids: &[Uuid],
) -> Outcome<Vec<(Uuid, String)>> {
    let Some(member) = member.filter(|_| !ids.is_empty()) else { return Ok(Vec::new()) };
    let mut bodies = Vec::new();
    let member = MemberId(member);
    for (id, _, sealed, _) in store::moderation::veils_of(conn, member).await? {
        if ids.contains(&id)
            && let Some(veiled) = opened(ctx, conn, Some(member), &sealed).await?
        {
            bodies.push((id, veiled.body));
        }
    }
    Ok(bodies)
}

/// Has a text that was taken out stand again. Whether there was one.
pub(super) async fn put_back(ctx: &Context, conn: &mut Conn<'_>, subject: Subject, id: Uuid) -> Outcome<bool> {
    // What somebody else is doing to it waits, or is done.
    hold(conn, subject, id).await?;
    let Some((author, sealed)) = store::moderation::veiled(conn, id).await? else { return Ok(false) };
    let Some(veiled) = opened(ctx, conn, author, &sealed).await? else { return Ok(false) };
    if subject == Subject::Member {
        return give_line(conn, MemberId(id), &veiled.body).await;
    }
    let html = markdown::render(&veiled.body);
    let excerpt = text::excerpt(&markdown::plain(&veiled.body), EXCERPT);
    let text = Standing { title: &veiled.title, body: &veiled.body, html: &html, excerpt: &excerpt };
    let (thread, reply) = match subject {
        Subject::Member | Subject::Community | Subject::Letter => return Ok(false),
        Subject::Thread => {
            store::moderation::restore_thread_text(conn, ThreadId(id), text).await?;
            store::tags::set(conn, ThreadId(id), &veiled.tags).await?;
            (ThreadId(id), None)
        }
        Subject::Reply => {
            let Some(own) = store::threads::reply_text(conn, ReplyId(id)).await? else { return Ok(false) };
            let reply = (own.thread, ReplyId(id), own.voice);
            store::moderation::restore_reply_text(conn, reply, text, &veiled.sources).await?;
            store::threads::settle_state(conn, own.thread).await?;
            (own.thread, Some(ReplyId(id)))
        }
    };
    for earlier in &veiled.earlier {
        store::moderation::restore_earlier(conn, thread, reply, earlier).await?;
    }
    let mut count = 0;
    for (picture, alt) in &veiled.pictures {
        let Some(author) = author else { break };
        let (place, post) = ((count, alt.as_str()), (thread, id));
        if store::pictures::attach(conn, (author, *picture), post, place, ctx.now()).await? {
            count += 1;
        }
    }
    match reply {
        None => store::pictures::count_on_thread(conn, thread, count).await?,
        Some(reply) => store::pictures::count_on_reply(conn, reply, count).await?,
    }
    store::moderation::forget_veiled(conn, id).await?;
    Ok(true)
}

/// Forgets copies that no appeal can ask for any more.
pub(super) async fn forget(ctx: &Context, conn: &mut Conn<'_>) -> Outcome<()> {
    store::moderation::forget_veiled_before(conn, ctx.now().plus(-KEPT)).await?;
    Ok(())
}
