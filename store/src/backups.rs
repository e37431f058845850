//! Backups: what the database is at one moment, without the members' keys; those apart.
//!
//! A backup leaves `member_key` empty: destroying a member's key makes what was sealed for them
//! unreadable in old backups too.

mod keys;
mod postgres;
mod sqlite;

pub use keys::{KeyFate, MemberKeyRow, give_keys};
pub(crate) use postgres::READERS_ANEW;
pub use postgres::{PgSnapshot, pg_in_use, pg_rows, pg_snapshot, pg_tables, positions_anew};
pub use sqlite::{HeldSqlite, check_sqlite, copy_sqlite, hold_sqlite, sqlite_file, sqlite_rows};

use std::collections::BTreeMap;

/// How many rows each table has.
pub type Counts = BTreeMap<String, u64>;

/// Tables whose rows no backup holds: the members' keys, and counts of the last minutes.
pub const LEFT_OUT: &[&str] = &["member_key", "rate_limit"];

/// Rows that a database has which nobody has written to yet.
const FROM_THE_START: &[&str] = &["_sqlx_migrations", "consumer", "rate_limit"];

/// Whether somebody has written something into a database with these rows.
pub fn is_used(counts: &Counts) -> bool {
    counts.iter().any(|(table, rows)| *rows > 0 && !FROM_THE_START.contains(&table.as_str()))
}

/// A name as it stands in a statement. Names of tables cannot be bound; these come from the engine's catalogue.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

pub(crate) fn count(rows: i64) -> u64 {
    u64::try_from(rows).unwrap_or_default()
}
