//! The queue: what waits, what is due first.

use super::filling::Filling;
use super::{decisions, handlers};
use crate::{Actor, Context, Outcome, limits};
use domain::communities::CommunityLink;
use domain::feed::Cursor;
use domain::members::labelled;
use domain::moderation::{Action, CaseRow as View, DecisionView, QueuePage, Reason, Subject, Tab};
use domain::text::fold;
use domain::time::{DAY, SECOND};
use domain::{Problem, Timestamp, text};
use store::Conn;
use store::moderation::{CaseRow, DecisionRow, Part};
use uuid::Uuid;

/// Rows on a page.
const PAGE: usize = 100;
/// What was decided last, of which this month's is counted.
const DECIDED: i64 = 100;
/// Minutes and counts are of this long.
const MONTH: i64 = 30 * DAY;

/// Which part of the queue is asked for.
#[derive(Debug, Clone)]
pub struct Sought {
    /// Of which list.
    pub tab: Tab,
    /// Of whom it concerns or of the community: the name begins so. Empty for all.
    pub typed: String,
    /// Behind this row.
    pub after: Option<Cursor>,
}

impl From<Tab> for Sought {
    /// The first page of a list, of everything that stands in it.
    fn from(tab: Tab) -> Self {
        Self { tab, typed: String::new(), after: None }
    }
}

/// What waits for the actor, and what was decided. Whoever handles nothing has no queue.
pub async fn queue(ctx: &Context, actor: &Actor, sought: impl Into<Sought>) -> Outcome<QueuePage> {
    let Sought { tab, typed, after } = sought.into();
    let me = actor.signed_in()?.id;
    // Theirs is the queue of the whole instance.
    handlers::fresh(ctx, actor, !actor.moderates())?;
    let beginning = fold(&typed);
    if !beginning.is_empty() {
        limits::check_actor(ctx, "search", actor, limits::SEARCHES).await?;
    }
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let moderator = actor.moderates();
    if !moderator && !store::moderation::hosts_any(&mut conn, me).await? {
        return Err(Problem::NotFound.into());
    }
    // Of everything that waits, whatever is searched for.
    let (waiting, _) = cases(actor, &mut conn, "", Filling::new(usize::MAX, None, place_of_case)).await?;
    let (appealed, _) = appeals(actor, &mut conn, "", Filling::new(usize::MAX, None, place_of_appeal)).await?;
    let latest = store::moderation::decided(&mut conn, me, moderator, Part::first(DECIDED)).await?;
    let latest: Vec<_> = latest.into_iter().filter(|row| handlers::of_decision(actor, row).may()).collect();
    let since = ctx.now().plus(-MONTH);
    // What nobody reported was decided as it was opened: an administrator's suspension.
    let recent = latest.iter().filter(|row| row.created >= since && row.reports > 0);
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
        cases: count(waiting.len()),
        appealed: count(appealed.len()),
        waiting: Vec::new(),
        appeals: Vec::new(),
        decided: Vec::new(),
        next: None,
        month,
        minutes: minutes.get(minutes.len() / 2).and_then(|&minutes| u32::try_from(minutes).ok()),
    };
    match tab {
        Tab::Waiting => {
            let (found, next) = cases(actor, &mut conn, &beginning, Filling::new(PAGE, after, place_of_case)).await?;
            page.waiting = rows(ctx, actor, &mut conn, found).await?;
            page.next = next;
        }
        Tab::Appeals => {
            let filling = Filling::new(PAGE, after, place_of_appeal);
            let (found, next) = appeals(actor, &mut conn, &beginning, filling).await?;
            for row in found {
                page.appeals.push(listed(ctx, actor, &mut conn, row).await?);
            }
            page.next = next;
        }
        Tab::Decided => {
            let filling = Filling::new(PAGE, after, place_of_decision);
            let (found, next) = decided(actor, &mut conn, &beginning, filling).await?;
            for row in found {
                page.decided.push(listed(ctx, actor, &mut conn, row).await?);
            }
            page.next = next;
        }
    }
    Ok(page)
}

/// What fits on a page, and the cursor of the next.
type Filled<T> = (Vec<T>, Option<String>);

fn place_of_case(row: &CaseRow) -> Cursor {
    Cursor { at: row.due, id: row.id.0 }
}

fn place_of_appeal(row: &DecisionRow) -> Cursor {
    Cursor { at: row.appeal_due.map_or(row.created, Timestamp), id: row.id.0 }
}

fn place_of_decision(row: &DecisionRow) -> Cursor {
    Cursor { at: row.created, id: row.id.0 }
}

/// The cases that the actor handles, of those that wait.
async fn cases(
    actor: &Actor,
    conn: &mut Conn<'_>,
    beginning: &str,
    mut page: Filling<CaseRow>,
) -> Outcome<Filled<CaseRow>> {
    let (me, moderator) = (actor.signed_in()?.id, actor.moderates());
    while let Some(part) = page.wants(beginning) {
        let read = store::moderation::waiting(conn, me, moderator, part).await?;
        page.take(read, |row| handlers::of_case(actor, row).may() && tells(actor, row, beginning));
    }
    Ok(page.done())
}

/// Whether it tells nothing that such a case was found: the list names its community, and the member it is about. Whose
/// a text is stands on the case's page, where it is written down of a circle that one does not read.
fn tells(actor: &Actor, row: &CaseRow, beginning: &str) -> bool {
    let by_place = || row.name.as_deref().is_some_and(|name| fold(name).starts_with(beginning));
    match row.subject {
        _ if beginning.is_empty() => true,
        Subject::Member | Subject::Community => true,
        Subject::Thread | Subject::Reply | Subject::Letter => handlers::of_case(actor, row).reads || by_place(),
    }
}

/// The appeals that the actor reads, of those that wait.
async fn appeals(
    actor: &Actor,
    conn: &mut Conn<'_>,
    beginning: &str,
    mut page: Filling<DecisionRow>,
) -> Outcome<Filled<DecisionRow>> {
    let (me, moderator) = (actor.signed_in()?.id, actor.moderates());
    while let Some(part) = page.wants(beginning) {
        let read = store::moderation::appeals_waiting(conn, me, moderator, part).await?;
        page.take(read, |row| handlers::of_appeal(actor, row).may());
    }
    Ok(page.done())
}

/// What was decided, of what the actor handles.
async fn decided(
    actor: &Actor,
    conn: &mut Conn<'_>,
    beginning: &str,
    mut page: Filling<DecisionRow>,
) -> Outcome<Filled<DecisionRow>> {
    let (me, moderator) = (actor.signed_in()?.id, actor.moderates());
    while let Some(part) = page.wants(beginning) {
        let read = store::moderation::decided(conn, me, moderator, part).await?;
        page.take(read, |row| handlers::of_decision(actor, row).may());
    }
    Ok(page.done())
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
