//! Backups as files: written, checked, kept for a while, put back.
//!
//! A backup is two files and their checksums: the database without the members' keys, several of which
//! are kept; and the keys, of which only the latest is kept, and out of which goes whoever is erased
//! (`gone`), so that a key that was destroyed is gone from everywhere. The instance's secret is in
//! neither. The log of who was erased stands beside them, so that nobody comes back with a backup. The
//! files of pictures lie beside them, one copy for all.

pub mod erased;
pub mod files;
pub mod gone;
pub mod keys;
pub mod names;
pub mod pictures;
pub mod postgres;
pub mod restore;
pub mod rotation;
pub mod write;

pub use restore::{Restored, restore};
pub use write::{Written, write};
