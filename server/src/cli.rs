//! The commands of `vecu`.

use crate::config::Config;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

mod admin;
mod audit;
pub mod backup;
mod counted;
pub mod demo;
mod demo_accounts;
pub mod export;
mod healthcheck;
pub mod import;
mod moves;
mod reindex;

/// Vécu: a patient community server.
#[derive(Debug, Parser)]
#[command(name = "vecu", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site (the default).
    Serve,
    /// Bring the database's schema up to date, and stop.
    Migrate,
    /// Read a dump into the site.
    Import(import::ImportArgs),
    /// Write the whole site as a dump.
    Export(export::ExportArgs),
    /// Write a checked copy of the database, beside a running server or without one; forget old copies.
    Backup(backup::BackupArgs),
    /// Put a backup back into an empty database.
    Restore(backup::RestoreArgs),
    /// Carry everything over into an empty database of the other engine, checked row by row.
    Move(moves::MoveArgs),
    /// Fill an empty database with the demo: six invented communities, three accounts to sign in with.
    Demo(demo_accounts::DemoArgs),
    /// The log of what moderators and administrators did.
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Make the search index anew. It is kept by itself; this is for when it was lost.
    Reindex,
    /// Ask the server on this machine whether it is ready; for containers.
    Healthcheck,
    /// Administrators.
    #[command(subcommand)]
    Admin(admin::AdminCommand),
    /// Members.
    #[command(subcommand)]
    Member(admin::MemberCommand),
}

impl Cli {
    /// Carries out the command.
    pub async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        match self.command.unwrap_or(Command::Serve) {
            Command::Serve => crate::serve::run(config).await?,
            Command::Migrate => {
                let ctx = crate::serve::context(&config).await?;
                ctx.store.close().await;
                println!("The schema is up to date.");
            }
            Command::Import(args) => return import::run(crate::serve::context(&config).await?, args).await,
            Command::Export(args) => return export::run(crate::serve::context(&config).await?, args).await,
            Command::Backup(args) => return backup::backup(&config, args).await,
            Command::Restore(args) => return backup::restore(&config, args).await,
            Command::Move(args) => return moves::run(&config, args).await,
            Command::Demo(args) => return demo_accounts::run(crate::serve::context(&config).await?, args).await,
            Command::Audit(command) => return audit::run(crate::serve::context(&config).await?, command).await,
            Command::Reindex => return reindex::run(crate::serve::context(&config).await?).await,
            Command::Healthcheck => return healthcheck::run(&config).await,
            Command::Admin(command) => return admin::admin(config, command).await,
            Command::Member(command) => return admin::member(config, command).await,
        }
        Ok(ExitCode::SUCCESS)
    }
}
