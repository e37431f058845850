//! Many rows in one statement.

use crate::{Conn, Error, Result};
use uuid::Uuid;

/// A value of a row.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// An id.
    Id(Uuid),
    /// An id or NULL.
    MaybeId(Option<Uuid>),
    /// Text.
    Text(&'a str),
    /// Text or NULL.
    MaybeText(Option<&'a str>),
    /// A small number.
    Int(i32),
    /// Microseconds.
    Moment(i64),
    /// Microseconds or NULL.
    MaybeMoment(Option<i64>),
    /// Yes or no.
    Flag(bool),
}

/// A row of a table.
pub trait Row {
    /// `table (columns)`.
    const INTO: &'static str;
    /// How many columns.
    const WIDTH: usize;
    /// Its values, in the order of the columns.
    fn values(&self) -> Vec<Value<'_>>;
}

/// Rows in one statement: enough that a round trip costs little, few enough for the engines' limits
/// on parameters (SQLite 32,766, PostgreSQL 65,535) at the widest table.
const CHUNK: usize = 100;

macro_rules! bind_values {
    ($query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match value {
                Value::Id(value) => query.bind(value),
                Value::MaybeId(value) => query.bind(value),
                Value::Text(value) => query.bind(value),
                Value::MaybeText(value) => query.bind(value),
                Value::Int(value) => query.bind(value),
                Value::Moment(value) => query.bind(value),
                Value::MaybeMoment(value) => query.bind(value),
                Value::Flag(value) => query.bind(value),
            };
        }
        query
    }};
}

/// Inserts rows, leaving alone those whose key is there already; how many were new.
pub async fn insert_all<R: Row>(conn: &mut Conn<'_>, rows: &[R]) -> Result<u64> {
    let mut inserted = 0;
    for chunk in rows.chunks(CHUNK) {
        let sql = statement::<R>(chunk.len());
        let values = chunk.iter().flat_map(Row::values);
        // Only the full chunk's statement comes again and is worth keeping prepared.
        let keep = chunk.len() == CHUNK;
        let query = sqlx::AssertSqlSafe(sql);
        inserted += match conn {
            Conn::Sqlite(connection) => bind_values!(sqlx::query(query).persistent(keep), values)
                .execute(&mut **connection)
                .await
                .map(|done| done.rows_affected()),
            Conn::Postgres(connection) => bind_values!(sqlx::query(query).persistent(keep), values)
                .execute(&mut **connection)
                .await
                .map(|done| done.rows_affected()),
        }
        .map_err(Error::from)?;
    }
    Ok(inserted)
}

fn statement<R: Row>(rows: usize) -> String {
    let mut sql = format!("INSERT INTO {} VALUES ", R::INTO);
    let mut number = 0;
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ",(" });
        for column in 0..R::WIDTH {
            number += 1;
            sql.push_str(if column == 0 { "$" } else { ",$" });
            sql.push_str(&number.to_string());
        }
        sql.push(')');
    }
    sql.push_str(" ON CONFLICT DO NOTHING");
    sql
}

/// Rows of `head (list) tail`, where `$1` … are `first` and the list is `texts`; asked for in pieces.
pub(super) async fn select_texts<T>(conn: &mut Conn<'_>, head: &str, first: &[&str], texts: &[&str]) -> Result<Vec<T>>
where
    T: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>
        + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>
        + Send
        + Unpin,
{
    let mut rows = Vec::new();
    for piece in texts.chunks(500) {
        let list = (1..=piece.len()).map(|n| format!("${}", n + first.len())).collect::<Vec<_>>().join(",");
        let sql = sqlx::AssertSqlSafe(format!("{head} ({list})"));
        let values = first.iter().chain(piece).copied();
        match conn {
            Conn::Sqlite(connection) => {
                let mut query = sqlx::query_as::<_, T>(sql).persistent(piece.len() == 500);
                for value in values {
                    query = query.bind(value);
                }
                rows.extend(query.fetch_all(&mut **connection).await?);
            }
            Conn::Postgres(connection) => {
                let mut query = sqlx::query_as::<_, T>(sql).persistent(piece.len() == 500);
                for value in values {
                    query = query.bind(value);
                }
                rows.extend(query.fetch_all(&mut **connection).await?);
            }
        }
    }
    Ok(rows)
}

/// Rows of `head (VALUES (…), …)`, for pairs of ids; asked for in pieces.
pub(super) async fn select_pairs<T>(conn: &mut Conn<'_>, head: &str, pairs: &[(Uuid, Uuid)]) -> Result<Vec<T>>
where
    T: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>
        + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>
        + Send
        + Unpin,
{
    let mut rows = Vec::new();
    for piece in pairs.chunks(500) {
        let list = (0..piece.len()).map(|n| format!("(${},${})", 2 * n + 1, 2 * n + 2)).collect::<Vec<_>>().join(",");
        let sql = sqlx::AssertSqlSafe(format!("{head} (VALUES {list})"));
        match conn {
            Conn::Sqlite(connection) => {
                let mut query = sqlx::query_as::<_, T>(sql).persistent(piece.len() == 500);
                for (first, second) in piece {
                    query = query.bind(first).bind(second);
                }
                rows.extend(query.fetch_all(&mut **connection).await?);
            }
            Conn::Postgres(connection) => {
                let mut query = sqlx::query_as::<_, T>(sql).persistent(piece.len() == 500);
                for (first, second) in piece {
                    query = query.bind(first).bind(second);
                }
                rows.extend(query.fetch_all(&mut **connection).await?);
            }
        }
    }
    Ok(rows)
}
