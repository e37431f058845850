//! Suspending an account on the whole instance: it reads, and takes what is theirs along, but writes nothing. It is a
//! decision of moderation like any other, with a rule and a statement of reasons, against which the member appeals.

use super::acts::{Act, record};
use super::mails;
use super::members::{Ordered, account, ordered};
use crate::members::{administers, keys};
use crate::moderation::audit::Verb;
use crate::moderation::sealed::{REASONS, Sealer};
use crate::{Actor, Context, Outcome, limits};
use domain::administration::{PAGE, Suspending, SuspensionView, SuspensionsPage, UNTIL_LIFTED};
use domain::events::EventKind;
use domain::fields::Errors;
use domain::members::labelled;
use domain::moderation::{Action, Measure, Rule, Subject};
use domain::text::fold;
use domain::time::DAY;
use domain::{CaseId, DecisionId, FieldError, Fields, MemberId, Problem, Refused, Timestamp};
use store::Conn;
use store::administration::SuspendedRow;
use store::events::{self, Event};
use store::moderation::NewDecision;

/// The suspended accounts whose pseudonym begins so.
pub async fn suspensions(
    ctx: &Context,
    actor: &Actor,
    typed: &str,
    after: Option<MemberId>,
) -> Outcome<SuspensionsPage> {
    administers(ctx, actor)?;
    limits::check_actor(ctx, "search", actor, limits::SEARCHES).await?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut reader = ctx.store.read().await?;
    let mut rows = store::administration::suspended(&mut reader.conn(), &fold(typed), after, ctx.now(), limit).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = if more { rows.last().map(|row| row.id) } else { None };
    Ok(SuspensionsPage { rows: rows.into_iter().map(|row| view(actor, row)).collect(), next })
}

/// The suspension of one account.
pub(super) async fn of(
    ctx: &Context,
    actor: &Actor,
    conn: &mut Conn<'_>,
    id: MemberId,
) -> Outcome<Option<SuspensionView>> {
    let row = store::administration::suspension(conn, id, ctx.now()).await?;
    Ok(row.map(|row| view(actor, row)))
}

fn view(actor: &Actor, row: SuspendedRow) -> SuspensionView {
    SuspensionView {
        id: row.id,
        name: labelled(&row.pseudonym, row.company == Some(true), actor.locale),
        until: row.until.map(|at| actor.when(Timestamp(at))),
        rule: row.rule.as_deref().and_then(Rule::from_word),
        since: row.since.map(|at| actor.when(Timestamp(at))),
        appealed: row.appealed,
    }
}

/// Suspends an account: fields `about`, `days` (a number of days, or `lifted`), `rule`, `reasons`. Never one's own, and
/// never that of the last administrator. Sessions and tokens go on, and write nothing from now on: who asks is looked up
/// at each request.
pub async fn suspend(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = administers(ctx, actor)?;
    let about: MemberId = fields.get("about").parse().map_err(|_| Problem::NotFound)?;
    let mut errors = Errors::default();
    let Some(order) = Suspending::parse(fields, &mut errors) else { return Err(errors.refuse(fields).into()) };
    if about == me.id {
        return Err(Problem::Forbidden.into());
    }
    limits::check_actor(ctx, "suspensions", actor, limits::REPORTS).await?;
    let now = ctx.now();
    let until = order.days.map(|days| now.plus(i64::from(days) * DAY));
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    // Of two administrators who suspend each other in the same moment, the first does.
    store::administration::lock_administrators(&mut conn).await?;
    let account = account(&mut conn, about).await?;
    if store::erasures::last_administrator(&mut conn, about).await? {
        return Err(Refused::one("suspension", FieldError::LastAdministrator, fields).into());
    }
    if store::administration::suspension(&mut conn, me.id, now).await?.is_some() {
        return Err(Problem::Suspended.into());
    }
    let id: DecisionId = ctx.new_id();
    if !store::administration::suspend(&mut conn, about, id, until, now).await? {
        return Err(Refused::one("suspension", FieldError::DecidedAlready, fields).into());
    }
    // What they had begun to look at waits for others.
    store::moderation::release_claims(&mut conn, about).await?;
    let case: CaseId = ctx.new_id();
    store::administration::insert_closed_case(&mut conn, case, about, now).await?;
    let reasons = Sealer::of(ctx, &mut conn, Some(about)).await?.seal(ctx, REASONS, &order.reasons);
    let decision = NewDecision {
        id,
        case,
        community: None,
        member: Some(about),
        decided_by: me.id,
        subject: Subject::Member,
        subject_id: about.0,
        thread: None,
        action: Action::Keep,
        measure: Measure::Suspend,
        rule: Some(order.rule),
        reasons_sealed: Some(&reasons),
        excerpt_sealed: None,
        reports: 0,
        noticed: false,
        until,
        opened: now,
        created: now,
    };
    store::moderation::insert_decision(&mut conn, &decision).await?;
    let days = order.days.map_or_else(|| UNTIL_LIFTED.to_owned(), |days| format!("{days} days"));
    let detail = format!("{days} {}", order.rule.word());
    let act = Act {
        by: me.id,
        verb: Verb::Suspended,
        about: Some(about),
        community: None,
        detail: &detail,
        reason: &order.reasons,
    };
    record(ctx, &mut conn, act).await?;
    // Nobody is told who decided.
    let told = Event { member: Some(about), ..Event::default() };
    events::append(&mut conn, EventKind::DecisionMade, now, told).await?;
    tx.commit().await?;
    if let Some(to) = keys::email_of(ctx, &account)? {
        ctx.mailer.send(mails::suspended(ctx, &account, &to, until)).await;
    }
    Ok(())
}

/// Ends a suspension before its time: fields `about` and `reason`. The decision stays, with the day on which it ended.
pub async fn lift(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let Ordered { me, about, reason } = ordered(ctx, actor, fields, Errors::default())?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let account = account(&mut conn, about).await?;
    // A second press, or its time is over: done already.
    if !store::administration::lift_suspension(&mut conn, about, ctx.now()).await? {
        return Ok(());
    }
    let act = Act { by: me.id, verb: Verb::Lifted, about: Some(about), community: None, detail: "", reason: &reason };
    record(ctx, &mut conn, act).await?;
    tx.commit().await?;
    if let Some(to) = keys::email_of(ctx, &account)? {
        ctx.mailer.send(mails::lifted(ctx, &account, &to)).await;
    }
    Ok(())
}
