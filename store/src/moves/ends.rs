//! The two ends of a move: a source that stands still, a target that is empty and nobody's but ours.

use super::refused;
use super::schema::Table;
use crate::backups::{self, HeldSqlite, READERS_ANEW, quoted};
use crate::{Conn, Db, Engine, Result};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

enum Line {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Line {
    fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(conn) => Conn::Sqlite(conn),
            Self::Postgres(conn) => Conn::Postgres(conn),
        }
    }

    async fn close(self) -> Result<()> {
        match self {
            Self::Sqlite(conn) => conn.close().await?,
            Self::Postgres(conn) => conn.close().await?,
        }
        Ok(())
    }

    /// A SQLite file that nobody else opens, inside of a transaction.
    async fn sqlite(url: &str, side: &str) -> Result<Self> {
        let file = backups::sqlite_file(url)?;
        let held = backups::hold_sqlite(&file).await?.and_then(HeldSqlite::into_connection);
        held.map(Self::Sqlite).ok_or_else(|| {
            refused(&format!("{side}: {} is not there, or is open somewhere: stop vecu first", file.display()))
        })
    }

    /// A PostgreSQL database whose tables nobody else changes (`lock` says what else they may), inside of a
    /// transaction.
    async fn postgres(url: &str, side: &str, lock: &str) -> Result<Self> {
        if backups::pg_in_use(url).await? {
            return Err(refused(&format!("{side}: a server is connected to it: stop vecu first, on every node")));
        }
        let mut conn = PgConnection::connect(url).await?;
        // What is read is of one moment, that of the first question after the lock.
        sqlx::query("BEGIN ISOLATION LEVEL REPEATABLE READ").execute(&mut conn).await?;
        // A move that was cut off lets go as soon as its line is seen to be dead.
        sqlx::query("SET LOCAL lock_timeout = '30s'").execute(&mut conn).await?;
        let tables = backups::pg_tables(url).await?;
        if tables.is_empty() {
            return Err(refused(&format!("{side}: there is nothing in it")));
        }
        let sql = format!("LOCK TABLE {} IN {lock} MODE", tables.join(", "));
        sqlx::query(AssertSqlSafe(sql))
            .execute(&mut conn)
            .await
            .map_err(|error| refused(&format!("{side}: somebody else is at its tables: {error}")))?;
        Ok(Self::Postgres(conn))
    }
}

/// Where everything comes from.
pub(super) struct Source(Line);

impl Source {
    /// Opens it, and keeps others from writing to it.
    pub async fn open(url: &str) -> Result<Self> {
        Ok(Self(match super::engine(url)? {
            Engine::Sqlite => Line::sqlite(url, "the source").await?,
            Engine::Postgres => Line::postgres(url, "the source", "EXCLUSIVE").await?,
        }))
    }

    pub fn conn(&mut self) -> Conn<'_> {
        self.0.conn()
    }

    /// The highest number that was ever drawn for a table, also when its row is gone since: events that are
    /// forgotten do not give their places back.
    pub async fn last_id(&mut self, table: &Table) -> Result<Option<i64>> {
        let Some(column) = table.drawn() else { return Ok(None) };
        let (name, id) = (quoted(&table.name), quoted(&column.name));
        let highest = AssertSqlSafe(format!("SELECT CAST(MAX({id}) AS BIGINT) FROM {name}"));
        let (highest,) = fetch_one!(&mut self.conn(), (Option<i64>,), highest)?;
        let drawn: Option<(Option<i64>,)> = match &mut self.0 {
            Line::Sqlite(conn) => {
                sqlx::query_as("SELECT seq FROM sqlite_sequence WHERE name = $1")
                    .bind(&table.name)
                    .fetch_optional(conn)
                    .await?
            }
            Line::Postgres(conn) => {
                sqlx::query_as("SELECT pg_sequence_last_value(pg_get_serial_sequence($1, $2)::regclass)")
                    .bind(name)
                    .bind(&column.name)
                    .fetch_optional(conn)
                    .await?
            }
        };
        Ok(highest.max(drawn.and_then(|(drawn,)| drawn)))
    }

    /// Lets it go, as it was.
    pub async fn close(self) -> Result<()> {
        self.0.close().await
    }
}

/// Where everything goes.
pub(super) struct Target {
    line: Line,
    /// References put aside, as statements that bring them back: rows come table by table, and a row may
    /// name a later one.
    references: Vec<String>,
}

impl Target {
    /// Opens it with the schema brought up to date, empty and ours alone.
    pub async fn open(url: &str) -> Result<Self> {
        let engine = super::engine(url)?;
        let before = match engine {
            Engine::Sqlite => backups::sqlite_rows(url).await?,
            Engine::Postgres => {
                if backups::pg_in_use(url).await? {
                    return Err(refused("the target: a server is connected to it: stop vecu first, on every node"));
                }
                backups::pg_rows(url).await?
            }
        };
        if backups::is_used(&before) {
            let rows: u64 = before.values().sum();
            return Err(refused(&format!("the target is not empty ({rows} rows): name an empty database")));
        }
        let db = Db::open(url, 2).await?;
        let migrated = db.migrate().await;
        db.close().await;
        migrated?;
        let line = match engine {
            Engine::Sqlite => Line::sqlite(url, "the target").await?,
            Engine::Postgres => Line::postgres(url, "the target", "ACCESS EXCLUSIVE").await?,
        };
        Ok(Self { line, references: Vec::new() })
    }

    pub fn conn(&mut self) -> Conn<'_> {
        self.line.conn()
    }

    /// Makes room: what the schema itself wrote goes, references are put aside.
    pub async fn make_room(&mut self, tables: &[Table]) -> Result<()> {
        for table in tables {
            // Asked again now that nobody else can write.
            let rows = super::rows::count(&mut self.conn(), table).await?;
            if backups::is_used(&[(table.name.clone(), rows)].into()) {
                return Err(refused("the target is not empty: name an empty database"));
            }
            let sql = AssertSqlSafe(format!("DELETE FROM {}", quoted(&table.name)));
            execute!(&mut self.conn(), sql)?;
        }
        // SQLite's file was opened without asking for references; they are looked at in the end.
        let Line::Postgres(conn) = &mut self.line else { return Ok(()) };
        let found: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint \
             WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conrelid, conname",
        )
        .fetch_all(&mut *conn)
        .await?;
        for (table, name, definition) in found {
            let sql = format!("ALTER TABLE {table} DROP CONSTRAINT {name}");
            sqlx::query(AssertSqlSafe(sql)).execute(&mut *conn).await?;
            self.references.push(format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"));
        }
        Ok(())
    }

    /// Numbers that are drawn from now on come after `last`.
    pub async fn continue_after(&mut self, table: &Table, last: i64) -> Result<()> {
        let Some(column) = table.drawn() else { return Ok(()) };
        match &mut self.line {
            Line::Sqlite(conn) => {
                // Only tables that never give a number twice have a row here, once they had one of their own.
                let (never_twice,): (bool,) = sqlx::query_as(
                    "SELECT UPPER(sql) LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE type = 'table' AND name = $1",
                )
                .bind(&table.name)
                .fetch_one(&mut *conn)
                .await?;
                if never_twice {
                    sqlx::query("DELETE FROM sqlite_sequence WHERE name = $1")
                        .bind(&table.name)
                        .execute(&mut *conn)
                        .await?;
                    sqlx::query("INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)")
                        .bind(&table.name)
                        .bind(last)
                        .execute(conn)
                        .await?;
                }
            }
            Line::Postgres(conn) => {
                let (table, column) = (quoted(&table.name), quoted(&column.name));
                let next = last.saturating_add(1).max(1);
                // Part of the transaction, as setting the sequence itself would not be.
                let sql = format!("ALTER TABLE {table} ALTER COLUMN {column} RESTART WITH {next}");
                sqlx::query(AssertSqlSafe(sql)).execute(conn).await?;
            }
        }
        Ok(())
    }

    /// What an engine needs of rows that it did not write itself: places among the events by its own count,
    /// references that hold, and what its planner wants to know.
    pub async fn settle(&mut self, tables: &[Table]) -> Result<()> {
        match &mut self.line {
            Line::Sqlite(conn) => {
                sqlx::query(READERS_ANEW).execute(&mut *conn).await?;
                for table in tables.iter().filter(|table| table.names_transactions()) {
                    let sql = format!("UPDATE {} SET xid = 0", quoted(&table.name));
                    sqlx::query(AssertSqlSafe(sql)).execute(&mut *conn).await?;
                }
                let broken: Vec<(String,)> =
                    sqlx::query_as("SELECT DISTINCT \"table\" FROM pragma_foreign_key_check").fetch_all(conn).await?;
                if !broken.is_empty() {
                    let names: Vec<String> = broken.into_iter().map(|(table,)| table).collect();
                    return Err(refused(&format!("rows name rows that are not there: {}", names.join(", "))));
                }
            }
            Line::Postgres(conn) => {
                sqlx::raw_sql(AssertSqlSafe(backups::positions_anew())).execute(&mut *conn).await?;
                for sql in self.references.drain(..) {
                    sqlx::query(AssertSqlSafe(sql))
                        .execute(&mut *conn)
                        .await
                        .map_err(|error| refused(&format!("rows name rows that are not there: {error}")))?;
                }
                for table in tables {
                    let sql = format!("ANALYZE {}", quoted(&table.name));
                    sqlx::query(AssertSqlSafe(sql)).execute(&mut *conn).await?;
                }
            }
        }
        Ok(())
    }

    /// Makes it last. Until here nothing of it can be seen; without it nothing stays.
    pub async fn commit(mut self) -> Result<()> {
        execute!(&mut self.conn(), "COMMIT")?;
        self.line.close().await
    }
}
