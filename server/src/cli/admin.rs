//! `vecu admin create`, `vecu member verify`.

use crate::config::Config;
use clap::Subcommand;
use std::process::ExitCode;

/// `vecu admin …`
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Create an administrator; the password is asked for, or read from VECU_ADMIN_PASSWORD.
    Create {
        /// The name others will see.
        #[arg(long)]
        pseudonym: String,
        /// E-mail address to sign in with.
        #[arg(long)]
        email: String,
    },
}

/// `vecu member …`
#[derive(Debug, Subcommand)]
pub enum MemberCommand {
    /// Confirm a professional's claim: the badge shows from then on.
    Verify {
        /// Pseudonym or e-mail address.
        who: String,
    },
}

/// Carries out `vecu admin …`.
pub async fn admin(config: Config, command: AdminCommand) -> anyhow::Result<ExitCode> {
    let AdminCommand::Create { pseudonym, email } = command;
    let password = match std::env::var("VECU_ADMIN_PASSWORD") {
        Ok(password) => password,
        Err(_) => rpassword::prompt_password("Password: ")?,
    };
    let ctx = crate::serve::context(&config).await?;
    let outcome = service::members::create_administrator(&ctx, &pseudonym, &email, &password).await;
    ctx.store.close().await;
    Ok(report(outcome.map(|_| ()), "The administrator can sign in now."))
}

/// Carries out `vecu member …`.
pub async fn member(config: Config, command: MemberCommand) -> anyhow::Result<ExitCode> {
    let MemberCommand::Verify { who } = command;
    let ctx = crate::serve::context(&config).await?;
    let outcome = service::members::verify(&ctx, &who).await;
    ctx.store.close().await;
    Ok(report(outcome.map(|_| ()), "Verified: the badge shows now."))
}

fn report(outcome: service::Outcome<()>, done: &str) -> ExitCode {
    match outcome {
        Ok(()) => {
            println!("{done}");
            ExitCode::SUCCESS
        }
        Err(service::Fault::Form(refused)) => {
            for (field, error) in refused.errors {
                eprintln!("{field}: {error:?}");
            }
            ExitCode::FAILURE
        }
        Err(service::Fault::Problem(domain::Problem::NotFound)) => {
            eprintln!("There is nobody of that name or address, or nothing waits to be confirmed.");
            ExitCode::FAILURE
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}
