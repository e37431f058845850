//! `vecu import`: reads a dump, plain or compressed, from a file or standard input.

use super::counted::Counted;
use clap::Args;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use service::Context;
use service::dumps::{self, Options, Progress, Report};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// `vecu import FILE`
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The dump: plain, .xz or .gz; `-` is standard input.
    pub file: PathBuf,
    /// Check everything and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Stop at the first line that is refused.
    #[arg(long)]
    pub strict: bool,
    /// Make communities without a stated visibility open to read instead of members only.
    #[arg(long)]
    pub open: bool,
    /// I vouch for this dump: honour its `verified` badges. For what `vecu export` wrote.
    #[arg(long)]
    pub trust: bool,
}

/// Bytes kept ahead of the parser.
const BUFFER: usize = 1 << 20;
/// How many refused lines are printed; the end counts them all.
const PRINTED: u64 = 200;

/// Carries out `vecu import`. Safe to stop with Ctrl-C and to run again.
pub async fn run(ctx: Context, args: ImportArgs) -> anyhow::Result<ExitCode> {
    let read = Arc::new(AtomicU64::new(0));
    let (input, size) = open(&args.file, &read)?;
    let bar = bar(size);
    let stop = stop_on_interrupt(&bar);
    let options = Options {
        dry_run: args.dry_run,
        strict: args.strict,
        open: args.open,
        trust: args.trust,
        shift: None,
        stop: Some(stop),
    };
    let mut printed = 0;
    let mut progress = |progress: &Progress<'_>| {
        for refusal in progress.refused {
            printed += 1;
            if printed <= PRINTED {
                bar.suspend(|| eprintln!("line {}: {}", refusal.line, refusal.reason));
            } else if printed == PRINTED + 1 {
                bar.suspend(|| eprintln!("… further refused lines are counted, not printed"));
            }
        }
        bar.set_position(read.load(Ordering::Relaxed));
        let seconds = bar.elapsed().as_secs_f64().max(0.001);
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rate to look at"
        )]
        let rate = (progress.lines as f64 / seconds) as u64;
        bar.set_message(format!("{} lines, {}/s", HumanCount(progress.lines), HumanCount(rate)));
    };
    let outcome = dumps::import(&ctx, input, &options, &mut progress).await;
    bar.finish_and_clear();
    ctx.store.close().await;
    let report = outcome.map_err(|fault| anyhow::anyhow!("{fault}"))?;
    Ok(tell(&report, args.dry_run))
}

/// Opens the input and looks at its first bytes: what a file is called does not matter.
fn open(file: &PathBuf, read: &Arc<AtomicU64>) -> anyhow::Result<(Box<dyn BufRead + Send>, Option<u64>)> {
    let (raw, size): (Box<dyn Read + Send>, Option<u64>) = if file.as_os_str() == "-" {
        (Box::new(std::io::stdin()), None)
    } else {
        let opened = File::open(file).map_err(|error| anyhow::anyhow!("{}: {error}", file.display()))?;
        let size = opened.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len());
        (Box::new(opened), size)
    };
    let mut input = BufReader::with_capacity(BUFFER, Counted::new(raw, Arc::clone(read)));
    let begins = input.fill_buf()?;
    let unpacked: Box<dyn BufRead + Send> = if begins.starts_with(b"\xfd7zXZ\0") {
        Box::new(BufReader::with_capacity(BUFFER, liblzma::read::XzDecoder::new_multi_decoder(input)))
    } else if begins.starts_with(b"\x1f\x8b") {
        Box::new(BufReader::with_capacity(BUFFER, flate2::bufread::MultiGzDecoder::new(input)))
    } else {
        Box::new(input)
    };
    Ok((unpacked, size))
}

fn bar(size: Option<u64>) -> ProgressBar {
    let (bar, template) = match size {
        Some(size) => (ProgressBar::new(size), "{bar:32} {percent:>3}%  {msg}  {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner}  {msg}  {elapsed}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// The first Ctrl-C ends the import after the batch being written; the second one at once.
fn stop_on_interrupt(bar: &ProgressBar) -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let (asked, bar) = (Arc::clone(&stop), bar.clone());
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            if asked.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
            bar.suspend(|| {
                eprintln!(
                    "Stopping after this batch. Run the same command again to go on. (Ctrl-C again stops at once.)"
                );
            });
        }
    });
    stop
}

/// Says what it came to.
fn tell(report: &Report, dry_run: bool) -> ExitCode {
    let written = if dry_run { "would be new" } else { "new" };
    println!("{} lines of \"{}\" read.", HumanCount(report.lines), report.source.escape_debug());
    for (kind, count) in &report.counts {
        println!(
            "  {kind:<12} {:>10} {written}, {:>10} there already",
            HumanCount(count.new),
            HumanCount(count.already)
        );
    }
    if report.refusals() > 0 {
        println!("{} lines refused:", HumanCount(report.refusals()));
        for (reason, count) in &report.refused {
            println!("  {:>10} {reason}", HumanCount(*count));
        }
    }
    if report.interrupted {
        println!("Stopped before the end. Run the same command again to go on.");
        return ExitCode::from(130);
    }
    match &report.stopped {
        Some(refusal) => {
            eprintln!("Stopped at line {}: {}", refusal.line, refusal.reason);
            ExitCode::FAILURE
        }
        None => ExitCode::SUCCESS,
    }
}
