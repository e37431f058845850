//! Communities that a company runs: every text that tells of an adverse effect is looked at by those who host there.

use crate::moderation::audit::{self, Entry, Verb};
use crate::moderation::{Posted, fresh};
use crate::{Actor, Context, Outcome};
use domain::communities::CommunityLink;
use domain::events::EventKind;
use domain::ids::{from_base62, to_base62};
use domain::members::labelled;
use domain::notices::NoticeKind;
use domain::policy::Place;
use domain::vigilance::{Screening, ScreeningPage, ScreeningRow as View, told};
use domain::{CommunityId, Fields, MemberId, Problem, Refused, ReplyId, ThreadId, Timestamp, text};
use store::Conn;
use store::events::{self, Event};
use store::vigilance::ScreeningRow;
use uuid::Uuid;

/// Texts listed.
const LISTED: i64 = 100;
/// Longest note, in characters.
const NOTE: u32 = 1_000;

/// Notes that a text that was just written or changed is to be looked at, in the transaction that writes it.
pub(crate) async fn look(conn: &mut Conn<'_>, posted: Posted<'_>, now: Timestamp) -> Outcome<()> {
    let text = format!("{}\n\n{}", posted.title, posted.body);
    // What tells of nothing is by far the most: the community is asked for only then.
    if told(&text).tells() && store::vigilance::of_company(conn, posted.community).await? {
        let subject = posted.reply.map_or(posted.thread.0, |reply| reply.0);
        wait(conn, subject, (posted.community, posted.thread), now).await?;
    }
    Ok(())
}

/// Has a text wait for somebody to look at it; that it does, its hosts are told.
async fn wait(
    conn: &mut Conn<'_>,
    subject: Uuid,
    (community, thread): (CommunityId, ThreadId),
    now: Timestamp,
) -> Outcome<()> {
    if store::vigilance::notice(conn, subject, (community, thread), now).await? {
        let reply = (subject != thread.0).then_some(ReplyId(subject));
        // Nobody's doing: that this author tells of an effect is in no notice.
        let event = Event { community: Some(community), thread: Some(thread), reply, ..Event::default() };
        events::append(conn, EventKind::ScreeningNoticed, now, event).await?;
    }
    Ok(())
}

/// The same for a text that may have been looked at before: then it stays so.
pub(super) async fn wait_once(
    conn: &mut Conn<'_>,
    (subject, text): (Uuid, &str),
    place: (CommunityId, ThreadId),
    now: Timestamp,
) -> Outcome<()> {
    if told(text).tells() && store::vigilance::place_of(conn, subject).await?.is_none() {
        wait(conn, subject, place, now).await?;
    }
    Ok(())
}

/// The same for all texts of a thread that came to a community, or that stands again.
pub(crate) async fn look_again(
    conn: &mut Conn<'_>,
    community: CommunityId,
    thread: ThreadId,
    now: Timestamp,
) -> Outcome<()> {
    if !store::vigilance::of_company(conn, community).await? {
        return Ok(());
    }
    for (subject, text) in store::vigilance::texts_of(conn, thread).await? {
        wait_once(conn, (subject, text.as_str()), (community, thread), now).await?;
    }
    Ok(())
}

/// The community of this address, if a company runs it and the actor hosts it, or moderates the instance. What of it
/// they are shown is what their own role reads.
async fn screened(
    ctx: &Context,
    conn: &mut Conn<'_>,
    actor: &Actor,
    slug: &str,
) -> Outcome<(CommunityId, CommunityLink)> {
    let me = actor.confirmed()?.id;
    let row = store::threads::place_in(conn, slug, me).await?.ok_or(Problem::NotFound)?;
    let hosting = row.place() == Some(Place::Host);
    if !row.company || !(hosting || actor.moderates()) {
        return Err(Problem::NotFound.into());
    }
    fresh(ctx, actor, hosting)?;
    Ok((row.community, row.link()))
}

/// What waits in a community, or what was looked at there.
pub async fn queue(ctx: &Context, actor: &Actor, slug: &str, done: bool) -> Outcome<ScreeningPage> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let (id, community) = screened(ctx, &mut conn, actor, slug).await?;
    let rows = if done {
        store::vigilance::done(&mut conn, actor.reading(), id, LISTED).await?
    } else {
        store::vigilance::waiting(&mut conn, actor.reading(), id, LISTED).await?
    };
    let rows = rows.into_iter().map(|row| view(actor, row)).collect();
    Ok(ScreeningPage { community, done, rows, portal: super::portal(ctx) })
}

fn view(actor: &Actor, row: ScreeningRow) -> View {
    let reply = (row.subject_id != row.thread.0).then_some(ReplyId(row.subject_id));
    let text = match (reply, &row.reply_body) {
        (Some(_), body) => body.clone().unwrap_or_default(),
        (None, _) => format!("{}\n\n{}", row.title, row.body),
    };
    View {
        about: to_base62(row.subject_id),
        thread: row.thread,
        reply,
        title: text::bind(&row.title),
        author: row.author.byline(),
        told: told(&text),
        noticed: actor.when(row.noticed),
        state: row.state,
        by: row
            .screener
            .map(|name| labelled(&name, row.screener_company == Some(true), actor.locale))
            .zip(row.screened.map(|at| actor.when(Timestamp(at)))),
        note: row.note,
    }
}

/// Says what became of a text: nothing to declare, or declared. Gives back the community's address.
pub async fn decide(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<String> {
    let me = actor.confirmed()?.id;
    let subject = from_base62(fields.get("about")).map_err(|_| Problem::BadRequest)?;
    let state = match Screening::from_word(fields.get("state")) {
        Some(state) if state != Screening::Waiting => state,
        _ => return Err(Problem::BadRequest.into()),
    };
    let note = text::body(fields.get("note"), 0, NOTE).map_err(|error| Refused::one("note", error, fields))?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let slug = fields.get("community");
    let (id, community) = screened(ctx, &mut conn, actor, slug).await?;
    let (stands, thread) = store::vigilance::place_of(&mut conn, subject).await?.ok_or(Problem::NotFound)?;
    // Nobody decides about what their circle does not let them read, nor learns that it is there.
    if stands != id {
        return Err(Problem::NotFound.into());
    }
    let head = crate::threads::readable(&mut conn, actor, thread).await?;
    let about = if subject == thread.0 {
        head.author.a_id.map(MemberId)
    } else {
        store::threads::author_of_reply(&mut conn, ReplyId(subject)).await?.and_then(|(author, _)| author)
    };
    let now = ctx.now();
    store::vigilance::decide(&mut conn, subject, state, me, &note, now).await?;
    // One notice tells of all that waits: it is seen once nothing does that they read.
    if store::vigilance::waiting(&mut conn, actor.reading(), id, 1).await?.is_empty() {
        store::notices::see_kind(&mut conn, me, NoticeKind::Screening, id, now).await?;
    }
    let entry = Entry {
        actor: Some(me),
        about,
        verb: Verb::Screened,
        community: Some(id),
        subject: Some(subject),
        detail: state.word(),
    };
    audit::note(ctx, &mut conn, entry).await?;
    tx.commit().await?;
    Ok(community.slug)
}
