//! `vecu backup` and `vecu restore`.

use crate::adapters::{self, SystemClock, SystemRandom};
use crate::backups::rotation::Keep;
use crate::backups::{self, pictures, restore as restoring, write};
use crate::config::Config;
use clap::Args;
use indicatif::HumanCount;
use service::crypto::Keys;
use service::{Clock as _, Fault};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::backups::Counts;
use store::erasures::Tombstone;

/// `vecu backup`
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The folder to write to, instead of the setting `backup_dir`.
    #[arg(long)]
    pub to: Option<PathBuf>,
    /// Keep the last so many backups, instead of the settings `backup_days`, `backup_weeks` and `backup_months`.
    #[arg(long)]
    pub keep: Option<u32>,
}

/// `vecu restore FILE`
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The backup: vecu-….db or vecu-….pgdump, its checksum beside it.
    pub file: PathBuf,
    /// The members' keys; by default the latest keys-….txt beside the backup.
    #[arg(long)]
    pub keys: Option<PathBuf>,
    /// Go on without the members' keys: what was sealed for them stays unreadable.
    #[arg(long, conflicts_with = "keys")]
    pub without_keys: bool,
    /// Put the backup in the place of a database that is not empty. What is there now is gone.
    #[arg(long)]
    pub replace: bool,
}

/// Carries out `vecu backup`: beside a running server, or without one.
pub async fn backup(config: &Config, args: BackupArgs) -> anyhow::Result<ExitCode> {
    let keep = args.keep.map_or(
        Keep::Calendar { days: config.backup_days, weeks: config.backup_weeks, months: config.backup_months },
        Keep::Last,
    );
    let order = write::Order {
        database_url: config.database_url.clone(),
        postgres_bin: config.postgres_bin.clone(),
        folder: args.to.unwrap_or_else(|| config.backup_folder()),
        keep,
        now: SystemClock.now(),
    };
    let beside = order.folder.join(pictures::FOLDER);
    let written = backups::write(order).await?;
    println!("{}", written.file.display());
    println!("  {} rows in {} tables, read over and counted", rows(&written.counts), written.counts.len());
    println!("{}", written.keys.display());
    println!("  {} members' keys; only these are kept. secret.key is in neither file.", written.key_count);
    println!("{}", written.erased.display());
    println!("  who was erased, in a form that names nobody: a restore holds the members against it");
    // After the database: what it knows is copied, and what was posted meanwhile does no harm.
    let (place, copy) = (adapters::pictures(config)?, adapters::folder(&beside)?);
    if config.pictures_folder().canonicalize().ok() == beside.canonicalize().ok() {
        anyhow::bail!("the copy of pictures would lie where the pictures lie: set `backup_dir` to another folder");
    }
    let db = store::Db::open(&config.database_url, 2).await?;
    let copied = pictures::out(&db, place.as_ref(), copy.as_ref()).await?;
    db.close().await;
    println!("{}", beside.display());
    println!("  {} files of pictures: {} new, {} taken away", copied.new + copied.there, copied.new, copied.gone);
    for gone in &written.gone {
        println!("old, taken away: {}", gone.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn rows(counts: &Counts) -> HumanCount {
    HumanCount(counts.values().sum())
}

/// How many members are named whose keys are gone; the rest is counted.
const NAMED: usize = 20;

/// Carries out `vecu restore`.
pub async fn restore(config: &Config, args: RestoreArgs) -> anyhow::Result<ExitCode> {
    let secret = config.data_dir.join("secret.key");
    if !args.without_keys && !secret.is_file() {
        anyhow::bail!(
            "{} is missing: bring it from where you keep it. Without it no member's key opens and nobody is found by \
             their address (--without-keys goes on all the same)",
            secret.display()
        );
    }
    let keys = Keys::new(&crate::adapters::instance_secret(&config.data_dir, &SystemRandom)?);
    let order = restoring::Order {
        file: args.file,
        keys: args.keys,
        without_keys: args.without_keys,
        replace: args.replace,
        database_url: config.database_url.clone(),
        postgres_bin: config.postgres_bin.clone(),
    };
    let from = order.file.clone();
    let restored = backups::restore(order, |wrapped| keys.unwrap(wrapped).is_ok()).await?;
    if restored.replaced > 0 {
        println!("{} rows were replaced.", HumanCount(restored.replaced));
    }
    println!(
        "{} is restored: {} rows in {} tables; the schema is up to date.",
        from.display(),
        rows(&restored.counts),
        restored.counts.len()
    );
    if let Some(file) = &restored.keys_from {
        println!("{} members' keys of {} are back.", restored.keys.given, file.display());
    }
    let beside = from.parent().unwrap_or(Path::new(".")).join(pictures::FOLDER);
    if beside.is_dir() {
        let copied = pictures::back(adapters::folder(&beside)?.as_ref(), adapters::pictures(config)?.as_ref()).await?;
        println!("{} files of pictures are back, {} were there.", copied.new, copied.there);
    }
    erase_again(config, &restored.erased).await?;
    if restored.keys.strangers > 0 {
        println!("{} keys belong to members who joined after this backup: left out.", restored.keys.strangers);
    }
    let gone = &restored.keys.unreadable;
    if !gone.is_empty() {
        println!(
            "{} members have no key any more (they were erased since, or it was not brought along). What was sealed for \
             them stays unreadable: no mail reaches them.",
            gone.len()
        );
        for member in gone.iter().take(NAMED) {
            println!("  {member}");
        }
        if gone.len() > NAMED {
            println!("  … and {} more", gone.len() - NAMED);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Whoever was erased since the backup was made is erased again, before anybody is served.
async fn erase_again(config: &Config, erased: &[Tombstone]) -> anyhow::Result<()> {
    let ctx = crate::serve::context(config).await?;
    let fail = |fault: Fault| anyhow::anyhow!("{fault}");
    let replayed = service::erasures::replay(&ctx, erased).await.map_err(fail)?;
    let done = service::erasures::carry_out(&ctx).await.map_err(fail)?;
    ctx.store.close().await;
    if replayed.back > 0 {
        println!("{done} members were erased since this backup was made: they are erased again.");
    }
    Ok(())
}
