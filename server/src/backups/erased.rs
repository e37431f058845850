//! The log of who is gone as a file beside the backups: a line each, with a mark that only this instance's secret makes
//! of a member's id.

use super::files::{self, Unfinished};
use super::keys::{hex, unhex};
use super::names;
use super::restore::Order;
use anyhow::{Context as _, bail};
use domain::Timestamp;
use domain::erasures::Words;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use store::Db;
use store::backups::Counts;
use store::erasures::{self, Tombstone};

const HEAD: &str = "vecu erased 1";
const TABLE: &str = "tombstone";

type Log = BTreeMap<Vec<u8>, Tombstone>;

/// Writes the log as the database has it, with what the folder's own knows beyond that: it only grows.
pub async fn write(folder: &Path, now: Timestamp, database_url: &str, counts: &Counts) -> anyhow::Result<PathBuf> {
    let mut log = of_folder(folder)?;
    add(&mut log, of_database(database_url, counts).await?);
    let file = folder.join(names::erased(now));
    let unfinished = Unfinished::make(&file)?;
    std::fs::OpenOptions::new().write(true).open(unfinished.path())?.write_all(text(&log).as_bytes())?;
    unfinished.keep_with_checksum()?;
    Ok(file)
}

/// What is known of who is gone when a backup is put back: beside it, and in the database that it replaces.
pub async fn gather(order: &Order, before: &Counts) -> anyhow::Result<Vec<Tombstone>> {
    let mut log = of_folder(order.folder())?;
    add(&mut log, of_database(&order.database_url, before).await?);
    Ok(log.into_values().collect())
}

fn add(log: &mut Log, more: Vec<Tombstone>) {
    for one in more {
        log.entry(one.mark.clone()).or_insert(one);
    }
}

async fn of_database(url: &str, counts: &Counts) -> anyhow::Result<Vec<Tombstone>> {
    // One of before there were any has no such table.
    if counts.get(TABLE).is_none_or(|rows| *rows == 0) {
        return Ok(Vec::new());
    }
    let db = Db::open(url, 2).await?;
    let found = erasures::tombstones(&mut db.read().await?.conn()).await;
    db.close().await;
    Ok(found?)
}

fn of_folder(folder: &Path) -> anyhow::Result<Log> {
    let Some(file) = names::latest_erased(folder)? else { return Ok(Log::new()) };
    read(&file)
}

fn text(log: &Log) -> String {
    let mut text = format!("{HEAD}\n");
    for one in log.values() {
        let _ = writeln!(text, "{} {} {}", hex(&one.mark), one.words.word(), one.erased.0);
    }
    text
}

/// Reads such a file.
fn read(file: &Path) -> anyhow::Result<Log> {
    files::check(file)?;
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        bail!("{} is no log of who is gone", file.display());
    }
    let mut log = Log::new();
    for (number, line) in lines.enumerate() {
        let one = one(line).with_context(|| format!("{}: line {} is not understood", file.display(), number + 2))?;
        log.insert(one.mark.clone(), one);
    }
    Ok(log)
}

fn one(line: &str) -> Option<Tombstone> {
    let mut words = line.split(' ');
    let mark = unhex(words.next()?)?;
    let kept = Words::from_word(words.next()?)?;
    Some(Tombstone { mark, words: kept, erased: Timestamp(words.next()?.parse().ok()?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_read_as_written() {
        let folder = tempfile::tempdir().unwrap();
        let stone = |mark: u8, words| Tombstone { mark: vec![mark; 32], words, erased: Timestamp(7) };
        let log: Log = [stone(1, Words::Leave), stone(2, Words::Remove)].map(|one| (one.mark.clone(), one)).into();
        let file = folder.path().join(names::erased(Timestamp(0)));
        let unfinished = Unfinished::make(&file).unwrap();
        std::fs::write(unfinished.path(), text(&log)).unwrap();
        unfinished.keep_with_checksum().unwrap();
        assert_eq!(of_folder(folder.path()).unwrap(), log);
        std::fs::write(&file, "vecu erased 1\nxy remove 7\n").unwrap();
        assert!(of_folder(folder.path()).is_err(), "the checksum is not that of what was written");
    }
}
