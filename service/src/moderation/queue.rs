//! The queue: what waits, what is due first.

use super::{decisions, handlers};
use crate::{Actor, Context, Outcome};
use domain::communities::CommunityLink;
use domain::members::labelled;
use domain::moderation::{Action, CaseRow as View, DecisionView, QueuePage, Reason, Subject, Tab};
use domain::time::{DAY, SECOND};
use domain::{Problem, Timestamp, text};
use store::Conn;
use store::moderation::{CaseRow, DecisionRow};
use uuid::Uuid;

/// Cases looked through and shown.
pub(super) const LISTED: i64 = 200;
/// What was decided, shown.
const DECIDED: i64 = 100;
/// Minutes and counts are of this long.
const MONTH: i64 = 30 * DAY;

/// What waits for the actor, and what was decided. Whoever handles nothing has no queue.
pub async fn queue(ctx: &Context, actor: &Actor, tab: Tab) -> Outcome<QueuePage> {
    let me = actor.signed_in()?.id;
    // Theirs is the queue of the whole instance.
    handlers::fresh(ctx, actor, !actor.moderates())?;
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
    let decided: Vec<_> = decided.into_iter().filter(|row| handlers::of_decision(actor, row).may()).collect();
    let since = ctx.now().plus(-MONTH);
    // What nobody reported was decided as it was opened: an administrator's suspension.
    let recent = decided.iter().filter(|row| row.created >= since && row.reports > 0);
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
                page.appeals.push(listed(ctx, actor, &mut conn, row).await?);
            }
        }
        Tab::Decided => {
            for row in decided {
                page.decided.push(listed(ctx, actor, &mut conn, row).await?);
            }
        }
    }
    Ok(page)
}

/// A decision in a list: of a circle that one does not read, without what was written there. To read that one opens it,
/// and it is written down.
async fn listed(ctx: &Context, actor: &Actor, conn: &mut Conn<'_>, row: DecisionRow) -> Outcome<DecisionView> {
    let reads = handlers::of_decision(actor, &row).reads;
    let mut view = decisions::view(ctx, actor, conn, row, true).await?;
    if !reads {
        view.excerpt.clear();
        view.reasons.clear();
        view.appeal = None;
    }
    Ok(view)
}

/// Cases as the queue shows them: of a circle that one does not read, without the title. To read that one opens the
/// case, and it is written down.
pub(super) async fn rows(ctx: &Context, actor: &Actor, conn: &mut Conn<'_>, cases: Vec<CaseRow>) -> Outcome<Vec<View>> {
    let ids: Vec<Uuid> = cases.iter().map(|row| row.id.0).collect();
    let counts = store::moderation::report_counts(conn, &ids).await?;
    let (me, now): (Option<Uuid>, Timestamp) = (actor.me.as_ref().map(|me| me.id.0), ctx.now());
    Ok(cases
        .into_iter()
        .map(|row| {
            let mut reasons: Vec<(Reason, u32)> = counts
                .iter()
                .filter(|(case, ..)| *case == row.id.0)
                .filter_map(|(_, word, count)| Some((Reason::from_word(word)?, u32::try_from(*count).ok()?)))
                .collect();
            reasons.sort_unstable();
            let reads =
                matches!(row.subject, Subject::Member | Subject::Community) || handlers::of_case(actor, &row).reads;
            View {
                id: row.id,
                community: row.slug.zip(row.name).map(|(slug, name)| CommunityLink {
                    slug,
                    name,
                    company: row.company == Some(true),
                }),
                subject: row.subject,
                // Of a member or a community it is their name.
                title: match row.subject {
                    Subject::Member => labelled(&row.title, row.member_company == Some(true), actor.locale),
                    Subject::Community => labelled(&row.title, row.company == Some(true), actor.locale),
                    Subject::Thread | Subject::Reply if reads => text::bind(&row.title),
                    Subject::Thread | Subject::Reply | Subject::Letter => String::new(),
                },
                reads,
                reasons,
                urgent: row.urgent,
                opened: actor.when(row.opened),
                due: actor.when(row.due),
                late: row.due < now,
                claimed: row.claimer.map(|name| {
                    (labelled(&name, row.claimer_company == Some(true), actor.locale), row.claimed_by == me)
                }),
            }
        })
        .collect())
}
