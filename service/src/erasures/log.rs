//! The log of who is gone: in the database, and outside of it, so that a backup that is put back does not bring anybody
//! back with it.

use crate::{Context, Fault, Outcome};
use domain::erasures::Words;
use domain::events::EventKind;
use domain::{MemberId, Timestamp};
use futures::TryStreamExt as _;
use object_store::path::Path;
use object_store::{ObjectStore as _, ObjectStoreExt as _};
use std::collections::HashMap;
use std::fmt::Write as _;
use store::erasures::{self, Tombstone};
use store::events::{self, Event};
use uuid::Uuid;

/// Where the log lies beside the pictures: an empty place for each who is gone.
const FOLDER: &str = "erased";
/// Members held against the log at once.
const SOME: i64 = 1_000;

/// The mark of a member: whoever has the id and this instance's secret makes it again; nobody makes an id of it.
pub fn mark(ctx: &Context, member: MemberId) -> Vec<u8> {
    ctx.keys.find("erased", &member.to_string()).to_vec()
}

fn hex(mark: &[u8]) -> String {
    mark.iter().fold(String::with_capacity(mark.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    (0..text.len()).step_by(2).map(pair).collect()
}

/// Notes outside of the database that a member is gone.
pub(super) async fn write(ctx: &Context, member: MemberId, words: Words) -> Outcome<Tombstone> {
    let tombstone = Tombstone { mark: mark(ctx, member), words, erased: ctx.now() };
    put(ctx, &tombstone).await?;
    Ok(tombstone)
}

async fn put(ctx: &Context, tombstone: &Tombstone) -> Outcome<()> {
    let text = format!("{} {}", tombstone.words.word(), tombstone.erased.0);
    let path = Path::from_iter([FOLDER, &hex(&tombstone.mark)]);
    ctx.pictures.put(&path, text.into_bytes().into()).await.map_err(Fault::internal)?;
    Ok(())
}

/// What of the log lies outside of the database and is not among these.
async fn outside(ctx: &Context, known: &HashMap<Vec<u8>, Tombstone>) -> Outcome<Vec<Tombstone>> {
    let listed: Vec<_> = ctx.pictures.list(Some(&Path::from(FOLDER))).try_collect().await.map_err(Fault::internal)?;
    let mut found = Vec::new();
    for one in listed {
        let Some(mark) = one.location.filename().and_then(unhex).filter(|mark| !known.contains_key(mark)) else {
            continue;
        };
        let text = ctx.pictures.get(&one.location).await.map_err(Fault::internal)?;
        let text = text.bytes().await.map_err(Fault::internal)?;
        let text = std::str::from_utf8(&text).unwrap_or_default();
        let (words, erased) = text.split_once(' ').unwrap_or_default();
        // A note that cannot be read still says that somebody is gone.
        let words = Words::from_word(words).unwrap_or(Words::Remove);
        found.push(Tombstone { mark, words, erased: Timestamp(erased.parse().unwrap_or_default()) });
    }
    Ok(found)
}

/// What holding the members against the log came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Entries of the log that the database did not know.
    pub new: usize,
    /// Members who are erased again: `carry_out` does it.
    pub back: usize,
}

/// Holds the members against the log where the database does not know all of it: it was restored since. Who is in the
/// log is erased again, as they wished. `more` is what backups tell of it.
pub async fn replay(ctx: &Context, more: &[Tombstone]) -> Outcome<Replayed> {
    let there = erasures::tombstones(&mut ctx.store.read().await?.conn()).await?;
    let mut known: HashMap<Vec<u8>, Tombstone> = there.into_iter().map(|one| (one.mark.clone(), one)).collect();
    let mut new = outside(ctx, &known).await?;
    new.extend(more.iter().filter(|one| !known.contains_key(&one.mark)).cloned());
    new.sort_by(|one, other| one.mark.cmp(&other.mark));
    new.dedup_by(|one, other| one.mark == other.mark);
    if new.is_empty() {
        return Ok(Replayed::default());
    }
    for one in &new {
        put(ctx, one).await?;
        known.insert(one.mark.clone(), one.clone());
    }
    let now = ctx.now();
    let mut back = 0;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let mut after = MemberId(Uuid::nil());
    loop {
        let some = erasures::members_after(&mut conn, after, SOME).await?;
        let Some(&last) = some.last() else { break };
        after = last;
        for member in some {
            let Some(tombstone) = known.get(&mark(ctx, member)) else { continue };
            erasures::ask(&mut conn, (ctx.new_id(), member), tombstone.words, now, now).await?;
            erasures::shut(&mut conn, member).await?;
            back += 1;
        }
    }
    for one in &new {
        erasures::bury(&mut conn, one).await?;
    }
    events::append(&mut conn, EventKind::ErasureAsked, now, Event::default()).await?;
    tx.commit().await?;
    Ok(Replayed { new: new.len(), back })
}
