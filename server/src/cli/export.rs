//! `vecu export`: writes the whole site as a dump. For the operator, who has the database anyway.

use clap::Args;
use indicatif::HumanCount;
use service::Context;
use service::dumps;
use std::fs::OpenOptions;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// `vecu export FILE`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Where to: a name that ends in .xz or .gz is compressed; `-` is standard output.
    #[arg(default_value = "-")]
    pub file: PathBuf,
}

/// Carries out `vecu export`.
pub async fn run(ctx: Context, args: ExportArgs) -> anyhow::Result<ExitCode> {
    let exported = if args.file.as_os_str() == "-" {
        let mut output = BufWriter::new(std::io::stdout());
        dumps::export(&ctx, &mut output).await
    } else {
        to_file(&ctx, &args.file).await?
    };
    ctx.store.close().await;
    let exported = exported.map_err(|fault| anyhow::anyhow!("{fault}"))?;
    for (kind, count) in &exported.0 {
        eprintln!("  {kind:<12} {:>10}", HumanCount(*count));
    }
    Ok(ExitCode::SUCCESS)
}

/// Written beside the file and moved into place when whole: half a dump never looks like one.
async fn to_file(ctx: &Context, file: &Path) -> anyhow::Result<service::Outcome<dumps::Exported>> {
    let unfinished = file.with_added_extension("part");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    // What members say among themselves is in it: nobody else on this machine reads it.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let output = options.open(&unfinished).map_err(|error| anyhow::anyhow!("{}: {error}", unfinished.display()))?;
    let output = BufWriter::new(output);
    let outcome = match file.extension().and_then(|extension| extension.to_str()) {
        Some("xz") => {
            let mut packed = liblzma::write::XzEncoder::new(output, 6);
            let outcome = dumps::export(ctx, &mut packed).await;
            packed.finish()?.flush()?;
            outcome
        }
        Some("gz") => {
            let mut packed = flate2::write::GzEncoder::new(output, flate2::Compression::default());
            let outcome = dumps::export(ctx, &mut packed).await;
            packed.finish()?.flush()?;
            outcome
        }
        _ => {
            let mut output = output;
            let outcome = dumps::export(ctx, &mut output).await;
            output.flush()?;
            outcome
        }
    };
    if outcome.is_ok() {
        std::fs::rename(&unfinished, file)?;
    } else {
        let _ = std::fs::remove_file(&unfinished);
    }
    Ok(outcome)
}
