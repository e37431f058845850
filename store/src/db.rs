//! The two engines behind one face: where they are opened, migrated and closed.

mod compact;
mod state;

pub use state::PoolUse;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction};
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The engine refused or was not reached.
    #[error(transparent)]
    Sql(#[from] sqlx::Error),
    /// A migration could not be applied.
    #[error(transparent)]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The address names no engine we speak to.
    #[error("database_url must begin with sqlite: or postgres:")]
    UnknownEngine,
    /// The folder of the database could not be made.
    #[error("the folder of the database: {0}")]
    Folder(#[from] std::io::Error),
    /// A backup could not be made, or is not whole.
    #[error("{0}")]
    Backup(String),
    /// The database could not be moved; nothing of it is in the target.
    #[error("{0}")]
    Move(String),
}

impl Error {
    /// Whether a value that must be unique was there already.
    pub fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Sql(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}

/// A result of the store.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Which engine is behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded.
    Sqlite,
    /// A server of its own.
    Postgres,
}

#[derive(Clone)]
enum Pools {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres(PgPool),
}

/// The database: cheap to clone, shared by everything that runs.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    pub(crate) buckets: Arc<crate::limits::Buckets>,
    pub(crate) settings: Arc<crate::administration::Settings>,
    written: Arc<Notify>,
}

/// A connection borrowed for a statement: from a reader or from a transaction.
pub enum Conn<'c> {
    /// SQLite.
    Sqlite(&'c mut SqliteConnection),
    /// PostgreSQL.
    Postgres(&'c mut PgConnection),
}

impl Conn<'_> {
    /// Which engine is behind.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }
}

/// A connection for reading, given back when dropped.
pub enum Reader {
    /// SQLite: opened read-only.
    Sqlite(PoolConnection<Sqlite>),
    /// PostgreSQL.
    Postgres(PoolConnection<Postgres>),
}

impl Reader {
    /// The connection, for the next statement.
    pub fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(connection) => Conn::Sqlite(connection),
            Self::Postgres(connection) => Conn::Postgres(connection),
        }
    }
}

/// A write transaction: what is not committed is undone when it is dropped.
pub struct Tx {
    begun: Begun,
    written: Arc<Notify>,
}

enum Begun {
    /// SQLite: begun IMMEDIATE, the only writer.
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// The connection, for the next statement.
    pub fn conn(&mut self) -> Conn<'_> {
        match &mut self.begun {
            Begun::Sqlite(tx) => Conn::Sqlite(tx),
            Begun::Postgres(tx) => Conn::Postgres(tx),
        }
    }

    /// Makes it last: returns once the disk has it. Whoever waits for [`Db::written`] is woken.
    pub async fn commit(self) -> Result<()> {
        match self.begun {
            Begun::Sqlite(tx) => tx.commit().await?,
            Begun::Postgres(tx) => tx.commit().await?,
        }
        self.written.notify_one();
        Ok(())
    }
}

/// Where nodes on one PostgreSQL tell each other that something was written.
const CHANNEL: &str = "vecu_written";

/// News of what other nodes wrote. SQLite has no others.
pub struct Others(Option<PgListener>);

impl Others {
    /// Resolves when another node (or this one) told that it wrote, or when the line was cut and is
    /// there again: something may have been missed. Never, on SQLite.
    pub async fn wrote(&mut self) -> Result<()> {
        if let Some(listener) = &mut self.0 {
            listener.try_recv().await?;
            Ok(())
        } else {
            std::future::pending().await
        }
    }
}

/// Makes an empty database file that its owner alone reads, where there is none; what SQLite puts beside
/// it gets the same rights.
fn for_nobody_else(file: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Begins a transaction in a task of its own. Whoever asked may be cut off while it begins (a browser that
/// goes away ends its request): sqlx 0.9.0 then hands on a connection on which PostgreSQL has begun, and whatever
/// the next one writes outside of a transaction is never committed and holds its locks. The task goes on and
/// drops what nobody waits for, which ends it properly. SQLite's driver sees to that itself.
async fn begun(pool: &PgPool, statement: Option<&'static str>) -> Result<Transaction<'static, Postgres>> {
    let pool = pool.clone();
    let task = tokio::spawn(async move {
        match statement {
            None => pool.begin().await,
            Some(statement) => pool.begin_with(statement).await,
        }
    });
    Ok(task.await.map_err(|ended| sqlx::Error::Io(std::io::Error::other(ended)))??)
}

impl Db {
    /// Opens `sqlite:path` or `postgres://…`; `connections` bounds the reading (PostgreSQL: all)
    /// connections. Nothing is migrated yet.
    pub async fn open(url: &str, connections: u32) -> Result<Self> {
        let pools = if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url)?
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                // One fsync a commit: what was acknowledged survives a power cut.
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(20))
                // Deleted text is overwritten, not only unlinked.
                .pragma("secure_delete", "ON")
                .pragma("temp_store", "MEMORY")
                // A whole page of rows crosses to the reader's thread without either waiting.
                .row_buffer_size(256)
                .statement_cache_capacity(256);
            if let Some(folder) = options.get_filename().parent().filter(|folder| !folder.as_os_str().is_empty()) {
                std::fs::create_dir_all(folder)?;
            }
            for_nobody_else(options.get_filename())?;
            let write = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
            let read = SqlitePoolOptions::new()
                .max_connections(connections.max(1))
                .connect_with(options.read_only(true).create_if_missing(false).pragma("mmap_size", "268435456"))
                .await?;
            Pools::Sqlite { read, write }
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url)?
                .application_name("vecu")
                // A statement is planned once, for every value: the plan that the tests read. Planning
                // anew took longer than most statements do. None of them is worth compiling.
                .options([("plan_cache_mode", "force_generic_plan"), ("jit", "off")])
                .statement_cache_capacity(256);
            let pool = PgPoolOptions::new()
                .max_connections(connections.max(2))
                .acquire_timeout(Duration::from_secs(20))
                .connect_with(options)
                .await?;
            Pools::Postgres(pool)
        } else {
            return Err(Error::UnknownEngine);
        };
        Ok(Self { pools, buckets: Arc::default(), settings: Arc::default(), written: Arc::default() })
    }

    /// Brings the schema up to date; safe to run from several nodes at once.
    pub async fn migrate(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { write, .. } => sqlx::migrate!("./migrations/sqlite").run(write).await?,
            Pools::Postgres(pool) => sqlx::migrate!("./migrations/postgres").run(pool).await?,
        }
        Ok(())
    }

    /// Which engine is behind.
    pub fn engine(&self) -> Engine {
        match self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// A connection to read with.
    pub async fn read(&self) -> Result<Reader> {
        Ok(match &self.pools {
            Pools::Sqlite { read, .. } => Reader::Sqlite(read.acquire().await?),
            Pools::Postgres(pool) => Reader::Postgres(pool.acquire().await?),
        })
    }

    /// A transaction to write in.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(self.tx(match &self.pools {
            Pools::Sqlite { write, .. } => Begun::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => Begun::Postgres(begun(pool, None).await?),
        }))
    }

    /// A transaction to read in: everything read through it is of one moment, and no writer waits.
    pub async fn snapshot(&self) -> Result<Tx> {
        Ok(self.tx(match &self.pools {
            Pools::Sqlite { read, .. } => Begun::Sqlite(read.begin().await?),
            Pools::Postgres(pool) => {
                Begun::Postgres(begun(pool, Some("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")).await?)
            }
        }))
    }

    fn tx(&self, begun: Begun) -> Tx {
        Tx { begun, written: self.written.clone() }
    }

    /// Resolves once something was committed through this `Db` since the last call: at once if that was
    /// before. For one waiting task.
    pub async fn written(&self) {
        self.written.notified().await;
    }

    /// Hears of what others write to the same database.
    pub async fn others(&self) -> Result<Others> {
        Ok(Others(match &self.pools {
            Pools::Sqlite { .. } => None,
            Pools::Postgres(pool) => {
                // A connection of its own: it stays open, and requests must not wait for it.
                let own = PgPoolOptions::new().max_connections(1).connect_lazy_with((*pool.connect_options()).clone());
                let mut listener = PgListener::connect_with(&own).await?;
                listener.listen(CHANNEL).await?;
                Some(listener)
            }
        }))
    }

    /// Tells the others that something was written here. Outside of transactions: inside of them it
    /// would make writers wait for each other.
    pub async fn tell_others(&self) -> Result<()> {
        if let Pools::Postgres(pool) = &self.pools {
            sqlx::query("SELECT pg_notify($1, '')").bind(CHANNEL).execute(pool).await?;
        }
        Ok(())
    }

    /// Closes every connection; SQLite folds its log into the database.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}
