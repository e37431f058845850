//! The `vecu` binary.

#![recursion_limit = "512"]

use clap::Parser as _;
use std::process::ExitCode;
use vecu_server::cli::Cli;
use vecu_server::config::Config;

// A page is built of thousands of small pieces of memory, and the system's allocator gives most of its
// time to searching: see docs/decisions/speed.md.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let config = match Config::load() {
        Ok(config) => config,
        Err(error) => {
            eprintln!("vecu: {error}");
            return ExitCode::FAILURE;
        }
    };
    vecu_server::watch::log::begin(&config.log_format);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("vecu: starting the runtime: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(cli.run(config)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("vecu: {error:#}");
            ExitCode::FAILURE
        }
    }
}
