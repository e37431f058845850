//! Members: accounts, the ways in and out of them, and what proves who somebody is.
//!
//! Whether an address has an account cannot be found out: sign-up, forgotten password and sending
//! a confirmation again do the same work, in the same statements, and answer the same, whether it
//! has one or not. An account whose address was never confirmed cannot be signed in to, because a
//! password that works would tell too.

mod account;
pub(crate) mod agreements;
mod claims;
mod confirm;
mod create;
pub(crate) mod device;
mod disposable;
mod email;
mod forgotten;
pub(crate) mod keys;
pub(crate) mod mails;
mod open;
pub(crate) mod passwords;
mod preferences;
mod profile;
mod proof;
pub mod sessions;
mod sign_in;
mod sign_up;
mod sweep;
mod theirs;

pub use account::{about, account, receipts};
pub use agreements::withdraw;
pub use claims::Decided;
#[cfg(feature = "testing")]
pub(crate) use claims::sealed as sealed_claim;
pub use claims::{claim, verify};
pub(crate) use claims::{decide as decide_claim, view as claim_view};
pub(crate) use confirm::send_again;
pub use confirm::{confirm, link, resend};
pub use create::create_administrator;
pub use email::request_email_change;
pub use forgotten::{forgotten, reset};
pub use keys::email_of;
pub use open::open_account;
pub use passwords::change_password;
pub use preferences::{preferences, set_locale, set_theme};
pub use profile::profile;
pub use proof::{administers, prove, proved};
pub use sign_in::{sign_in, sign_out, suspended};
pub use sign_up::sign_up;
pub use sweep::sweep;
pub use theirs::HERE;

use domain::time::{DAY, SECOND};

/// How long a device stays signed in, in microseconds.
pub const SESSION_LASTS: i64 = 60 * DAY;
/// How long a link that confirms an address opens.
pub const CONFIRM_LASTS: i64 = 3 * DAY;
/// How long a link to a new password opens.
pub const RESET_LASTS: i64 = 3_600 * SECOND;
/// After this long an account that nobody confirmed is forgotten, and its name is free again.
pub const UNCONFIRMED_LASTS: i64 = 7 * DAY;
/// How long an invitation that ended is still listed.
pub const INVITATIONS_KEPT: i64 = 90 * DAY;
