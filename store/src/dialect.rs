//! What truly differs between the engines.

use crate::{Conn, Result};

/// Counts the arrival of one request in a bucket on PostgreSQL (GCRA). `Ok(None)` when it may pass,
/// else the moment from which it may. On SQLite the caller counts in memory.
pub(crate) async fn pg_arrive(
    conn: &mut sqlx::PgConnection,
    bucket: &str,
    now: i64,
    interval: i64,
    tolerance: i64,
) -> Result<Option<i64>> {
    let passed: Option<(i64,)> = sqlx::query_as(
        "INSERT INTO rate_limit AS r (bucket, arrival) VALUES ($1, $2 + $3) \
         ON CONFLICT (bucket) DO UPDATE SET arrival = GREATEST(r.arrival, $2) + $3 \
         WHERE GREATEST(r.arrival, $2) - $2 <= $4 RETURNING arrival",
    )
    .bind(bucket)
    .bind(now)
    .bind(interval)
    .bind(tolerance)
    .fetch_optional(&mut *conn)
    .await?;
    if passed.is_some() {
        return Ok(None);
    }
    let (arrival,): (i64,) =
        sqlx::query_as("SELECT arrival FROM rate_limit WHERE bucket = $1").bind(bucket).fetch_one(conn).await?;
    Ok(Some(arrival - tolerance))
}

/// Whether the database answers.
pub async fn ping(conn: &mut Conn<'_>) -> Result<()> {
    execute!(conn, "SELECT 1").map(|_| ())
}
