//! Proving a profession: with Pro Santé Connect (OpenID Connect, code flow with PKCE), or by a file that two
//! administrators look at; and badges that end.
//!
//! Whoever goes to Pro Santé Connect leaves a row with a nonce and a verifier, sealed; it is taken as they come back,
//! once, by the session that went. What is kept of what comes back is the profession and a keyed hash of the register
//! identity: no name, no token. Provider, addresses and scopes are the operator's settings.

mod ask;
mod finish;
mod page;
mod proof;
mod provider;
mod start;
mod sweep;
mod vouch;

pub use finish::{Finished, finish};
pub use page::page;
pub use proof::{Proof, bring, proof};
pub use provider::{NotReached, Outside, Provider, Request, Response, Setup};
pub use start::start;
pub use sweep::{run, sweep};

pub(crate) use page::{ask_again, own as own_claim};
pub(crate) use proof::{in_copy, judged, keep};

use crate::Context;
use domain::Timestamp;
use domain::time::SECOND;

/// Where the provider leads back to.
pub const CALLBACK: &str = "/pro-sante/callback";
/// How long somebody may take over there, in microseconds.
const ATTEMPT_LASTS: i64 = 600 * SECOND;
/// How far the provider's clock may be from ours, in microseconds.
const SKEW: i64 = 300 * SECOND;

/// Until when a badge holds that is given now: calendar months later (UTC).
pub(crate) fn badge_ends(ctx: &Context, now: Timestamp) -> Timestamp {
    let months = i64::from(ctx.settings.badge_months);
    let moment = jiff::Timestamp::from_microsecond(now.0).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC);
    moment.checked_add(jiff::Span::new().months(months)).map_or(now, |end| Timestamp(end.timestamp().as_microsecond()))
}

/// The hash that a person of the register is known by, however they proved it.
pub(crate) fn register_hash(ctx: &Context, number: &str) -> [u8; 32] {
    ctx.keys.find("register", domain::pro_sante::register_number(number))
}
