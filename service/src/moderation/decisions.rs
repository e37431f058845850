//! Decisions, as the person concerned reads them, and whoever reads an appeal.

use super::audit::{self, Entry, Verb};
use super::handlers;
use super::sealed::{ANSWER, APPEAL as APPEALED, EXCERPT, REASONS, Sealer};
use crate::{Actor, Context, Outcome};
use domain::communities::CommunityLink;
use domain::moderation::{APPEAL, AppealOutcome, AppealView, DecisionView, DecisionsPage, Rule, Subject};
use domain::{CommunityId, DecisionId, MemberId, Problem, Timestamp, text};
use store::Conn;
use store::moderation::DecisionRow;

/// Decisions listed.
const LISTED: i64 = 100;

/// What was decided about oneself.
pub async fn decisions(ctx: &Context, actor: &Actor) -> Outcome<DecisionsPage> {
    let me = actor.signed_in()?.id;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let mut decisions = Vec::new();
    for row in store::moderation::decisions_about(&mut conn, me, LISTED).await? {
        decisions.push(view(ctx, actor, &mut conn, row, false).await?);
    }
    Ok(DecisionsPage { decisions })
}

/// A decision with its appeal, for whoever reads appeals.
pub async fn appealed(ctx: &Context, actor: &Actor, id: DecisionId) -> Outcome<DecisionView> {
    let me = actor.signed_in()?.id;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let row = store::moderation::decision(&mut conn, me, id).await?.ok_or(Problem::NotFound)?;
    let handler = handlers::of_appeal(actor, &row);
    if row.appealed.is_none() || !handler.may() {
        return Err(Problem::NotFound.into());
    }
    handlers::fresh(ctx, actor, handler.hosting())?;
    let entry = Entry {
        actor: Some(me),
        about: row.member.map(MemberId),
        verb: Verb::Read,
        community: row.community.map(CommunityId),
        subject: (row.subject != Subject::Member).then_some(row.subject_id),
        detail: "appeal",
    };
    let view = view(ctx, actor, &mut conn, row, true).await?;
    drop(reader);
    if !handler.reads {
        let mut tx = ctx.store.begin().await?;
        audit::note(ctx, &mut tx.conn(), entry).await?;
        tx.commit().await?;
    }
    Ok(view)
}

/// A decision; `about` names whose text it is about.
pub(super) async fn view(
    ctx: &Context,
    actor: &Actor,
    conn: &mut Conn<'_>,
    row: DecisionRow,
    about: bool,
) -> Outcome<DecisionView> {
    let member = row.member.map(MemberId);
    let sealer = Sealer::of(ctx, conn, member).await?;
    let appeal = match row.appealed {
        None => None,
        Some(created) => {
            let answer = match (row.outcome.as_deref().and_then(AppealOutcome::from_word), row.answered) {
                (Some(outcome), Some(at)) => {
                    let text = sealer.open(ctx, ANSWER, row.answer_sealed.as_deref())?;
                    Some((outcome, text, actor.when(Timestamp(at))))
                }
                _ => None,
            };
            Some(AppealView {
                text: sealer.open(ctx, APPEALED, row.appeal_sealed.as_deref())?,
                created: actor.when(Timestamp(created)),
                due: actor.when(Timestamp(row.appeal_due.unwrap_or(created))),
                answer,
            })
        }
    };
    let until = row.created.plus(APPEAL);
    Ok(DecisionView {
        id: row.id,
        community: row.slug.zip(row.name).map(|(slug, name)| CommunityLink {
            slug,
            name,
            company: row.company == Some(true),
        }),
        subject: row.subject,
        excerpt: text::bind(&sealer.open(ctx, EXCERPT, row.excerpt_sealed.as_deref())?),
        action: row.action,
        measure: row.measure,
        until: row.until.map(|at| actor.when(Timestamp(at))),
        rule: row.rule.as_deref().and_then(Rule::from_word),
        reasons: sealer.open(ctx, REASONS, row.reasons_sealed.as_deref())?,
        reports: u32::try_from(row.reports).unwrap_or_default(),
        noticed: row.noticed,
        created: actor.when(row.created),
        appeal_until: (appeal.is_none() && until > ctx.now()).then(|| actor.when(until)),
        appeal,
        about: match member.filter(|_| about) {
            Some(member) => store::members::byline(conn, member).await?,
            None => None,
        },
    })
}
