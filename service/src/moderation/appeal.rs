//! Appeals: read by somebody who did not decide (Digital Services Act, article 20).

use super::audit::{self, Entry, Verb};
use super::sealed::{ANSWER, APPEAL as APPEALED, Sealer};
use super::{handlers, veil};
use crate::{Actor, Context, Outcome, limits};
use domain::events::EventKind;
use domain::moderation::{APPEAL, APPEAL_DUE, Action, Answering, AppealOutcome, Appealing, Measure, Subject};
use domain::{CommunityId, FieldError, Fields, MemberId, Problem, Refused, ReplyId, ThreadId, Timestamp};
use store::Conn;
use store::events::{self, Event};
use store::moderation::DecisionRow;

/// Appeals against a decision about oneself, once.
pub async fn appeal(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.signed_in()?.id;
    let appeal = Appealing::parse(fields)?;
    limits::check_actor(ctx, "appeals", actor, limits::REPORTS).await?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let row = store::moderation::decision(&mut conn, me, appeal.decision).await?.ok_or(Problem::NotFound)?;
    if row.member != Some(me.0) {
        return Err(Problem::NotFound.into());
    }
    let now = ctx.now();
    if row.created.plus(APPEAL) < now {
        return Err(Refused::one("text", FieldError::LinkExpired, fields).into());
    }
    let sealed = Sealer::of(ctx, &mut conn, Some(me)).await?.seal(ctx, APPEALED, &appeal.text);
    let due = now.plus(APPEAL_DUE);
    if !store::moderation::insert_appeal(&mut conn, appeal.decision, me, &sealed, now, due).await? {
        // It has arrived already.
        return Ok(());
    }
    let event = Event {
        community: row.community.map(CommunityId),
        thread: row.thread.map(ThreadId),
        reply: (row.subject == Subject::Reply).then_some(ReplyId(row.subject_id)),
        // Not the actor, of whom a notice tells: nobody is told who appeals.
        member: row.thread.is_none().then_some(me),
        ..Event::default()
    };
    events::append(&mut conn, EventKind::AppealMade, now, event).await?;
    Ok(tx.commit().await?)
}

/// Answers an appeal; a decision that is taken back leaves nothing behind.
pub async fn answer(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.signed_in()?.id;
    let answer = Answering::parse(fields)?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let row = store::moderation::decision(&mut conn, me, answer.decision).await?.ok_or(Problem::NotFound)?;
    let handler = handlers::of_appeal(actor, &row);
    if row.appealed.is_none() || !handler.may() {
        return Err(Problem::NotFound.into());
    }
    handlers::fresh(ctx, actor, handler.hosting())?;
    let now = ctx.now();
    let member = row.member.map(MemberId);
    let sealed = Sealer::of(ctx, &mut conn, member).await?.seal(ctx, ANSWER, &answer.answer);
    if !store::moderation::answer_appeal(&mut conn, row.id, me, answer.outcome, &sealed, now).await? {
        return Err(Refused::one("outcome", FieldError::DecidedAlready, fields).into());
    }
    if answer.outcome == AppealOutcome::Reversed {
        take_back(ctx, &mut conn, &row, now).await?;
    }
    let entry = Entry {
        actor: Some(me),
        about: member,
        verb: Verb::Answered,
        community: row.community.map(CommunityId),
        subject: (row.subject != Subject::Member).then_some(row.subject_id),
        detail: answer.outcome.word(),
    };
    audit::note(ctx, &mut conn, entry).await?;
    let event = Event { community: row.community.map(CommunityId), member, ..Event::default() };
    events::append(&mut conn, EventKind::AppealAnswered, now, event).await?;
    Ok(tx.commit().await?)
}

/// Undoes what a decision did.
async fn take_back(ctx: &Context, conn: &mut Conn<'_>, row: &DecisionRow, now: Timestamp) -> Outcome<()> {
    store::moderation::reverse(conn, row.id, now).await?;
    if let (Some(community), Some(member), true) =
        (row.community.map(CommunityId), row.member.map(MemberId), row.measure != Measure::None)
    {
        store::moderation::undo_measure(conn, community, member, row.measure, row.until).await?;
    }
    if let (None, Some(member), Measure::Suspend) = (row.community, row.member.map(MemberId), row.measure) {
        store::administration::end_suspension(conn, member, row.id).await?;
    }
    if (row.subject, row.action) == (Subject::Member, Action::Remove) {
        veil::put_back(ctx, conn, row.subject, row.subject_id).await?;
    }
    let Some(thread) = row.thread.map(ThreadId) else { return Ok(()) };
    let reply = (row.subject == Subject::Reply).then_some(ReplyId(row.subject_id));
    let event = Event { community: row.community.map(CommunityId), thread: Some(thread), reply, ..Event::default() };
    match row.action {
        Action::Hide | Action::Remove => {
            veil::hold(conn, row.subject, row.subject_id).await?;
            // What its author changed since, or what was decided about it since, is not what was appealed for.
            if store::moderation::open_case(conn, row.subject_id).await?.is_some()
                || store::moderation::decided_since(conn, row.id, row.subject_id, row.created).await?
            {
                return Ok(());
            }
            if veil::put_back(ctx, conn, row.subject, row.subject_id).await? {
                let kind = if reply.is_some() { EventKind::ReplyEdited } else { EventKind::ThreadEdited };
                events::append(conn, kind, now, event).await?;
                if let Some(community) = row.community.map(CommunityId) {
                    crate::vigilance::look_again(conn, community, thread, now).await?;
                }
            }
        }
        Action::Lock => {
            store::threads::set_closed(conn, thread, None).await?;
            events::append(conn, EventKind::ThreadReopened, now, event).await?;
        }
        Action::Move => {
            // Who replied since is not shown to people they did not choose: then it stays where it is.
            if let Some(community) = row.community.map(CommunityId)
                && let Some((stands, true)) = store::moderation::may_return(conn, thread, community).await?
            {
                store::moderation::move_thread(conn, thread, community).await?;
                crate::vigilance::look_again(conn, community, thread, now).await?;
                let left = Event { community: Some(stands), ..event };
                events::append(conn, EventKind::ThreadNarrowed, now, left).await?;
                events::append(conn, EventKind::ThreadEdited, now, event).await?;
            }
        }
        Action::Keep | Action::AskEdit => {}
    }
    Ok(())
}
