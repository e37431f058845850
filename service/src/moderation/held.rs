//! Texts that only their author reads until somebody has looked: first texts in a community that asks for it, and what
//! an author mended after it was hidden. And what everybody goes on reading, changed as its author was asked.

use super::audit::{self, Entry, Verb};
use super::report::open;
use super::signals::Posted;
use super::veil;
use crate::{Actor, Context, Outcome, limits};
use domain::events::EventKind;
use domain::moderation::{HOLDS, Reason, Subject, Veil};
use domain::policy;
use domain::{CommunityId, FieldError, Fields, MemberId, Problem, Refused, ReplyId, ThreadId, Timestamp};
use store::Conn;
use store::events::{self, Event};
use store::moderation::CaseRow;
use uuid::Uuid;

/// Whether what this member writes next in a community waits for a host: one of their first texts there, where it asks
/// for that. Hosts and moderators do not wait for themselves.
pub(crate) async fn waits(
    conn: &mut Conn<'_>,
    actor: &Actor,
    community: CommunityId,
    (holds, place): (i32, Option<policy::Place>),
) -> Outcome<bool> {
    let Some(me) = &actor.me else { return Ok(false) };
    if holds == 0 || place == Some(policy::Place::Host) || actor.moderates() {
        return Ok(false);
    }
    let wrote = store::moderation::history(conn, community, me.id).await?.map_or(0, |(count, _)| count);
    Ok(wrote < i64::from(holds))
}

/// Has one's own text that only oneself reads stand for the rest of this transaction, so that it is changed like any
/// other; [`put_aside`] follows. Why nobody else reads it; `None` where everybody does.
pub(crate) async fn lift(
    ctx: &Context,
    conn: &mut Conn<'_>,
    (subject, id): (Subject, Uuid),
    (author, me): (Option<Uuid>, MemberId),
) -> Outcome<Option<Veil>> {
    let Some(veil) = store::moderation::veil_of(conn, subject, id).await? else { return Ok(None) };
    if author != Some(me.0) || !veil.mendable() || !veil::put_back(ctx, conn, subject, id).await? {
        return Err(Problem::Forbidden.into());
    }
    // What stood before was out of sight, or is why it is: nobody opens it under what is published after all.
    store::moderation::forget_earlier(conn, subject, id).await?;
    Ok(Some(veil))
}

/// Takes a text out of sight, in the transaction that writes it, and asks somebody to look at it: one that was just
/// written, or what [`lift`] had stand. Whatever else was noticed about it is noticed before.
pub(crate) async fn put_aside(
    ctx: &Context,
    conn: &mut Conn<'_>,
    posted: Posted<'_>,
    veil: Veil,
    now: Timestamp,
) -> Outcome<()> {
    let (reason, veil) = match veil {
        Veil::Held => (Reason::First, Veil::Held),
        _ => (Reason::Mended, Veil::Mended),
    };
    open(ctx, conn, &posted.noticed(reason), now).await?;
    veil::take_out(ctx, conn, posted.subject(), veil, now).await
}

/// Asks somebody to look again at a text that everybody reads, in the transaction in which its author changed it, where
/// what was decided about it is that they change it. It stays where it is meanwhile.
pub(crate) async fn call_back(ctx: &Context, conn: &mut Conn<'_>, posted: Posted<'_>, now: Timestamp) -> Outcome<()> {
    if store::moderation::asked_to_edit(conn, posted.subject().1).await? {
        open(ctx, conn, &posted.noticed(Reason::Mended), now).await?;
    }
    Ok(())
}

/// Shows a text that waited, as a decision says. What readers are told of is that it was written.
pub(super) async fn show(ctx: &Context, conn: &mut Conn<'_>, row: &CaseRow, veil: Veil, now: Timestamp) -> Outcome<()> {
    let (Some(thread), Some(community)) = (row.thread.map(ThreadId), row.community.map(CommunityId)) else {
        return Ok(());
    };
    if !veil::put_back(ctx, conn, row.subject, row.subject_id).await? {
        return Ok(());
    }
    crate::vigilance::look_again(conn, community, thread, now).await?;
    let reply = (row.subject == Subject::Reply).then_some(ReplyId(row.subject_id));
    let member = row.member.map(MemberId);
    let event = Event { actor: member, community: Some(community), thread: Some(thread), reply, ..Event::default() };
    let kind = match (veil, reply) {
        (Veil::Held, Some(_)) => EventKind::ReplyCreated,
        (Veil::Held, None) => EventKind::ThreadCreated,
        (_, Some(_)) => EventKind::ReplyEdited,
        (_, None) => EventKind::ThreadEdited,
    };
    if veil == Veil::Held {
        store::moderation::written_now(conn, thread, reply, now).await?;
    }
    events::append(conn, kind, now, event).await?;
    let told = Event { actor: None, member, ..event };
    Ok(events::append(conn, EventKind::TextShown, now, told).await?)
}

/// Takes back one's own text that waits: nobody is to read it any more. Whether there was one.
pub(crate) async fn withdraw(conn: &mut Conn<'_>, (subject, id): (Subject, Uuid), now: Timestamp) -> Outcome<bool> {
    if store::moderation::veil_of(conn, subject, id).await? != Some(Veil::Held) {
        return Ok(false);
    }
    store::pictures::unveil(conn, id, now).await?;
    store::moderation::forget_veiled(conn, id).await?;
    store::moderation::set_veil(conn, subject, id, None).await?;
    if let Some(case) = store::moderation::open_case(conn, id).await? {
        let reports = store::moderation::reports(conn, &[case.0]).await?;
        // What only waited to be shown waits for nothing now; what was noticed about it is still looked at.
        if reports.iter().all(|report| report.reason.asks_to_show()) {
            store::moderation::close_case(conn, case, now).await?;
        }
    }
    Ok(true)
}

/// Has this many of a member's first texts in a community wait for one of its hosts; for them.
pub async fn hold_first(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.confirmed()?;
    limits::check_actor(ctx, "hosts", actor, limits::SMALL).await?;
    let holds = fields.trimmed("holds").parse().ok().filter(|holds| HOLDS.contains(holds));
    let holds = holds.ok_or_else(|| Refused::one("holds", FieldError::NotAChoice, fields))?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let community = crate::communities::find(&mut conn, fields.get("community")).await?;
    let id = CommunityId(community.id);
    crate::communities::hosted_by(&mut conn, id, me.id).await?;
    if store::moderation::holds(&mut conn, id).await? != holds {
        store::moderation::set_holds(&mut conn, id, holds).await?;
        let detail = format!("holds {holds}");
        let entry = Entry {
            actor: Some(me.id),
            about: None,
            verb: Verb::Setting,
            community: Some(id),
            subject: None,
            detail: &detail,
        };
        audit::note(ctx, &mut conn, entry).await?;
    }
    Ok(tx.commit().await?)
}
