//! `vecu reindex`: makes the search index anew.

use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use service::Context;
use std::process::ExitCode;

/// Carries out `vecu reindex`. Cut off, it goes on where it was when the server starts.
pub async fn run(ctx: Context) -> anyhow::Result<ExitCode> {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
        bar.set_style(style);
    }
    let mut texts = 0;
    let made = service::search::reindex(&ctx, &mut |done| {
        texts = done;
        bar.tick();
        bar.set_message(format!("{} texts indexed", HumanCount(u64::try_from(done).unwrap_or(u64::MAX))));
    })
    .await;
    let seconds = bar.elapsed().as_secs_f64();
    bar.finish_and_clear();
    ctx.store.close().await;
    made.map_err(|fault| anyhow::anyhow!("{fault}"))?;
    println!("{texts} texts indexed in {seconds:.1} s.");
    Ok(ExitCode::SUCCESS)
}
