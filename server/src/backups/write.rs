//! Writing a backup: copied at one moment, read over, moved into place, old ones forgotten.

use super::files::{Unfinished, remove};
use super::rotation::{Keep, outlived};
use super::{erased, keys, names, postgres::Tools};
use anyhow::{Context as _, bail};
use domain::Timestamp;
use domain::time::{DAY, SECOND};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use store::Engine;
use store::backups::{self, Counts, MemberKeyRow};

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// The database.
    pub file: PathBuf,
    /// The members' keys.
    pub keys: PathBuf,
    /// How many keys.
    pub key_count: usize,
    /// The log of who is gone.
    pub erased: PathBuf,
    /// How many rows each table has in it.
    pub counts: Counts,
    /// Old backups that were taken away.
    pub gone: Vec<PathBuf>,
}

/// From where to where.
#[derive(Debug, Clone)]
pub struct Order {
    /// The database.
    pub database_url: String,
    /// Where PostgreSQL's programs are; empty: on `PATH`.
    pub postgres_bin: PathBuf,
    /// The folder of backups.
    pub folder: PathBuf,
    /// Which of the older ones stay.
    pub keep: Keep,
    /// Now.
    pub now: Timestamp,
}

/// Writes a backup while others write to the database.
pub async fn write(order: Order) -> anyhow::Result<Written> {
    make_folder(&order.folder)?;
    sweep(&order.folder, order.now)?;
    let engine = if order.database_url.starts_with("sqlite:") { Engine::Sqlite } else { Engine::Postgres };
    let file = order.folder.join(names::database(engine, order.now));
    let unfinished = Unfinished::make(&file)?;
    let (counts, found, key_rows) = match engine {
        Engine::Sqlite => sqlite(&order.database_url, unfinished.path()).await?,
        Engine::Postgres => postgres(&order, unfinished.path()).await?,
    };
    compare(&counts, &found)?;
    // The keys first: a backup whose keys are missing is worth less than keys without a backup.
    let key_file = order.folder.join(names::keys(order.now));
    let unfinished_keys = Unfinished::make(&key_file)?;
    std::fs::OpenOptions::new()
        .write(true)
        .open(unfinished_keys.path())?
        .write_all(keys::text(&key_rows).as_bytes())?;
    unfinished_keys.keep_with_checksum()?;
    let erased = erased::write(&order.folder, order.now, &order.database_url, &counts).await?;
    unfinished.keep_with_checksum()?;
    let newer = |path: &Path| is_newer(path, order.now);
    forget_but(&order.folder, |path| names::is_keys(path) && !newer(path), &key_file)?;
    forget_but(&order.folder, names::is_erased, &erased)?;
    let gone = rotate(&order.folder, order.keep)?;
    Ok(Written { file, keys: key_file, key_count: key_rows.len(), erased, counts, gone })
}

async fn sqlite(url: &str, to: &Path) -> anyhow::Result<(Counts, Counts, Vec<MemberKeyRow>)> {
    let (counts, keys) = backups::copy_sqlite(url, to).await?;
    Ok((counts, backups::check_sqlite(to).await?, keys))
}

async fn postgres(order: &Order, to: &Path) -> anyhow::Result<(Counts, Counts, Vec<MemberKeyRow>)> {
    let tools = Tools::new(&order.database_url, &order.postgres_bin)?;
    let mut snapshot = backups::pg_snapshot(&order.database_url).await?;
    let (name, file) = (snapshot.name.clone(), to.to_path_buf());
    let found = tokio::task::spawn_blocking(move || {
        tools.dump(&name, &file)?;
        tools.check(&file)
    })
    .await??;
    let (counts, keys) = (std::mem::take(&mut snapshot.counts), std::mem::take(&mut snapshot.keys));
    snapshot.release().await?;
    Ok((counts, found, keys))
}

/// What was read over has the rows that the database had at that moment.
fn compare(expected: &Counts, found: &Counts) -> anyhow::Result<()> {
    for table in expected.keys().chain(found.keys()) {
        let (expected, found) = (expected.get(table), found.get(table));
        if expected != found && expected.or(found) != Some(&0) {
            bail!("the backup is not whole: {table} has {found:?} rows in it, {expected:?} in the database");
        }
    }
    Ok(())
}

fn make_folder(folder: &Path) -> anyhow::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| format!("making {}", folder.display()))
}

fn listed(folder: &Path) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    Ok(entries.flatten().map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path())).collect())
}

/// Takes away what backups that were cut off left behind a day ago or more.
fn sweep(folder: &Path, now: Timestamp) -> anyhow::Result<()> {
    for (_, path) in listed(folder)? {
        let since =
            path.metadata().and_then(|metadata| metadata.modified()).ok().and_then(|changed| {
                i64::try_from(changed.duration_since(std::time::UNIX_EPOCH).ok()?.as_micros()).ok()
            });
        if names::is_unfinished(&path) && since.is_some_and(|since| since < now.0 - DAY) {
            std::fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
        }
    }
    Ok(())
}

/// Only the latest keys are kept: one that was destroyed is in none of them. The same of the log of who is gone, which
/// only grows.
fn forget_but(folder: &Path, which: impl Fn(&Path) -> bool, latest: &Path) -> anyhow::Result<()> {
    for (_, path) in listed(folder)? {
        if which(&path) && path != latest {
            remove(&path)?;
        }
    }
    Ok(())
}

/// Whether these are the keys of this very backup without somebody who was erased while it was written (`gone`): then
/// they are all there is of them.
fn is_newer(path: &Path, now: Timestamp) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    names::moment_of_keys(name).is_some_and(|at| at > now && at < now.plus(3_600 * SECOND))
}

fn rotate(folder: &Path, keep: Keep) -> anyhow::Result<Vec<PathBuf>> {
    let backups: Vec<(Timestamp, PathBuf)> =
        listed(folder)?.into_iter().filter_map(|(name, path)| Some((names::moment_of(&name)?, path))).collect();
    let moments: Vec<Timestamp> = backups.iter().map(|(at, _)| *at).collect();
    let outlived = outlived(&moments, keep);
    let mut gone: Vec<PathBuf> =
        backups.into_iter().filter(|(at, _)| outlived.contains(at)).map(|(_, path)| path).collect();
    gone.sort();
    for path in &gone {
        remove(path)?;
    }
    Ok(gone)
}
