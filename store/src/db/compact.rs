//! Writing the database anew, so that nothing deleted is left in its file.

use super::{Db, Pools, Result};
use std::time::Duration;

impl Db {
    /// How large the database file is, in bytes; nothing for PostgreSQL, whose files are the cluster's.
    pub async fn file_size(&self) -> Result<Option<u64>> {
        let Pools::Sqlite { read, .. } = &self.pools else { return Ok(None) };
        let (pages,): (i64,) = sqlx::query_as("PRAGMA page_count").fetch_one(read).await?;
        let (size,): (i64,) = sqlx::query_as("PRAGMA page_size").fetch_one(read).await?;
        Ok(u64::try_from(pages * size).ok())
    }

    /// SQLite: writes the file anew (`VACUUM`) and empties the log beside it. Deleted cells are overwritten anyway
    /// (`secure_delete`), but pages that were rearranged keep what was behind their end. Whoever writes waits
    /// meanwhile, readers do not. False when a reader holds an old moment and the log could not be emptied: once more.
    ///
    /// PostgreSQL: nothing; its own cleaning overwrites what is dead.
    pub async fn compact(&self) -> Result<bool> {
        let Pools::Sqlite { write, .. } = &self.pools else { return Ok(true) };
        let mut conn = write.acquire().await?;
        // A copy of the whole database does not belong in memory.
        sqlx::query("PRAGMA temp_store = FILE").execute(&mut *conn).await?;
        let written = sqlx::query("VACUUM").execute(&mut *conn).await;
        sqlx::query("PRAGMA temp_store = MEMORY").execute(&mut *conn).await?;
        written?;
        for _ in 0..50 {
            let (busy, _, _): (i64, i64, i64) =
                sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *conn).await?;
            if busy == 0 {
                return Ok(true);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(false)
    }
}
