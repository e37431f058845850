//! Rows on their way: read, summed up, written.

use super::refused;
use super::schema::{Kind, Table};
use crate::backups::quoted;
use crate::{Conn, Result};
use futures::TryStreamExt as _;
use futures::stream::BoxStream;
use sha2::{Digest as _, Sha256};
use sqlx::{AssertSqlSafe, Row as _};
use uuid::Uuid;

/// Values in one statement; SQLite takes 32,766.
const VALUES: usize = 16_000;
/// Rows in one statement.
const ROWS: usize = 500;

/// A value of either engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Id(Option<Uuid>),
    Bytes(Option<Vec<u8>>),
    Text(Option<String>),
    Number(Option<i64>),
    Small(Option<i32>),
    Truth(Option<bool>),
}

/// What a table holds: how many rows, and a sum over them that no order changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub rows: u64,
    content: [u128; 2],
}

impl Sum {
    /// Takes a row in. Hashes are added, not combined bit by bit: a row that is there twice is not one
    /// that is not there.
    fn add(&mut self, row: &[Value]) {
        let mut hash = Sha256::new();
        for value in row {
            match value {
                Value::Id(Some(id)) => part(&mut hash, 1, id.as_bytes()),
                Value::Bytes(Some(bytes)) => part(&mut hash, 2, bytes),
                Value::Text(Some(text)) => part(&mut hash, 3, text.as_bytes()),
                Value::Number(Some(number)) => part(&mut hash, 4, &number.to_be_bytes()),
                Value::Small(Some(number)) => part(&mut hash, 5, &number.to_be_bytes()),
                Value::Truth(Some(truth)) => part(&mut hash, 6, &[u8::from(*truth)]),
                Value::Id(None)
                | Value::Bytes(None)
                | Value::Text(None)
                | Value::Number(None)
                | Value::Small(None)
                | Value::Truth(None) => part(&mut hash, 0, &[]),
            }
        }
        let hash = hash.finalize();
        let (high, low) = hash.split_at(16);
        for (sum, half) in self.content.iter_mut().zip([high, low]) {
            *sum = sum.wrapping_add(u128::from_be_bytes(half.try_into().unwrap_or_default()));
        }
        self.rows += 1;
    }

    /// To look at.
    pub fn hex(&self) -> String {
        format!("{:032x}{:032x}", self.content[0], self.content[1])
    }
}

fn part(hash: &mut Sha256, kind: u8, bytes: &[u8]) {
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

/// How many rows a table has.
pub(super) async fn count(conn: &mut Conn<'_>, table: &Table) -> Result<u64> {
    let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {}", quoted(&table.name)));
    let (rows,) = fetch_one!(conn, (i64,), sql)?;
    Ok(crate::backups::count(rows))
}

fn columns(table: &Table) -> String {
    table.columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
}

macro_rules! values {
    ($row:expr, $table:expr, $small:ty) => {{
        let mut values = Vec::with_capacity($table.columns.len());
        for (at, column) in $table.columns.iter().enumerate() {
            values.push(match column.kind {
                Kind::Id => Value::Id($row.try_get(at)?),
                Kind::Bytes => Value::Bytes($row.try_get(at)?),
                Kind::Text => Value::Text($row.try_get(at)?),
                Kind::Number => Value::Number($row.try_get(at)?),
                Kind::Small => {
                    let number: Option<$small> = $row.try_get(at)?;
                    Value::Small(
                        number
                            .map(i32::try_from)
                            .transpose()
                            .map_err(|error| refused(&format!("`{}.{}`: {error}", $table.name, column.name)))?,
                    )
                }
                Kind::Truth => Value::Truth($row.try_get(at)?),
            });
        }
        Ok(values)
    }};
}

/// All rows of a table, one after the other, without holding them.
fn all<'c>(conn: &'c mut Conn<'_>, table: &'c Table) -> BoxStream<'c, Result<Vec<Value>>> {
    let sql = AssertSqlSafe(format!("SELECT {} FROM {}", columns(table), quoted(&table.name)));
    match conn {
        Conn::Sqlite(conn) => Box::pin(
            sqlx::query(sql)
                .fetch(&mut **conn)
                .map_err(crate::Error::from)
                .and_then(async |row| values!(row, table, i64)),
        ),
        Conn::Postgres(conn) => Box::pin(
            sqlx::query(sql)
                .fetch(&mut **conn)
                .map_err(crate::Error::from)
                .and_then(async |row| values!(row, table, i32)),
        ),
    }
}

/// Sums a table up.
pub(super) async fn sum(conn: &mut Conn<'_>, table: &Table, tell: &mut (dyn FnMut(u64, bool) + Send)) -> Result<Sum> {
    let mut sum = Sum::default();
    let mut rows = all(conn, table);
    while let Some(row) = rows.try_next().await? {
        sum.add(&row);
        tell(sum.rows, false);
    }
    tell(sum.rows, true);
    Ok(sum)
}

/// Copies a table; what it held as it was read.
pub(super) async fn copy(
    from: &mut Conn<'_>,
    to: &mut Conn<'_>,
    table: &Table,
    tell: &mut (dyn FnMut(u64, bool) + Send),
) -> Result<Sum> {
    let most = (VALUES / table.columns.len().max(1)).clamp(1, ROWS);
    let mut sum = Sum::default();
    let mut batch = Vec::with_capacity(most);
    let mut rows = all(from, table);
    while let Some(row) = rows.try_next().await? {
        sum.add(&row);
        batch.push(row);
        if batch.len() == most {
            insert(to, table, std::mem::take(&mut batch)).await?;
        }
        tell(sum.rows, false);
    }
    if !batch.is_empty() {
        insert(to, table, batch).await?;
    }
    tell(sum.rows, true);
    Ok(sum)
}

macro_rules! bound {
    ($query:expr, $rows:expr) => {{
        let mut query = $query;
        for value in $rows.into_iter().flatten() {
            query = match value {
                Value::Id(id) => query.bind(id),
                Value::Bytes(bytes) => query.bind(bytes),
                Value::Text(text) => query.bind(text),
                Value::Number(number) => query.bind(number),
                Value::Small(number) => query.bind(number),
                Value::Truth(truth) => query.bind(truth),
            };
        }
        query
    }};
}

/// Writes some rows. The text of the statement holds names of the schema and the number of values; what
/// people wrote is bound.
async fn insert(conn: &mut Conn<'_>, table: &Table, rows: Vec<Vec<Value>>) -> Result<()> {
    let width = table.columns.len();
    let mut list = String::new();
    for row in 0..rows.len() {
        let places: Vec<String> = (1..=width).map(|place| format!("${}", row * width + place)).collect();
        list.push_str(if row == 0 { "(" } else { ",(" });
        list.push_str(&places.join(","));
        list.push(')');
    }
    let (name, columns) = (quoted(&table.name), columns(table));
    let done = match conn {
        Conn::Sqlite(conn) => {
            let sql = AssertSqlSafe(format!("INSERT INTO {name} ({columns}) VALUES {list}"));
            bound!(sqlx::query(sql), rows).execute(&mut **conn).await.map(|_| ())
        }
        Conn::Postgres(conn) => {
            // Numbers that are drawn usually are given here.
            let sql = AssertSqlSafe(format!("INSERT INTO {name} ({columns}) OVERRIDING SYSTEM VALUE VALUES {list}"));
            bound!(sqlx::query(sql), rows).execute(&mut **conn).await.map(|_| ())
        }
    };
    done.map_err(|error| refused(&format!("`{}` could not be written: {error}", table.name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum_of(rows: &[Vec<Value>]) -> Sum {
        let mut sum = Sum::default();
        for row in rows {
            sum.add(row);
        }
        sum
    }

    #[test]
    fn a_sum_knows_rows_and_not_their_order() {
        let text = |text: &str| Value::Text(Some(text.into()));
        let (a, b) = (vec![text("a"), text("bc")], vec![text("ab"), text("c")]);
        assert_eq!(sum_of(&[a.clone(), b.clone()]), sum_of(&[b.clone(), a.clone()]));
        assert_ne!(sum_of(&[a.clone(), a.clone()]), sum_of(&[b.clone(), b.clone()]), "where a value ends counts");
        assert_ne!(sum_of(&[a.clone(), a.clone()]), sum_of(&[]), "twice is not never");
        assert_ne!(sum_of(&[vec![Value::Text(None)]]), sum_of(&[vec![text("")]]), "nothing is not empty");
        assert_ne!(sum_of(&[vec![Value::Truth(Some(false))]]), sum_of(&[vec![Value::Truth(Some(true))]]));
    }
}
