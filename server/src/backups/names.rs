//! What backups are called: their kind, their moment, their engine.

use domain::Timestamp;
use std::path::{Path, PathBuf};
use store::Engine;

const FORMAT: &str = "%Y%m%dT%H%M%SZ";
/// What the keys' file begins with.
const KEYS: &str = "keys-";
const DATABASE: &str = "vecu-";
/// What the log of who is gone begins with.
const ERASED: &str = "erased-";

/// A moment as it stands in a name, to the second, in UTC.
fn moment(at: Timestamp) -> String {
    jiff::Timestamp::from_microsecond(at.0).unwrap_or_default().strftime(FORMAT).to_string()
}

/// The name of a backup.
pub fn database(engine: Engine, at: Timestamp) -> String {
    let extension = match engine {
        Engine::Sqlite => "db",
        Engine::Postgres => "pgdump",
    };
    format!("{DATABASE}{}.{extension}", moment(at))
}

/// The name of the keys that belong to it.
pub fn keys(at: Timestamp) -> String {
    format!("{KEYS}{}.txt", moment(at))
}

/// The name of the log of who is gone.
pub fn erased(at: Timestamp) -> String {
    format!("{ERASED}{}.txt", moment(at))
}

/// The checksum that stands beside a file.
pub fn checksum(file: &Path) -> PathBuf {
    file.with_added_extension("sha256")
}

/// The moment of a backup of the database; `None` for any other file.
pub fn moment_of(name: &str) -> Option<Timestamp> {
    let rest = name.strip_prefix(DATABASE)?;
    moment_in(rest.strip_suffix(".db").or_else(|| rest.strip_suffix(".pgdump"))?)
}

/// The moment of the keys; `None` for any other file.
pub fn moment_of_keys(name: &str) -> Option<Timestamp> {
    moment_in(name.strip_prefix(KEYS)?.strip_suffix(".txt")?)
}

fn moment_in(text: &str) -> Option<Timestamp> {
    let at = jiff::civil::DateTime::strptime(FORMAT, text).ok()?;
    let at = at.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(Timestamp(at.timestamp().as_microsecond()))
}

/// Whether a file holds members' keys.
pub fn is_keys(path: &Path) -> bool {
    is_text(path, KEYS)
}

/// Whether a file holds the log of who is gone.
pub fn is_erased(path: &Path) -> bool {
    is_text(path, ERASED)
}

fn is_text(path: &Path, beginning: &str) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.starts_with(beginning) && path.extension().is_some_and(|extension| extension == "txt")
}

/// Whether a file was begun by a backup and not finished.
pub fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    [KEYS, DATABASE, ERASED].iter().any(|beginning| name.starts_with(beginning))
        && path.extension().is_some_and(|extension| extension == "part")
}

/// The latest keys in a folder.
pub fn latest_keys(folder: &Path) -> std::io::Result<Option<PathBuf>> {
    latest(folder, is_keys)
}

/// The latest log of who is gone in a folder.
pub fn latest_erased(folder: &Path) -> std::io::Result<Option<PathBuf>> {
    latest(folder, is_erased)
}

fn latest(folder: &Path, which: fn(&Path) -> bool) -> std::io::Result<Option<PathBuf>> {
    let paths = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    Ok(paths.filter(|path| which(path)).max())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_moment() {
        let at = Timestamp(1_790_000_000_000_000);
        for engine in [Engine::Sqlite, Engine::Postgres] {
            assert_eq!(moment_of(&database(engine, at)), Some(at));
        }
        assert_eq!(moment_of_keys(&keys(at)), Some(at));
        assert_eq!(moment_of_keys(&erased(at)), None);
        for other in ["vecu.db", "vecu-20260101T000000Z.db.sha256", "keys-20260101T000000Z.txt", "vecu-2026.db"] {
            assert_eq!(moment_of(other), None, "{other}");
        }
    }
}
