//! The keys of who was erased leave the keys' file beside the backups too, without waiting for the next backup.
//!
//! Whose line goes is said by the log of who is gone, and by nothing else: a file may be older or newer than the
//! database, and may know members whom a restored database does not know. Marks are made under the instance's secret,
//! so that lines of another instance stay.

use super::files::{self, Unfinished};
use super::{keys, names};
use anyhow::Context as _;
use domain::MemberId;
use domain::time::SECOND;
use service::Context;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Between two looks: at how many are gone, and at which files there are.
const LOOKED_FOR: Duration = Duration::from_secs(30);

/// What a look found; where the next finds the same, there is nothing to do.
type Seen = (i64, Vec<(PathBuf, Option<SystemTime>)>);

/// Keeps the keys of who is gone out of a folder of backups until it is dropped. Several nodes may run it.
pub async fn run(ctx: Context, folder: PathBuf) {
    let mut done: Option<Seen> = None;
    loop {
        let looked = look(&ctx, &folder, done.as_ref()).await;
        match looked {
            Ok(seen) => done = Some(seen),
            Err(error) => {
                done = None;
                tracing::error!(%error, "the keys of who was erased may stand beside the backups; it is tried again");
            }
        }
        tokio::time::sleep(LOOKED_FOR).await;
    }
}

async fn look(ctx: &Context, folder: &Path, done: Option<&Seen>) -> anyhow::Result<Seen> {
    let mut reader = ctx.store.read().await?;
    let gone = store::erasures::tombstone_count(&mut reader.conn()).await?;
    drop(reader);
    // As it was before: what is written meanwhile is looked at the next time.
    let seen = (gone, stamped(folder)?);
    if done != Some(&seen) {
        forget(ctx, folder).await?;
    }
    Ok(seen)
}

/// The keys' files, with when each was written.
fn stamped(folder: &Path) -> anyhow::Result<Vec<(PathBuf, Option<SystemTime>)>> {
    let stamp = |file: &PathBuf| file.metadata().and_then(|metadata| metadata.modified()).ok();
    Ok(of_folder(folder)?.into_iter().map(|file| (file.clone(), stamp(&file))).collect())
}

/// The keys' files of a folder, the latest last; none where there is no such folder.
fn of_folder(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.with_context(|| format!("reading {}", folder.display()))?,
    };
    let mut found: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| names::is_keys(path)).collect();
    found.sort();
    Ok(found)
}

/// Takes the lines of who is gone out of the keys' files of a folder; how many.
pub async fn forget(ctx: &Context, folder: &Path) -> anyhow::Result<usize> {
    let mut reader = ctx.store.read().await?;
    let stones = store::erasures::tombstones(&mut reader.conn()).await?;
    drop(reader);
    if stones.is_empty() {
        return Ok(0);
    }
    let marks: HashSet<Vec<u8>> = stones.into_iter().map(|stone| stone.mark).collect();
    let (ctx, folder) = (ctx.clone(), folder.to_path_buf());
    let is_gone = move |member| marks.contains(&service::erasures::mark(&ctx, MemberId(member)));
    tokio::task::spawn_blocking(move || -> anyhow::Result<usize> {
        let mut files = of_folder(&folder)?;
        let Some(latest) = files.pop() else { return Ok(0) };
        // First the one that counts: as long as it can't be read, the others are what is left of it.
        let mut taken = rewrite(&latest, &is_gone)?;
        for old in files {
            let there = keys::read(&old)?;
            let gone = there.iter().filter(|key| is_gone(key.member)).count();
            if gone > 0 {
                // Left behind by a backup that was cut off: only the latest is kept.
                files::remove(&old)?;
                taken += gone;
            }
        }
        Ok(taken)
    })
    .await?
}

/// Writes the keys anew without those who are gone. Under the name of a second later: each of the two files is whole and
/// has its checksum at any moment, and the later one counts. What a backup writes meanwhile is later than both.
fn rewrite(file: &Path, is_gone: &impl Fn(uuid::Uuid) -> bool) -> anyhow::Result<usize> {
    let there = keys::read(file)?;
    let all = there.len();
    let stay: Vec<_> = there.into_iter().filter(|key| !is_gone(key.member)).collect();
    if stay.len() == all {
        return Ok(0);
    }
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let moment = names::moment_of_keys(name)
        .with_context(|| format!("{} is not called as a backup calls it: take it away", file.display()))?;
    let to = file.with_file_name(names::keys(moment.plus(SECOND)));
    if !to.exists() {
        // Its checksum may be there, of an attempt that was cut off.
        files::remove(&to)?;
    }
    let unfinished = Unfinished::make(&to)?;
    std::fs::write(unfinished.path(), keys::text(&stay))?;
    unfinished.keep_with_checksum()?;
    files::remove(file)?;
    Ok(all - stay.len())
}
