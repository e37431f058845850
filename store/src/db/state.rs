//! The state the database is in: its schema, its connections.

use super::{Db, Engine, Pools, Result};

/// How many connections a pool has.
#[derive(Debug, Clone, Copy)]
pub struct PoolUse {
    /// Which pool.
    pub name: &'static str,
    /// Open ones.
    pub open: u32,
    /// Those of them that nobody uses.
    pub idle: u32,
    /// How many there may be.
    pub most: u32,
}

impl Db {
    /// Whether every migration that this program knows is applied.
    pub async fn is_migrated(&self) -> Result<bool> {
        let known = match self.engine() {
            Engine::Sqlite => sqlx::migrate!("./migrations/sqlite"),
            Engine::Postgres => sqlx::migrate!("./migrations/postgres"),
        };
        let mut reader = self.read().await?;
        let mut conn = reader.conn();
        let applied: Vec<(i64,)> = fetch_all!(&mut conn, (i64,), "SELECT version FROM _sqlx_migrations WHERE success")?;
        Ok(known.iter().all(|migration| applied.contains(&(migration.version,))))
    }

    /// How the connections are used.
    pub fn pools(&self) -> Vec<PoolUse> {
        fn of<D: sqlx::Database>(name: &'static str, pool: &sqlx::Pool<D>) -> PoolUse {
            PoolUse {
                name,
                open: pool.size(),
                idle: u32::try_from(pool.num_idle()).unwrap_or(u32::MAX),
                most: pool.options().get_max_connections(),
            }
        }
        match &self.pools {
            Pools::Sqlite { read, write } => vec![of("read", read), of("write", write)],
            Pools::Postgres(pool) => vec![of("all", pool)],
        }
    }
}
