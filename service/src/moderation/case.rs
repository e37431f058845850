//! A case, with what one needs to decide it; who looks at it.

use super::audit::{self, Entry, Verb};
use super::queue::rows;
use super::sealed::{REPORT, Sealer};
use super::{beside, handlers, notes, text};
use crate::{Actor, Context, Outcome};
use domain::moderation::{CaseBrief, CasePage, ReportView, Rule, Subject};
use domain::text::bind;
use domain::threads::Circle;
use domain::{CaseId, CommunityId, FieldError, Fields, MemberId, Problem, Refused, ReplyId, ThreadId, Timestamp};
use store::Conn;
use store::moderation::CaseRow;

/// Earlier decisions shown.
const EARLIER: i64 = 20;

/// The case, when the actor handles it; otherwise it does not exist for them.
pub(super) async fn handled(ctx: &Context, conn: &mut Conn<'_>, actor: &Actor, id: CaseId) -> Outcome<CaseRow> {
    let me = actor.signed_in()?.id;
    let row = store::moderation::case(conn, me, id).await?.ok_or(Problem::NotFound)?;
    let handler = handlers::of_case(actor, &row);
    if !handler.may() {
        return Err(Problem::NotFound.into());
    }
    handlers::fresh(ctx, actor, handler.hosting())?;
    Ok(row)
}

/// A case. Reading what one would not read otherwise is written down.
pub async fn case(ctx: &Context, actor: &Actor, id: CaseId) -> Outcome<CasePage> {
    let me = actor.signed_in()?.id;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let row = handled(ctx, &mut conn, actor, id).await?;
    let readable = handlers::of_case(actor, &row).reads;
    let member = row.member.map(MemberId);
    let community = row.community.map(CommunityId);
    let text = text::of_case(ctx, &mut conn, &row).await?;
    let reports = reports(ctx, &mut conn, actor, id).await?;
    let earlier = match member {
        Some(member) => store::moderation::decisions_earlier(&mut conn, me, member, community, EARLIER).await?,
        None => Vec::new(),
    };
    let history = match (community, member) {
        (Some(community), Some(member)) => store::moderation::history(&mut conn, community, member).await?,
        _ => None,
    };
    let places = match (row.subject, row.thread) {
        (Subject::Thread, Some(thread)) => {
            store::moderation::places_for(&mut conn, ThreadId(thread), me, handlers::moderates(ctx, actor)).await?
        }
        _ => Vec::new(),
    };
    let notes = notes::of_case(ctx, &mut conn, actor, &row).await?;
    let others = beside::others(&mut conn, actor, &row).await?;
    let (previous, next) = beside::neighbours(ctx, &mut conn, actor, id).await?;
    let author = match member {
        Some(member) => store::members::byline(&mut conn, member).await?,
        None => None,
    };
    let closed = row.closed.is_some();
    let listed = rows(ctx, actor, &mut conn, vec![row.clone()]).await?.pop().ok_or(Problem::NotFound)?;
    let asked = beside::asked(ctx, &mut conn, actor, &row, &listed.reasons).await?;
    let page = CasePage {
        thread: row
            .thread
            .map(|thread| (ThreadId(thread), bind(if text.title.is_empty() { &row.title } else { &text.title }))),
        reply: (row.subject == Subject::Reply).then_some(ReplyId(row.subject_id)),
        circle: row.circle.as_deref().and_then(Circle::from_word),
        author,
        html: text.html,
        pictures: text.pictures,
        sources: text.sources,
        tags: text.tags,
        veil: text.veil,
        version: text.version,
        before: text.before,
        written: text.created.map(|at| actor.when(Timestamp(at))),
        reports,
        earlier: earlier
            .into_iter()
            .map(|one| CaseBrief {
                action: one.action,
                measure: one.measure,
                rule: one.rule.as_deref().and_then(Rule::from_word),
                created: actor.when(one.created),
                reversed: one.reversed.is_some(),
            })
            .collect(),
        history: history.map(|(count, since)| (u32::try_from(count).unwrap_or(u32::MAX), actor.when(since))),
        others,
        asked,
        notes,
        previous,
        next,
        places: places.into_iter().map(|(_, link)| link).collect(),
        closed,
        readable,
        row: listed,
    };
    drop(reader);
    if !readable && matches!(row.subject, Subject::Thread | Subject::Reply) {
        write_down(ctx, me, &row, Verb::Read).await?;
    }
    if row.subject == Subject::Letter && !closed {
        let mut tx = ctx.store.begin().await?;
        audit::note_once(ctx, &mut tx.conn(), entry(me, &row, Verb::LetterRead)).await?;
        tx.commit().await?;
    }
    Ok(page)
}

async fn write_down(ctx: &Context, me: MemberId, row: &CaseRow, verb: Verb) -> Outcome<()> {
    let mut tx = ctx.store.begin().await?;
    audit::note(ctx, &mut tx.conn(), entry(me, row, verb)).await?;
    Ok(tx.commit().await?)
}

pub(super) fn entry(me: MemberId, row: &CaseRow, verb: Verb) -> Entry<'static> {
    Entry {
        actor: Some(me),
        about: row.member.map(MemberId),
        verb,
        community: row.community.map(CommunityId),
        subject: (row.subject != Subject::Member).then_some(row.subject_id),
        detail: "",
    }
}

/// What was reported, in the reporters' words, without their names.
async fn reports(ctx: &Context, conn: &mut Conn<'_>, actor: &Actor, case: CaseId) -> Outcome<Vec<ReportView>> {
    let mut views = Vec::new();
    for report in store::moderation::reports(conn, &[case.0]).await? {
        let sealer = Sealer::of(ctx, conn, report.member.map(MemberId)).await?;
        views.push(ReportView {
            source: report.source,
            reason: report.reason,
            text: sealer.open(ctx, REPORT, report.sealed.as_deref())?,
            created: actor.when(report.created),
        });
    }
    Ok(views)
}

/// Says that one looks at a case, so that no two do the same work.
pub async fn claim(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<CaseId> {
    set_claim(ctx, actor, fields, true).await
}

/// Gives a case back, without having to say why.
pub async fn release(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<CaseId> {
    set_claim(ctx, actor, fields, false).await
}

async fn set_claim(ctx: &Context, actor: &Actor, fields: &Fields, mine: bool) -> Outcome<CaseId> {
    let me = actor.signed_in()?.id;
    let id: CaseId = fields.get("case").parse().map_err(|_| Problem::NotFound)?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let row = handled(ctx, &mut conn, actor, id).await?;
    // Nobody took it: there is nothing to give back, and nothing that was done.
    if !mine && row.claimed_by.is_none() {
        return Ok(id);
    }
    if !store::moderation::set_claim(&mut conn, id, mine.then_some(me), me, ctx.now()).await? {
        return Err(Refused::one("case", FieldError::HandledByAnother, fields).into());
    }
    let verb = if mine { Verb::Claimed } else { Verb::Released };
    audit::note(ctx, &mut conn, entry(me, &row, verb)).await?;
    tx.commit().await?;
    Ok(id)
}
