//! PostgreSQL: a moment held for `pg_dump`, and what a restored database needs that its cluster did not write.

use super::{Counts, LEFT_OUT, MemberKeyRow, count, quoted};
use crate::Result;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::time::Duration;

/// A moment of the database, held for as long as the connection lives.
pub struct PgSnapshot {
    conn: PgConnection,
    /// The name that `pg_dump --snapshot` takes.
    pub name: String,
    /// How many rows each table has at that moment.
    pub counts: Counts,
    /// The members' keys at that moment.
    pub keys: Vec<MemberKeyRow>,
}

impl PgSnapshot {
    /// Lets the moment go.
    pub async fn release(self) -> Result<()> {
        Ok(self.conn.close().await?)
    }
}

/// Holds a moment of the database. Who writes does not wait.
pub async fn pg_snapshot(url: &str) -> Result<PgSnapshot> {
    let mut conn = PgConnection::connect(url).await?;
    sqlx::query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").execute(&mut conn).await?;
    let (name,): (String,) = sqlx::query_as("SELECT pg_export_snapshot()").fetch_one(&mut conn).await?;
    let mut counts = rows(&mut conn).await?;
    for table in LEFT_OUT {
        counts.insert((*table).to_owned(), 0);
    }
    let keys = sqlx::query_as("SELECT member, wrapped FROM member_key ORDER BY member").fetch_all(&mut conn).await?;
    Ok(PgSnapshot { conn, name, counts, keys })
}

/// Whether a server of ours is connected to the database.
pub async fn pg_in_use(url: &str) -> Result<bool> {
    let mut conn = PgConnection::connect(url).await?;
    let mut servers: i64 = 0;
    // Who has just left is seen for a moment longer.
    for _ in 0..10 {
        (servers,) = sqlx::query_as(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'vecu'",
        )
        .fetch_one(&mut conn)
        .await?;
        if servers == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    conn.close().await?;
    Ok(servers > 0)
}

/// How many rows each table of the database has.
pub async fn pg_rows(url: &str) -> Result<Counts> {
    let mut conn = PgConnection::connect(url).await?;
    let counts = rows(&mut conn).await?;
    conn.close().await?;
    Ok(counts)
}

/// The tables there are, as statements name them: with their schema.
pub async fn pg_tables(url: &str) -> Result<Vec<String>> {
    let mut conn = PgConnection::connect(url).await?;
    let tables = names(&mut conn).await?;
    conn.close().await?;
    Ok(tables.into_iter().map(|(schema, table)| format!("{}.{}", quoted(&schema), quoted(&table))).collect())
}

async fn names(conn: &mut PgConnection) -> Result<Vec<(String, String)>> {
    Ok(sqlx::query_as(
        "SELECT schemaname::text, tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
    )
    .fetch_all(conn)
    .await?)
}

async fn rows(conn: &mut PgConnection) -> Result<Counts> {
    let mut counts = Counts::new();
    for (schema, table) in names(conn).await? {
        let sql = format!("SELECT COUNT(*) FROM {}.{}", quoted(&schema), quoted(&table));
        let (rows,): (i64,) = sqlx::query_as(AssertSqlSafe(sql)).fetch_one(&mut *conn).await?;
        counts.insert(table, count(rows));
    }
    Ok(counts)
}

/// Statements that take the numbers of another cluster's transactions out of a restored database.
///
/// Events stand in the order of the transactions that wrote them, and readers remember how far they are
/// by those numbers. Another cluster counts from elsewhere: what it writes would stand before what was
/// read long ago, and never be seen. All that was restored is complete, so it may stand in the order of
/// its ids, before everything that this cluster will write. A reader goes back to the first event that
/// it has not read; one that it meets again changes nothing (`UNIQUE (member, xid, event)`).
pub fn positions_anew() -> String {
    format!("{READERS_ANEW};\n{TRANSACTIONS_ANEW}")
}

/// The first step, the same on both engines: readers, while the transactions they remember are still known.
pub(crate) const READERS_ANEW: &str = "UPDATE consumer SET xid = 0, id = COALESCE(\
       (SELECT MIN(e.id) - 1 FROM event e WHERE (e.xid, e.id) > (consumer.xid, consumer.id)), \
       (SELECT MAX(e.id) FROM event e), consumer.id)";

/// The second: what tables say of transactions.
const TRANSACTIONS_ANEW: &str = "DO $$ DECLARE t regclass; BEGIN \
       FOR t IN SELECT c.oid FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid \
         WHERE a.attname = 'xid' AND NOT a.attisdropped AND c.relkind = 'r' AND c.relname <> 'consumer' \
         AND c.relnamespace = current_schema()::regnamespace \
       LOOP EXECUTE format('UPDATE %s SET xid = 0', t); END LOOP; END $$;\n";
