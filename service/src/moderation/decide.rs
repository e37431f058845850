//! Deciding a case: what is done, by which rule, for which reasons. The person concerned is told all of it
//! (Digital Services Act, article 17).

use super::audit::{self, Entry, Verb};
use super::sealed::{CONTACT, EXCERPT, REASONS, Sealer};
use super::{handlers, held, mails, veil};
use crate::{Actor, Context, Outcome, markdown};
use domain::events::EventKind;
use domain::moderation::{Action, Deciding, Measure, Source, Subject, Veil};
use domain::policy::Place;
use domain::time::DAY;
use domain::{
    CommunityId, FieldError, Fields, LetterId, MemberId, Problem, Refused, ReplyId, ThreadId, Timestamp, text,
};
use store::Conn;
use store::events::{self, Event};
use store::moderation::{CaseRow, NewDecision};

/// Characters kept of the text that a decision is about. Of a letter all of them: its copy goes when it is decided about,
/// its author may have taken it back, and whoever reads an appeal has nothing else.
const QUOTED: usize = 600;

/// Decides a case.
pub async fn decide(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.signed_in()?.id;
    let decision = Deciding::parse(fields)?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    // Held first, the text before its case as whoever writes does: what is read then is what stands when it is decided.
    let about = store::moderation::case(&mut conn, me, decision.case).await?.ok_or(Problem::NotFound)?;
    veil::hold(&mut conn, about.subject, about.subject_id).await?;
    let waits = store::moderation::hold_case(&mut conn, decision.case).await?;
    let mut row = store::moderation::case(&mut conn, me, decision.case).await?.ok_or(Problem::NotFound)?;
    let handler = handlers::of_case(actor, &row);
    if !handler.may() {
        return Err(Problem::NotFound.into());
    }
    handlers::fresh(ctx, actor, handler.hosting())?;
    if let (Subject::Community, Some(community)) = (row.subject, row.community) {
        // Whoever answered for it when it was reported may host it no more.
        row.member = store::communities::answers_for(&mut conn, CommunityId(community)).await?.map(|member| member.0);
    }
    let refused = |field, error| Refused::one(field, error, fields);
    if !waits {
        return Err(refused("action", FieldError::DecidedAlready).into());
    }
    if row.claimed_by.is_some_and(|by| by != me.0) {
        return Err(refused("action", FieldError::HandledByAnother).into());
    }
    let veil = store::moderation::veil_of(&mut conn, row.subject, row.subject_id).await?;
    if !decision.action.fits(row.subject, veil) {
        return Err(refused("action", FieldError::NotAChoice).into());
    }
    // What is published is what was read: its author may have changed it since.
    if veil.is_some()
        && decision.action == Action::Keep
        && store::moderation::veiled_at(&mut conn, row.subject_id).await? != decision.version
    {
        return Err(refused("action", FieldError::TextChanged).into());
    }
    let now = ctx.now();
    let until = decision.days.map(|days| now.plus(i64::from(days) * DAY));
    measure(&mut conn, &row, &decision, until).await?.map_err(|error| refused("measure", error))?;
    let member = row.member.map(MemberId);
    let sealer = Sealer::of(ctx, &mut conn, member).await?;
    let excerpt = sealer.seal(ctx, EXCERPT, &quoted(ctx, &mut conn, &row, veil).await?);
    act(ctx, &mut conn, actor, &row, veil, &decision, now).await?.map_err(|error| refused("to", error))?;

    let reports = store::moderation::reports(&mut conn, &[row.id.0]).await?;
    let reasons = sealer.seal(ctx, REASONS, &decision.reasons);
    let id = ctx.new_id();
    store::moderation::insert_decision(
        &mut conn,
        &NewDecision {
            id,
            case: row.id,
            community: row.community.map(CommunityId),
            member,
            decided_by: me,
            subject: row.subject,
            subject_id: row.subject_id,
            thread: row.thread,
            action: decision.action,
            measure: decision.measure,
            rule: decision.rule,
            reasons_sealed: Some(&reasons),
            excerpt_sealed: Some(&excerpt),
            reports: i32::try_from(reports.len()).unwrap_or(i32::MAX),
            noticed: reports.iter().any(|report| report.source == Source::Noticed),
            until,
            opened: row.opened,
            created: now,
        },
    )
    .await?;
    let mut contacts = Vec::new();
    for report in &reports {
        contacts.push(Sealer::Instance.open(ctx, CONTACT, report.contact_sealed.as_deref())?);
    }
    contacts.sort_unstable();
    contacts.dedup();
    store::moderation::close_case(&mut conn, row.id, now).await?;
    if row.subject == Subject::Letter {
        store::letters::close_report(&mut conn, LetterId(row.subject_id), now).await?;
    }
    let detail = format!("{} {}", decision.action.word(), decision.measure.word());
    let entry = Entry {
        actor: Some(me),
        about: member,
        verb: Verb::Decided,
        community: row.community.map(CommunityId),
        subject: (row.subject != Subject::Member).then_some(row.subject_id),
        detail: &detail,
    };
    audit::note(ctx, &mut conn, entry).await?;
    // Nobody is told who decided.
    let told = |member| Event { community: row.community.map(CommunityId), member, ..Event::default() };
    if decision.changes() && member.is_some() {
        events::append(&mut conn, EventKind::DecisionMade, now, told(member)).await?;
    }
    let mut outcomes = Vec::new();
    for reporter in reports.iter().filter_map(|report| report.member).map(MemberId) {
        events::append(&mut conn, EventKind::ReportAnswered, now, told(Some(reporter))).await?;
        let Some(account) = store::members::find(&mut conn, reporter).await? else { continue };
        // A key that opens no more keeps nobody from deciding.
        if let Ok(Some(to)) = crate::members::keys::email_of(ctx, &account) {
            outcomes.push(mails::outcome(account.locale, &to, row.id, decision.action, true));
        }
    }
    tx.commit().await?;

    for to in contacts.iter().filter(|to| !to.is_empty()) {
        outcomes.push(mails::outcome(actor.locale, to, row.id, decision.action, false));
    }
    for outcome in outcomes {
        ctx.mailer.send(outcome).await;
    }
    Ok(())
}

/// How the text begins, or what a member says of themselves.
async fn quoted(ctx: &Context, conn: &mut Conn<'_>, row: &CaseRow, veil: Option<Veil>) -> Outcome<String> {
    if veil.is_some() {
        let whole = veil::kept(ctx, conn, row.subject_id).await?.map(|kept| match kept.title.as_str() {
            "" => markdown::plain(&kept.body),
            title => format!("{title} — {}", markdown::plain(&kept.body)),
        });
        return Ok(text::excerpt(&whole.unwrap_or_default(), QUOTED));
    }
    let whole = match row.subject {
        Subject::Thread => store::threads::thread_text(conn, ThreadId(row.subject_id))
            .await?
            .map(|own| format!("{} — {}", own.title, markdown::plain(&own.body))),
        Subject::Reply => {
            store::threads::reply_text(conn, ReplyId(row.subject_id)).await?.map(|own| markdown::plain(&own.body))
        }
        Subject::Member => store::members::byline(conn, MemberId(row.subject_id)).await?.map(|byline| byline.about),
        Subject::Letter => {
            let letter = crate::letters::disclosed(ctx, conn, LetterId(row.subject_id)).await?;
            return Ok(letter.map(|letter| markdown::plain(&letter)).unwrap_or_default());
        }
        Subject::Community => super::text::described(conn, row.subject_id).await?.map(|html| markdown::bare(&html)),
    };
    Ok(text::excerpt(&whole.unwrap_or_default(), QUOTED))
}

/// What is done about the person. Hosts are released first: a community is never left without one.
async fn measure(
    conn: &mut Conn<'_>,
    row: &CaseRow,
    decision: &Deciding,
    until: Option<Timestamp>,
) -> Outcome<Result<(), FieldError>> {
    if decision.measure == Measure::None {
        return Ok(Ok(()));
    }
    let Some(member) = row.member.map(MemberId) else { return Ok(Err(FieldError::NotAChoice)) };
    if decision.measure == Measure::Warn {
        return Ok(Ok(()));
    }
    let Some(community) = row.community.map(CommunityId) else { return Ok(Err(FieldError::NotAChoice)) };
    let kept = match decision.measure {
        Measure::None | Measure::Warn => true,
        Measure::Slow => match until {
            Some(until) => store::moderation::slow(conn, community, member, until).await?,
            None => false,
        },
        Measure::Suspend => store::moderation::keep_out(conn, community, member, Place::Suspended, until).await?,
        Measure::Ban => store::moderation::keep_out(conn, community, member, Place::Banned, None).await?,
    };
    Ok(if kept { Ok(()) } else { Err(FieldError::HostOrGone) })
}

/// What is done about the text.
async fn act(
    ctx: &Context,
    conn: &mut Conn<'_>,
    actor: &Actor,
    row: &CaseRow,
    veil: Option<Veil>,
    decision: &Deciding,
    now: Timestamp,
) -> Outcome<Result<(), FieldError>> {
    if (row.subject, decision.action) == (Subject::Member, Action::Remove) {
        veil::take_out(ctx, conn, (row.subject, row.subject_id), Veil::Removed, now).await?;
        return Ok(Ok(()));
    }
    let (Some(thread), Some(community)) = (row.thread.map(ThreadId), row.community.map(CommunityId)) else {
        return Ok(Ok(()));
    };
    let reply = (row.subject == Subject::Reply).then_some(ReplyId(row.subject_id));
    let event = Event { community: Some(community), thread: Some(thread), reply, ..Event::default() };
    if let Some(veil) = veil {
        // Nobody reads it now: either it is there from here on, or it stays where it is, for what was decided.
        match decision.action {
            Action::Keep => held::show(ctx, conn, row, veil, now).await?,
            action => {
                let veil = if action == Action::Hide { Veil::Hidden } else { Veil::Removed };
                store::moderation::set_veil(conn, row.subject, row.subject_id, Some(veil)).await?;
            }
        }
        return Ok(Ok(()));
    }
    let kind = match decision.action {
        Action::Keep | Action::AskEdit => return Ok(Ok(())),
        Action::Hide | Action::Remove => {
            let veil = if decision.action == Action::Hide { Veil::Hidden } else { Veil::Removed };
            veil::take_out(ctx, conn, (row.subject, row.subject_id), veil, now).await?;
            if reply.is_some() { EventKind::ReplyDeleted } else { EventKind::ThreadDeleted }
        }
        Action::Lock => {
            store::threads::set_closed(conn, thread, Some(now)).await?;
            EventKind::ThreadClosed
        }
        Action::Move => {
            let to = decision.to.as_deref().unwrap_or_default();
            let me = actor.signed_in()?.id;
            let places = store::moderation::places_for(conn, thread, me, handlers::moderates(ctx, actor)).await?;
            let Some((to, _)) = places.into_iter().find(|(_, link)| link.slug == to) else {
                return Ok(Err(FieldError::NotAChoice));
            };
            store::moderation::move_thread(conn, thread, to).await?;
            crate::vigilance::look_again(conn, to, thread, now).await?;
            // Whoever watches there hears that it is gone; the index files it anew.
            events::append(conn, EventKind::ThreadNarrowed, now, event).await?;
            let event = Event { community: Some(to), ..event };
            events::append(conn, EventKind::ThreadEdited, now, event).await?;
            return Ok(Ok(()));
        }
    };
    events::append(conn, kind, now, event).await?;
    Ok(Ok(()))
}
