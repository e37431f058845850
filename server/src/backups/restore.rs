//! Putting a backup back: checked first, then all of it at once, then brought up to date.

use super::files::{self, Unfinished};
use super::{erased, keys, names, postgres::Tools};
use anyhow::{Context as _, bail};
use std::path::{Path, PathBuf};
use store::backups::{self, Counts, KeyFate, MemberKeyRow};
use store::erasures::Tombstone;
use store::{Db, Engine};

/// What to put back, and where.
#[derive(Debug, Clone)]
pub struct Order {
    /// The backup.
    pub file: PathBuf,
    /// The members' keys; nothing: the latest beside the backup.
    pub keys: Option<PathBuf>,
    /// Go on without keys.
    pub without_keys: bool,
    /// Put it in the place of what is there.
    pub replace: bool,
    /// The database.
    pub database_url: String,
    /// Where PostgreSQL's programs are; empty: on `PATH`.
    pub postgres_bin: PathBuf,
}

impl Order {
    /// Where the backup lies.
    pub(super) fn folder(&self) -> &Path {
        self.file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }
}

/// What was put back.
#[derive(Debug)]
pub struct Restored {
    /// How many rows each table has.
    pub counts: Counts,
    /// What became of the keys.
    pub keys: KeyFate,
    /// Where the keys were.
    pub keys_from: Option<PathBuf>,
    /// How many rows were replaced.
    pub replaced: u64,
    /// Who is gone, as the backup's folder and the database that was replaced tell: to be held against the members.
    pub erased: Vec<Tombstone>,
}

/// Puts a backup back. `opens` says whether a wrapped key opens with this instance's secret.
pub async fn restore(order: Order, opens: impl Fn(&[u8]) -> bool) -> anyhow::Result<Restored> {
    let engine = engine_of(&order)?;
    files::check(&order.file)?;
    let (keys_from, keys) = find_keys(&order)?;
    if let Some(first) = keys.first()
        && !opens(&first.wrapped)
    {
        bail!(
            "the members' keys do not open with the secret.key in `data_dir`: bring the one that belongs to this backup"
        );
    }
    let before = match engine {
        Engine::Sqlite => backups::sqlite_rows(&order.database_url).await?,
        Engine::Postgres => backups::pg_rows(&order.database_url).await?,
    };
    if backups::is_used(&before) && !order.replace {
        bail!("the database is not empty: --replace puts the backup in its place, and what is there now is gone");
    }
    let erased = erased::gather(&order, &before).await?;
    let fate = match engine {
        Engine::Sqlite => sqlite(&order, &keys).await?,
        Engine::Postgres => postgres(&order, &keys).await?,
    };
    let counts = match engine {
        Engine::Sqlite => backups::sqlite_rows(&order.database_url).await?,
        Engine::Postgres => backups::pg_rows(&order.database_url).await?,
    };
    let replaced = if backups::is_used(&before) { before.values().sum() } else { 0 };
    Ok(Restored { counts, keys: fate, keys_from, replaced, erased })
}

/// A backup is of one engine; it says so by its first bytes.
fn engine_of(order: &Order) -> anyhow::Result<Engine> {
    use std::io::Read as _;
    let mut begins = [0; 16];
    let mut file = std::fs::File::open(&order.file).with_context(|| format!("reading {}", order.file.display()))?;
    let _ = file.read(&mut begins)?;
    let is = if begins.starts_with(b"SQLite format 3\0") {
        Engine::Sqlite
    } else if begins.starts_with(b"PGDMP") {
        Engine::Postgres
    } else {
        bail!("{} is no backup of Vécu", order.file.display());
    };
    let wanted = if order.database_url.starts_with("sqlite:") { Engine::Sqlite } else { Engine::Postgres };
    if is != wanted {
        bail!("this is a backup of {is:?}; setting `database_url` names {wanted:?}");
    }
    Ok(is)
}

fn find_keys(order: &Order) -> anyhow::Result<(Option<PathBuf>, Vec<MemberKeyRow>)> {
    if order.without_keys {
        return Ok((None, Vec::new()));
    }
    let folder = order.folder();
    let found = match &order.keys {
        Some(named) => Some(named.clone()),
        None => names::latest_keys(folder)?,
    };
    let Some(file) = found else {
        bail!(
            "no members' keys (keys-….txt) beside the backup: name them with --keys, or go on with --without-keys, and \
             what was sealed for members, their e-mail addresses first, stays unreadable"
        );
    };
    let keys = keys::read(&file)?;
    Ok((Some(file), keys))
}

/// Into a file beside the database, brought up to date there, then in its place in one step.
async fn sqlite(order: &Order, keys: &[MemberKeyRow]) -> anyhow::Result<KeyFate> {
    let target = backups::sqlite_file(&order.database_url)?;
    let making = target.with_added_extension("restoring");
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    // A restore that was cut off left these.
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let _ = std::fs::remove_file(beside(&making, suffix));
    }
    let unfinished = Unfinished::make(&making)?;
    std::fs::copy(&order.file, unfinished.path())?;
    unfinished.keep()?;
    backups::check_sqlite(&making).await?;
    let db = Db::open(&format!("sqlite:{}", making.display()), 2).await?;
    db.migrate().await.context("migrating the restored database")?;
    let fate = backups::give_keys(&db, keys).await?;
    db.close().await;
    // One file again, with nothing beside it.
    if let Some(whole) = backups::hold_sqlite(&making).await? {
        whole.release().await?;
    }
    std::fs::File::open(&making)?.sync_all()?;
    let Some(held) = backups::hold_sqlite(&target).await? else {
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(beside(&making, suffix));
        }
        bail!("{} is open somewhere: stop vecu first", target.display());
    };
    std::fs::rename(&making, &target).with_context(|| format!("moving it to {}", target.display()))?;
    files::sync_folder(&target)?;
    held.release().await?;
    Ok(fate)
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

async fn postgres(order: &Order, keys: &[MemberKeyRow]) -> anyhow::Result<KeyFate> {
    if backups::pg_in_use(&order.database_url).await? {
        bail!("a server is connected to the database: stop vecu first, on every node");
    }
    let tools = Tools::new(&order.database_url, &order.postgres_bin)?;
    let instead_of = backups::pg_tables(&order.database_url).await?;
    let (file, given) = (order.file.clone(), keys.to_vec());
    tokio::task::spawn_blocking(move || {
        tools.check(&file)?;
        tools.restore(&file, &instead_of, &given)
    })
    .await??;
    let db = Db::open(&order.database_url, 2).await?;
    db.migrate().await.context("migrating the restored database")?;
    let fate = backups::give_keys(&db, keys).await?;
    db.close().await;
    Ok(fate)
}
