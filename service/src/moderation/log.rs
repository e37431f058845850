//! The public log: what was decided, by which rule, how often. No names, no texts.

use crate::{Context, Outcome};
use domain::moderation::{Action, LogPage, LogRow, Measure, Rule};
use domain::time::DAY;
use domain::{CommunityId, Timestamp};
use std::collections::BTreeMap;

/// How far back it goes.
const SHOWN: i64 = 366 * DAY;

/// Month, and what was decided by which rule.
type Line = (String, Action, Measure, Option<Rule>);

/// The log of one community, or of all.
pub async fn log(ctx: &Context, slug: Option<&str>) -> Outcome<LogPage> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let community = match slug {
        None => None,
        Some(slug) => Some(crate::communities::find(&mut conn, slug).await?),
    };
    let id = community.as_ref().map(|community| CommunityId(community.id));
    let mut lines: BTreeMap<Line, (u32, u32)> = BTreeMap::new();
    for (created, action, measure, rule, reversed) in
        store::moderation::log(&mut conn, id, ctx.now().plus(-SHOWN)).await?
    {
        let (Some(action), Some(measure)) = (Action::from_word(&action), Measure::from_word(&measure)) else {
            continue;
        };
        // A month by UTC: the log is the same for everybody.
        let month = Timestamp(created).rfc3339().chars().take(7).collect();
        let counts = lines.entry((month, action, measure, rule.as_deref().and_then(Rule::from_word))).or_default();
        counts.0 += 1;
        counts.1 += u32::from(reversed);
    }
    drop(reader);
    let rows = lines
        .into_iter()
        .rev()
        .map(|((month, action, measure, rule), (count, reversed))| LogRow {
            month,
            action,
            measure,
            rule,
            count,
            reversed,
        })
        .collect();
    Ok(LogPage { community: community.map(|community| community.link()), rows })
}
