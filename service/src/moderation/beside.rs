//! What stands beside a case: what else its author wrote there, what was asked of them, the cases before and after it.
//! Of texts and titles whoever looks is shown what they read by their own role, and nothing by the report.

use super::handlers;
use super::sealed::{REASONS, Sealer};
use crate::{Actor, Context, Outcome, markdown};
use domain::moderation::{Action, AskedView, OtherText, Reason, Rule};
use domain::text::{bind, excerpt};
use domain::{CaseId, CommunityId, MemberId};
use store::Conn;
use store::moderation::{CaseRow, Part};

/// Cases looked through for the ones before and after.
const LISTED: i64 = 200;
/// Texts shown.
const SHOWN: i64 = 20;
/// Characters shown of each.
const BEGINS: usize = 120;

/// The last texts of its author in the case's community that the actor reads, latest first.
pub(super) async fn others(conn: &mut Conn<'_>, actor: &Actor, row: &CaseRow) -> Outcome<Vec<OtherText>> {
    let (Some(author), Some(community)) = (row.member.map(MemberId), row.community.map(CommunityId)) else {
        return Ok(Vec::new());
    };
    let (reader, of, but) = (actor.reading(), (author, community), row.subject_id);
    let threads = store::moderation::threads_of_author(conn, reader, of, but, SHOWN).await?;
    let replies = store::moderation::replies_of_author(conn, reader, of, but, SHOWN).await?;
    let threads = threads.into_iter().map(|own| OtherText {
        thread: own.thread,
        reply: None,
        title: bind(&own.title),
        excerpt: bind(&excerpt(&own.excerpt, BEGINS)),
        created: actor.when(own.created),
    });
    let replies = replies.into_iter().map(|own| OtherText {
        thread: own.thread,
        reply: Some(own.reply),
        title: bind(&own.title),
        excerpt: bind(&excerpt(&markdown::plain(&own.body), BEGINS)),
        created: actor.when(own.created),
    });
    let mut others: Vec<OtherText> = threads.chain(replies).collect();
    others.sort_by_key(|one| std::cmp::Reverse(one.created.utc));
    others.truncate(usize::try_from(SHOWN).unwrap_or_default());
    Ok(others)
}

/// What was asked of the author of a text that was mended since, in the words that they were told.
pub(super) async fn asked(
    ctx: &Context,
    conn: &mut Conn<'_>,
    actor: &Actor,
    row: &CaseRow,
    reasons: &[(Reason, u32)],
) -> Outcome<Option<AskedView>> {
    if !reasons.iter().any(|(reason, _)| *reason == Reason::Mended) {
        return Ok(None);
    }
    let me = actor.signed_in()?.id;
    let standing = store::moderation::standing_decision(conn, me, row.subject_id, row.id).await?;
    // Who reported it then does not handle what came of it; of another community's decision nobody here is told.
    let standing = standing.filter(|decision| {
        matches!(decision.action, Action::AskEdit | Action::Hide)
            && !decision.reporter
            && decision.community == row.community
    });
    let Some(decision) = standing else { return Ok(None) };
    let sealer = Sealer::of(ctx, conn, decision.member.map(MemberId)).await?;
    Ok(Some(AskedView {
        action: decision.action,
        rule: decision.rule.as_deref().and_then(Rule::from_word),
        reasons: sealer.open(ctx, REASONS, decision.reasons_sealed.as_deref())?,
        created: actor.when(decision.created),
    }))
}

/// The cases that wait before and after this one in the actor's queue; of one that is decided, the first that waits. Of
/// the whole instance's queue nothing is told to who has not proved lately that it is them, even by ids.
pub(super) async fn neighbours(
    ctx: &Context,
    conn: &mut Conn<'_>,
    actor: &Actor,
    id: CaseId,
) -> Outcome<(Option<CaseId>, Option<CaseId>)> {
    let me = actor.signed_in()?.id;
    let waiting = store::moderation::waiting(conn, me, actor.moderates(), Part::first(LISTED)).await?;
    let mut before = None;
    let handled = |row: &CaseRow| {
        let handler = handlers::of_case(actor, row);
        handler.may() && handlers::fresh(ctx, actor, handler.hosting()).is_ok()
    };
    let mut ids = waiting.iter().filter(|row| handled(row)).map(|row| row.id);
    let first = ids.clone().next();
    while let Some(one) = ids.next() {
        if one == id {
            return Ok((before, ids.next()));
        }
        before = Some(one);
    }
    Ok((None, first))
}
