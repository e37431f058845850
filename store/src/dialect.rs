//! What truly differs between the engines.

use crate::events::EventRow;
use crate::{Conn, Result};
use domain::events::Position;

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

/// Holds a reader's place until the transaction ends. On PostgreSQL who waits for its turn must not have a
/// number as a transaction yet: until the turn came, everything that others write would wait behind it.
pub(crate) async fn hold_consumer(conn: &mut Conn<'_>, name: &'static str) -> Result<(i64, i64)> {
    match conn {
        Conn::Sqlite(_) => {
            fetch_one!(conn, (i64, i64), "UPDATE consumer SET xid = xid WHERE name = $1 RETURNING xid, id", name)
        }
        Conn::Postgres(_) => {
            execute!(conn, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", name)?;
            fetch_one!(conn, (i64, i64), "SELECT xid, id FROM consumer WHERE name = $1 FOR UPDATE", name)
        }
    }
}

/// Has those who add to the audit log do so one after the other.
pub(crate) async fn hold_audit(conn: &mut Conn<'_>) -> Result<()> {
    match conn {
        // It has one writer.
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(_) => {
            execute!(conn, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", "audit").map(|_| ())
        }
    }
}

macro_rules! event_columns {
    () => {
        "SELECT xid, id, kind, at, actor, community, thread, reply, member, cause FROM event WHERE (xid, id) > ($1, $2) "
    };
}

/// Events in their order. PostgreSQL's ids are drawn before the commit: what stands below the oldest
/// transaction still running is complete, the rest waits. SQLite has one writer.
pub(crate) async fn events_after(conn: &mut Conn<'_>, from: Position, limit: i64) -> Result<Vec<EventRow>> {
    let rows = match conn {
        Conn::Sqlite(connection) => {
            sqlx::query_as(concat!(event_columns!(), "ORDER BY xid, id LIMIT $3"))
                .bind(from.transaction)
                .bind(from.id)
                .bind(limit)
                .fetch_all(&mut **connection)
                .await
        }
        Conn::Postgres(connection) => {
            sqlx::query_as(concat!(
                event_columns!(),
                "AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint ORDER BY xid, id LIMIT $3"
            ))
            .bind(from.transaction)
            .bind(from.id)
            .bind(limit)
            .fetch_all(&mut **connection)
            .await
        }
    };
    Ok(rows?)
}

/// The last event that is complete.
pub(crate) async fn latest_event(conn: &mut Conn<'_>) -> Result<Option<(i64, i64)>> {
    let row = match conn {
        Conn::Sqlite(connection) => {
            sqlx::query_as("SELECT xid, id FROM event ORDER BY xid DESC, id DESC LIMIT 1")
                .fetch_optional(&mut **connection)
                .await
        }
        Conn::Postgres(connection) => {
            sqlx::query_as(
                "SELECT xid, id FROM event WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint \
                 ORDER BY xid DESC, id DESC LIMIT 1",
            )
            .fetch_optional(&mut **connection)
            .await
        }
    };
    Ok(row?)
}
