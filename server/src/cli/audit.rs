//! `vecu audit`: reads the log of what moderators and administrators did.

use clap::Subcommand;
use service::Context;
use service::moderation::audit;
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Check that no row was changed, left out or put in between; print the last hash, to be kept elsewhere.
    Verify,
}

/// Carries out the command; fails when the chain is broken.
pub async fn run(ctx: Context, command: AuditCommand) -> anyhow::Result<ExitCode> {
    let AuditCommand::Verify = command;
    let verified = audit::verify(&ctx).await;
    ctx.store.close().await;
    let verified = verified.map_err(|fault| anyhow::anyhow!("{fault}"))?;
    match verified.broken {
        None => {
            println!("{} rows hold. Last hash: {}", verified.rows, verified.last);
            Ok(ExitCode::SUCCESS)
        }
        Some(row) => {
            println!("{} rows hold, then row {row} does not. Last hash that does: {}", verified.rows, verified.last);
            Ok(ExitCode::FAILURE)
        }
    }
}
