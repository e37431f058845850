//! SQLite: a copy of one moment, made while others write; and the file that a restored copy replaces.

use super::{Counts, LEFT_OUT, MemberKeyRow, count, quoted};
use crate::{Error, Result};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

/// The file that a `sqlite:` address names.
pub fn sqlite_file(url: &str) -> Result<PathBuf> {
    Ok(SqliteConnectOptions::from_str(url)?.get_filename().to_path_buf())
}

fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(file).foreign_keys(false).busy_timeout(Duration::from_secs(5))
}

/// A path as an address that opens it for reading alone.
fn read_only(file: &Path) -> String {
    let path = file.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{path}?mode=ro")
}

/// Copies the database at one moment into the empty file `to`, and reads the members' keys of the same
/// moment, which are never written into the copy. On a connection of its own; who writes does not wait.
pub async fn copy_sqlite(url: &str, to: &Path) -> Result<(Counts, Vec<MemberKeyRow>)> {
    let from = sqlite_file(url)?;
    if !from.is_file() {
        return Err(Error::Backup(format!("{} is not there", from.display())));
    }
    // Half a copy is thrown away: it needs no journal.
    let options = options(to).journal_mode(SqliteJournalMode::Off).synchronous(SqliteSynchronous::Full);
    let mut conn = SqliteConnection::connect_with(&options).await?;
    sqlx::query("ATTACH $1 AS source").bind(read_only(&from)).execute(&mut conn).await?;
    sqlx::query("BEGIN").execute(&mut conn).await?;
    let copied = copy(&mut conn).await?;
    sqlx::query("COMMIT").execute(&mut conn).await?;
    conn.close().await?;
    Ok(copied)
}

async fn copy(conn: &mut SqliteConnection) -> Result<(Counts, Vec<MemberKeyRow>)> {
    // The first read of the source: from here on it stands still for us.
    let made: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT type, name, sql FROM source.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' \
         ESCAPE '\\' ORDER BY CASE type WHEN 'table' THEN 0 ELSE 1 END, rowid",
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut counts = Counts::new();
    for (kind, name, sql) in &made {
        if kind != "table" {
            continue;
        }
        if sql.trim_start().to_ascii_uppercase().starts_with("CREATE VIRTUAL") {
            return Err(Error::Backup(format!("`{name}` is a virtual table: it cannot be copied row by row")));
        }
        let table = quoted(name);
        sqlx::query(AssertSqlSafe(sql.clone())).execute(&mut *conn).await?;
        if LEFT_OUT.contains(&name.as_str()) {
            counts.insert(name.clone(), 0);
            continue;
        }
        let (rows,): (i64,) =
            sqlx::query_as(AssertSqlSafe(format!("SELECT COUNT(*) FROM source.{table}"))).fetch_one(&mut *conn).await?;
        counts.insert(name.clone(), count(rows));
        sqlx::query(AssertSqlSafe(format!("INSERT INTO main.{table} SELECT * FROM source.{table}")))
            .execute(&mut *conn)
            .await?;
    }
    // Ids that were given once are not given again.
    sqlx::query("INSERT INTO main.sqlite_sequence SELECT * FROM source.sqlite_sequence").execute(&mut *conn).await?;
    for (_, _, sql) in made.iter().filter(|(kind, ..)| kind != "table") {
        sqlx::query(AssertSqlSafe(sql.clone())).execute(&mut *conn).await?;
    }
    let keys = sqlx::query_as("SELECT member, wrapped FROM source.member_key ORDER BY member").fetch_all(conn).await?;
    Ok((counts, keys))
}

/// Reads a whole file over: its structure, its references, and how many rows each table has.
pub async fn check_sqlite(file: &Path) -> Result<Counts> {
    let mut conn = SqliteConnection::connect_with(&options(file).read_only(true)).await?;
    let found: Vec<(String,)> = sqlx::query_as("PRAGMA integrity_check(5)").fetch_all(&mut conn).await?;
    if found.len() != 1 || found.first().is_none_or(|(found,)| found != "ok") {
        let found: Vec<String> = found.into_iter().map(|(line,)| line).collect();
        return Err(Error::Backup(format!("{} is damaged: {}", file.display(), found.join("; "))));
    }
    let (broken,): (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM pragma_foreign_key_check").fetch_one(&mut conn).await?;
    if broken > 0 {
        return Err(Error::Backup(format!("{}: {broken} rows name rows that are not there", file.display())));
    }
    let counts = rows(&mut conn).await?;
    conn.close().await?;
    Ok(counts)
}

/// How many rows each table of the database has; nothing where there is no database.
pub async fn sqlite_rows(url: &str) -> Result<Counts> {
    let file = sqlite_file(url)?;
    if !file.is_file() {
        return Ok(Counts::new());
    }
    let mut conn = SqliteConnection::connect_with(&options(&file)).await?;
    let counts = rows(&mut conn).await?;
    conn.close().await?;
    Ok(counts)
}

async fn rows(conn: &mut SqliteConnection) -> Result<Counts> {
    let tables: Vec<(String,)> = sqlx::query_as(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut counts = Counts::new();
    for (table,) in tables {
        let (rows,): (i64,) = sqlx::query_as(AssertSqlSafe(format!("SELECT COUNT(*) FROM {}", quoted(&table))))
            .fetch_one(&mut *conn)
            .await?;
        counts.insert(table, count(rows));
    }
    Ok(counts)
}

/// A database file that nobody else can open while this is held.
pub struct HeldSqlite(Option<SqliteConnection>);

impl HeldSqlite {
    /// The connection that holds it, inside of a transaction; `None` where there is no file.
    pub(crate) fn into_connection(self) -> Option<SqliteConnection> {
        self.0
    }

    /// Lets go.
    pub async fn release(self) -> Result<()> {
        if let Some(conn) = self.0 {
            conn.close().await?;
        }
        Ok(())
    }
}

/// Takes a database file for ourselves, with nothing left in a journal beside it; `None` when somebody
/// has it open.
pub async fn hold_sqlite(file: &Path) -> Result<Option<HeldSqlite>> {
    if !file.is_file() {
        return Ok(Some(HeldSqlite(None)));
    }
    let taken = async {
        let mut conn = SqliteConnection::connect_with(&options(file).busy_timeout(Duration::from_secs(1))).await?;
        // Leaves write-ahead logging, which works for nobody but the last one who has the file open.
        let (mode,): (String,) = sqlx::query_as("PRAGMA journal_mode = DELETE").fetch_one(&mut conn).await?;
        if mode != "delete" {
            return Ok(None);
        }
        sqlx::query("BEGIN EXCLUSIVE").execute(&mut conn).await?;
        Ok(Some(HeldSqlite(Some(conn))))
    };
    match taken.await {
        Err(sqlx::Error::Database(error)) if error.message().contains("locked") => Ok(None),
        taken => Ok(taken?),
    }
}
