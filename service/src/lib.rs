//! Use cases: who may, what happens, in one transaction.
//!
//! Every function takes the [`Context`] (what would otherwise be ambient) and the [`Actor`] (who
//! asks), and answers with a domain view or a [`Fault`]. A write parses first, does the slow pure
//! work, opens the transaction, loads the facts inside it, asks `domain::policy`, changes rows,
//! appends the event and commits.

pub mod actor;
pub mod administration;
pub mod atom;
pub mod communities;
pub mod context;
pub mod crypto;
pub mod dumps;
pub mod erasures;
pub mod exports;
pub mod fault;
pub mod feed;
mod following;
pub mod home;
pub mod letters;
pub mod limits;
pub mod live;
pub mod mail;
pub mod markdown;
pub mod members;
pub mod moderation;
pub mod notices;
pub mod passkeys;
pub mod pictures;
pub mod pro_sante;
pub mod push;
pub mod refusals;
pub mod search;
pub mod settings;
pub mod sitemap;
pub mod tags;
#[cfg(feature = "testing")]
pub mod testing;
pub mod threads;
pub mod tokens;
pub mod vigilance;

pub use actor::{Actor, Me};
pub use context::{Clock, Context, Random};
pub use fault::{Fault, Outcome};
pub use settings::Settings;
