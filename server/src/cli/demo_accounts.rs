//! The demo's three accounts: addresses that lead nowhere, passwords drawn anew and said once.

use super::demo::{self, DemoAccount, Part};
use clap::Args;
use service::Context;
use std::process::ExitCode;

/// `vecu demo`
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Print the accounts as JSON, for scripts.
    #[arg(long)]
    json: bool,
}

struct Opened {
    part: Part,
    pseudonym: String,
    email: String,
    password: String,
}

impl Opened {
    fn part_word(&self) -> &'static str {
        match self.part {
            Part::Patient => "patient",
            Part::Professional => "professional",
            Part::Administrator => "administrator",
        }
    }
}

/// Letters and digits that nobody confuses when reading them off a screen.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A password of 80 random bits, in groups of four.
fn password(ctx: &Context) -> String {
    let bytes: [u8; 16] = ctx.random_bytes();
    let letters: Vec<char> = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

async fn open(ctx: &Context, account: DemoAccount) -> anyhow::Result<Opened> {
    let email = match account.part {
        Part::Patient => "patiente@demo.invalid",
        Part::Professional => "pharmacie@demo.invalid",
        Part::Administrator => "admin@demo.invalid",
    };
    let password = password(ctx);
    let administrator = account.part == Part::Administrator;
    service::members::open_account(ctx, account.member, email, &password, administrator)
        .await
        .map_err(|fault| anyhow::anyhow!("{fault}"))?;
    let mut reader = ctx.store.read().await?;
    let pseudonym = store::members::pseudonym(&mut reader.conn(), account.member).await?.unwrap_or_default();
    Ok(Opened { part: account.part, pseudonym, email: email.to_owned(), password })
}

/// Carries out `vecu demo`.
pub async fn run(ctx: Context, args: DemoArgs) -> anyhow::Result<ExitCode> {
    let opened = demo::fill(&ctx, async |account| open(&ctx, account).await).await;
    ctx.store.close().await;
    match opened? {
        None => {
            if args.json {
                println!("[]");
            }
            eprintln!("The database is not empty: the demo was left out.");
        }
        Some(accounts) if args.json => {
            let list: Vec<serde_json::Value> = accounts
                .iter()
                .map(|one| {
                    serde_json::json!({
                        "part": one.part_word(), "pseudonym": one.pseudonym, "email": one.email, "password": one.password,
                    })
                })
                .collect();
            println!("{}", serde_json::Value::Array(list));
        }
        Some(accounts) => {
            println!("The demo is there: 6 communities, 40 members, all of them invented.");
            println!("Sign in as (these passwords are shown once):");
            for one in accounts {
                println!("  {:<14} {:<24} {}   ({})", one.part_word(), one.email, one.password, one.pseudonym);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
