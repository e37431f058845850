//! `vecu demo`: fills an empty database with six communities that live, and three accounts.

use domain::{MemberId, Timestamp};
use service::Context;
use service::dumps::{self, Options};

/// The demo, file by file in the order of their names; the first one is the header.
const FILES: &[&str] = &[
    include_str!("../../demo/00-dump.jsonl"),
    include_str!("../../demo/01-members.jsonl"),
    include_str!("../../demo/10-reins-au-quotidien.jsonl"),
    include_str!("../../demo/11-endometriose-a-voix-haute.jsonl"),
    include_str!("../../demo/12-diabete-type-1-vie-active.jsonl"),
    include_str!("../../demo/13-drepanocytose-nos-demi-lunes.jsonl"),
    include_str!("../../demo/14-bpco-le-souffle-court.jsonl"),
    include_str!("../../demo/15-parkinson-cote-proches.jsonl"),
];
/// What the demo calls itself.
const SOURCE: &str = "vecu-demo";
/// The newest post is this old.
const AGE: i64 = 180 * domain::time::SECOND;

/// What somebody who tries the demo signs in as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A patient.
    Patient,
    /// A verified professional.
    Professional,
    /// A host, who also administers the instance.
    Administrator,
}

/// An account of the demo to be given an address and a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// The member.
    pub member: MemberId,
    /// As what.
    pub part: Part,
}

/// Who plays which part, by the demo's own ids.
const PARTS: [(&str, Part); 3] =
    [("m-maryvonne", Part::Patient), ("m-delmas", Part::Professional), ("m-helene", Part::Administrator)];

/// Fills an empty database and hands the three accounts to `open`, which gives each an address and a
/// random password. Answers `None` when the database is not empty: the demo never mixes with people.
/// `open` sets address and password, for `Part::Administrator` also the administrator's right.
pub async fn fill<T, F>(ctx: &Context, mut open: F) -> anyhow::Result<Option<Vec<T>>>
where
    F: AsyncFnMut(DemoAccount) -> anyhow::Result<T>,
{
    let mut reader = ctx.store.read().await?;
    if !store::dumps::is_empty(&mut reader.conn()).await? {
        return Ok(None);
    }
    drop(reader);
    let dump = FILES.join("\n");
    let newest = Timestamp(ctx.now().0 - AGE);
    let options = Options { trust: true, strict: true, shift: Some(newest), ..Options::default() };
    let report =
        dumps::import(ctx, dump.as_bytes(), &options, &mut |_| {}).await.map_err(|fault| anyhow::anyhow!("{fault}"))?;
    if let Some(refusal) = report.stopped {
        anyhow::bail!("the demo, line {}: {}", refusal.line, refusal.reason);
    }
    let externals = PARTS.map(|(external, _)| external);
    let mut reader = ctx.store.read().await?;
    let ids = store::dumps::refs(&mut reader.conn(), SOURCE, "member", &externals).await?;
    drop(reader);
    let mut accounts = Vec::new();
    for (external, part) in PARTS {
        let Some((_, id)) = ids.iter().find(|(known, _)| known == external) else {
            anyhow::bail!("the demo names no {external}");
        };
        accounts.push(open(DemoAccount { member: MemberId(*id), part }).await?);
    }
    Ok(Some(accounts))
}
