//! The audit log, as administrators read it: people by the beginning of their keyed hash, reasons where there are some.

use super::acts;
use crate::members::administers;
use crate::moderation::audit::{Verb, hex, verify};
use crate::{Actor, Context, Outcome, limits};
use domain::Timestamp;
use domain::administration::{AUDIT_PAGE, AuditLine, AuditPage, Chain};
use domain::members::labelled;
use std::collections::HashMap;

/// Which entries are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this verb; all when empty.
    pub verb: String,
    /// From this day on (`2026-11-23`, UTC); all when it is no day.
    pub since: String,
    /// Before the entry of this number.
    pub before: Option<i64>,
    /// Whether the whole chain is to be read and held against its hashes: by `vecu audit verify`'s own code. It costs as
    /// much as the log is long, so it is done when asked for.
    pub verify: bool,
}

/// Bytes of a keyed hash that are shown.
const SHOWN: usize = 4;

/// Entries, latest first.
pub async fn audit(ctx: &Context, actor: &Actor, filter: &Filter) -> Outcome<AuditPage> {
    administers(ctx, actor)?;
    let chain = if filter.verify {
        limits::check_actor(ctx, "audit", actor, limits::AUDITS).await?;
        let verified = verify(ctx).await?;
        Some(Chain { rows: verified.rows, last: verified.last, broken: verified.broken })
    } else {
        None
    };
    let since = Timestamp::parse(&format!("{}T00:00:00Z", filter.since)).unwrap_or(Timestamp(0));
    let verb = Verb::from_word(&filter.verb).map_or("", Verb::word);
    let limit = i64::try_from(AUDIT_PAGE + 1).unwrap_or(i64::MAX);
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let before = filter.before.unwrap_or(i64::MAX);
    let mut rows = store::administration::audit_before(&mut conn, before, verb, since, limit).await?;
    let more = rows.len() > AUDIT_PAGE;
    rows.truncate(AUDIT_PAGE);
    let next = if more { rows.last().map(|row| row.id) } else { None };

    let subjects: Vec<_> = rows.iter().filter_map(|row| row.subject).collect();
    let mut reasons = HashMap::new();
    for act in store::administration::acts(&mut conn, &subjects).await? {
        reasons.insert(act.id, acts::reason(ctx, &mut conn, &act).await?);
    }
    let places: Vec<_> = rows.iter().filter_map(|row| row.community).collect();
    let names = store::administration::names_of(&mut conn, &places).await?.into_iter();
    let names: HashMap<_, _> = names.map(|(id, name, company)| (id, labelled(&name, company, actor.locale))).collect();
    let person = |hash: Option<Vec<u8>>| hash.map(|hash| hex(hash.get(..SHOWN).unwrap_or_default()));
    let rows = rows
        .into_iter()
        .map(|row| AuditLine {
            id: row.id,
            at: actor.when(row.at),
            actor: person(row.actor),
            about: person(row.about),
            verb: row.verb,
            community: row.community.and_then(|id| names.get(&id).cloned()),
            detail: row.detail,
            reason: row.subject.and_then(|id| reasons.get(&id).cloned()).unwrap_or_default(),
        })
        .collect();
    let verbs = Verb::ALL.iter().map(|verb| verb.word().to_owned()).collect();
    Ok(AuditPage { rows, next, verbs, chain })
}
