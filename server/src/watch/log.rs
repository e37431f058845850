//! The log: where it goes and in what form. It holds no personal data.

use std::io::IsTerminal as _;
use tracing_subscriber::EnvFilter;

/// Begins to log to standard error: as text, or as a line of JSON for each event.
pub fn begin(format: &str) {
    // `webauthn_rs` quotes what it was sent.
    let usual = || EnvFilter::new("info,sqlx=warn,webauthn_rs=off,webauthn_rs_core=off");
    let mut filter = EnvFilter::try_from_env("VECU_LOG").unwrap_or_else(|_| usual());
    // Whatever the operator wants to see.
    for never in ["webauthn_rs=off", "webauthn_rs_core=off"] {
        if let Ok(directive) = never.parse() {
            filter = filter.add_directive(directive);
        }
    }
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if format == "json" {
        log.json().flatten_event(true).with_span_list(false).init();
    } else {
        log.with_ansi(std::io::stderr().is_terminal()).init();
    }
}

/// From now on a panic is logged by where it happened. Its message may hold what somebody wrote: slicing
/// a text at the wrong place, for one, quotes the text.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(at, "panicked");
    }));
}
