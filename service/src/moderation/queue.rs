//! The queue: what waits, what is due first.

use super::{decisions, handlers};
use crate::{Actor, Context, Outcome};
use domain::communities::CommunityLink;
use domain::moderation::{Action, CaseRow as View, QueuePage, Reason, Tab};
use domain::time::{DAY, SECOND};
use domain::{Problem, Timestamp, text};
use store::Conn;
use store::moderation::CaseRow;
use uuid::Uuid;

/// Cases looked through and shown.
const LISTED: i64 = 200;
/// What was decided, shown.
const DECIDED: i64 = 100;
/// Minutes and counts are of this long.
const MONTH: i64 = 30 * DAY;

/// What waits for the actor, and what was decided. Whoever handles nothing has no queue.
pub async fn queue(ctx: &Context, actor: &Actor, tab: Tab) -> Outcome<QueuePage> {
    let me = actor.signed_in()?.id;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let moderator = actor.moderates();
    if !moderator && !store::moderation::hosts_any(&mut conn, me).await? {
        return Err(Problem::NotFound.into());
    }
    let cases = store::moderation::waiting(&mut conn, me, moderator, LISTED).await?;
    let cases: Vec<CaseRow> = cases.into_iter().filter(|row| handlers::of_case(actor, row).may()).collect();
    let appeals = store::moderation::appeals_waiting(&mut conn, me, moderator, LISTED).await?;
    let appeals: Vec<_> = appeals.into_iter().filter(|row| handlers::of_appeal(actor, row).may()).collect();
    let decided = store::moderation::decided(&mut conn, me, moderator, DECIDED).await?;
    let since = ctx.now().plus(-MONTH);
    let recent = decided.iter().filter(|row| row.created >= since);
    let mut minutes: Vec<i64> = recent.clone().map(|row| (row.created.0 - row.opened.0) / (60 * SECOND)).collect();
    minutes.sort_unstable();
    let month = Action::ALL
        .iter()
        .map(|&action| (action, recent.clone().filter(|row| row.action == action).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(action, count)| (action, u32::try_from(count).unwrap_or(u32::MAX)))
        .collect();
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let mut page = QueuePage {
        tab,
        cases: count(cases.len()),
        appealed: count(appeals.len()),
        waiting: Vec::new(),
        appeals: Vec::new(),
        decided: Vec::new(),
        month,
        minutes: minutes.get(minutes.len() / 2).and_then(|&minutes| u32::try_from(minutes).ok()),
    };
    match tab {
        Tab::Waiting => page.waiting = rows(ctx, actor, &mut conn, cases).await?,
        Tab::Appeals => {
            for row in appeals {
                page.appeals.push(decisions::view(ctx, actor, &mut conn, row, true).await?);
            }
        }
        Tab::Decided => {
            for row in decided.into_iter().filter(|row| row.member != Some(me.0)) {
                page.decided.push(decisions::view(ctx, actor, &mut conn, row, true).await?);
            }
        }
    }
    Ok(page)
}

/// How many cases and appeals wait for the actor; none for whoever handles nothing.
pub async fn waiting(ctx: &Context, actor: &Actor) -> Outcome<Option<u32>> {
    let me = actor.signed_in()?.id;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let moderator = actor.moderates();
    if !moderator && !store::moderation::hosts_any(&mut conn, me).await? {
        return Ok(None);
    }
    let cases = store::moderation::waiting(&mut conn, me, moderator, LISTED).await?;
    let cases = cases.iter().filter(|row| handlers::of_case(actor, row).may()).count();
    Ok(Some(u32::try_from(cases).unwrap_or(u32::MAX)))
}

/// Cases as the queue shows them.
pub(super) async fn rows(ctx: &Context, actor: &Actor, conn: &mut Conn<'_>, cases: Vec<CaseRow>) -> Outcome<Vec<View>> {
    let ids: Vec<Uuid> = cases.iter().map(|row| row.id.0).collect();
    let reports = store::moderation::reports(conn, &ids).await?;
    let (me, now): (Option<Uuid>, Timestamp) = (actor.me.as_ref().map(|me| me.id.0), ctx.now());
    Ok(cases
        .into_iter()
        .map(|row| {
            let own = || reports.iter().filter(|report| report.moderation_case == row.id.0);
            let reasons = Reason::ALL
                .iter()
                .map(|&reason| (reason, own().filter(|report| report.reason == reason).count()))
                .filter(|(_, count)| *count > 0)
                .map(|(reason, count)| (reason, u32::try_from(count).unwrap_or(u32::MAX)))
                .collect();
            View {
                id: row.id,
                community: row.slug.zip(row.name).map(|(slug, name)| CommunityLink { slug, name }),
                subject: row.subject,
                title: text::bind(&row.title),
                reasons,
                urgent: row.urgent,
                opened: actor.when(row.opened),
                due: actor.when(row.due),
                late: row.due < now,
                claimed: row.claimer.map(|name| (name, row.claimed_by == me)),
            }
        })
        .collect())
}
