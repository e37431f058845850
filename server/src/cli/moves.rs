//! `vecu move`: from SQLite to PostgreSQL, or back.

use crate::config::Config;
use crate::serve::without_password;
use clap::Args;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use std::process::ExitCode;
use std::time::Duration;
use store::moves::{self, Moved, Progress, Step};

/// `vecu move FROM TO`
#[derive(Debug, Args)]
pub struct MoveArgs {
    /// The database there is: sqlite:path or postgres://…; no server may use it meanwhile.
    pub from: String,
    /// An empty database of the other engine.
    pub to: String,
}

/// Carries out `vecu move`. Cut off anywhere, the target is as empty as before.
pub async fn run(config: &Config, args: MoveArgs) -> anyhow::Result<ExitCode> {
    let bar = bar();
    let mut tell = |progress: Progress<'_>| {
        bar.set_length(progress.all);
        bar.set_position(progress.done);
        let doing = if progress.step == Step::Copying { "copying" } else { "checking" };
        bar.set_message(format!("{doing} {}", progress.table));
        // Where nobody sees a bar, a line says as much.
        if bar.is_hidden() && progress.rows == progress.of {
            eprintln!("{doing} {}: {} rows", progress.table, HumanCount(progress.rows));
        }
    };
    let moved = moves::move_all(&args.from, &args.to, &mut tell).await;
    let seconds = bar.elapsed().as_secs_f64();
    bar.finish_and_clear();
    let moved = moved.map_err(|error| anyhow::anyhow!("{error}\nNothing was moved."))?;
    report(config, &args, &moved, seconds);
    Ok(ExitCode::SUCCESS)
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {percent:>3}%  {msg}  {per_sec}  {eta} left") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn report(config: &Config, args: &MoveArgs, moved: &[Moved], seconds: f64) {
    for table in moved {
        println!("  {:<20} {:>12} rows   {}", table.table, HumanCount(table.rows), &table.checksum[..16]);
    }
    let rows: u64 = moved.iter().map(|table| table.rows).sum();
    println!(
        "{} rows of {} tables moved in {seconds:.1} s, counted on both sides, every row read back: the same.",
        HumanCount(rows),
        moved.len()
    );
    println!("Not moved: {} (each database has its own).", moves::STAYS.join(", "));
    println!("{} is as it was. Now set, on every node:", without_password(&args.from));
    println!("  database_url = \"{}\"", without_password(&args.to));
    println!(
        "secret.key was not moved: it stays in {}, and must be this same one on every node. The members' keys, which \
         it opens, were.",
        config.data_dir.display()
    );
}
