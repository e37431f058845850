//! One SQL text into both engines: a macro per shape.
//!
//! `$1` placeholders, `RETURNING`, `ON CONFLICT`, row values and `derive(FromRow)` mean the same
//! on both; what differs lives in `dialect`. Each returns `store::Result`.

/// Expands a statement into both engines' calls.
macro_rules! on_both {
    ($conn:expr, $query:path [$($generic:tt)*], $method:ident, $sql:expr $(, $arg:expr)*) => {
        match $conn {
            $crate::Conn::Sqlite(connection) => {
                $query($sql)$(.bind($arg))*.$method(&mut **connection).await.map_err($crate::Error::from)
            }
            $crate::Conn::Postgres(connection) => {
                $query($sql)$(.bind($arg))*.$method(&mut **connection).await.map_err($crate::Error::from)
            }
        }
    };
}

/// Every row, as `$row: FromRow` on both engines.
macro_rules! fetch_all {
    ($conn:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let rows: $crate::Result<Vec<$row>> = on_both!($conn, sqlx::query_as[], fetch_all, $sql $(, $arg)*);
        rows
    }};
}

/// The first row, if any.
macro_rules! fetch_optional {
    ($conn:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let row: $crate::Result<Option<$row>> = on_both!($conn, sqlx::query_as[], fetch_optional, $sql $(, $arg)*);
        row
    }};
}

/// The one row there is.
macro_rules! fetch_one {
    ($conn:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let row: $crate::Result<$row> = on_both!($conn, sqlx::query_as[], fetch_one, $sql $(, $arg)*);
        row
    }};
}

/// Carries a statement out; how many rows it touched.
macro_rules! execute {
    ($conn:expr, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let touched: $crate::Result<u64> = match $conn {
            $crate::Conn::Sqlite(connection) => sqlx::query($sql)$(.bind($arg))*
                .execute(&mut **connection).await.map(|done| done.rows_affected()).map_err($crate::Error::from),
            $crate::Conn::Postgres(connection) => sqlx::query($sql)$(.bind($arg))*
                .execute(&mut **connection).await.map(|done| done.rows_affected()).map_err($crate::Error::from),
        };
        touched
    }};
}

/// Every row of a statement whose text asks for one of many ids behind `$head`,
/// which are numbered after the `$arg`s, then `$tail`. The ids are values, never in the text.
macro_rules! fetch_in {
    ($conn:expr, $row:ty, $head:expr, $ids:expr, $tail:expr $(, $arg:expr)* $(,)?) => {{
        let ids: &[_] = $ids;
        let given = <[&str]>::len(&[$(stringify!($arg)),*]);
        let rows: $crate::Result<Vec<$row>> = match $conn {
            $crate::Conn::Sqlite(connection) => {
                // Few different lengths, the last id again and again behind the others: a statement is prepared once
                // and found again.
                let width = match ids.len() {
                    0 => 0,
                    few @ 1..=64 => few.next_power_of_two(),
                    many => many.next_multiple_of(64),
                };
                let list = (1..=width).map(|n| format!("${}", n + given)).collect::<Vec<_>>().join(",");
                let sql = format!("{}IN ({list}){}", $head, $tail);
                let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql))$(.bind($arg))*;
                for id in ids.iter().chain(std::iter::repeat_n(ids.last(), width - ids.len()).flatten()) {
                    query = query.bind(id.clone());
                }
                query.fetch_all(&mut **connection).await.map_err($crate::Error::from)
            }
            $crate::Conn::Postgres(connection) => {
                // One value, however many ids: nothing to parse and to plan anew.
                let sql = format!("{}= ANY(${}){}", $head, given + 1, $tail);
                let query = sqlx::query_as(sqlx::AssertSqlSafe(sql))$(.bind($arg))*.bind(ids.to_vec());
                query.fetch_all(&mut **connection).await.map_err($crate::Error::from)
            }
        };
        rows
    }};
}
