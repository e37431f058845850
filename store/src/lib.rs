//! Queries: one SQL text, two engines.
//!
//! Functions take a [`Conn`], whether it reads or stands inside a transaction, and hold one SQL
//! statement each where they can. No function here decides who may: `readable!` states the rule
//! of `domain::policy` in SQL, and the service asks.

#[macro_use]
mod macros;
mod db;
// Before those that use its macro.
#[macro_use]
pub mod readable;
pub mod administration;
pub mod atom;
pub mod backups;
pub mod communities;
pub mod dialect;
pub mod dumps;
pub mod erasures;
pub mod events;
pub mod exports;
pub mod feed;
pub mod letters;
pub mod limits;
pub mod live;
pub mod members;
pub mod moderation;
pub mod moves;
pub mod notices;
pub mod passkeys;
pub mod pictures;
pub mod pro_sante;
pub mod search;
pub mod sitemap;
pub mod tags;
#[cfg(feature = "testing")]
pub mod testing;
pub mod threads;
pub mod tokens;
pub mod vigilance;

pub use db::{Conn, Db, Engine, Error, Others, PoolUse, Reader, Result, Tx};
