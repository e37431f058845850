//! Every value of every column of every table, as bytes: to look for what must not be there. Tables and columns are
//! read from the engine's catalogue, so that none is forgotten.

use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;
use store::{Conn, Db, Reader};
use uuid::Uuid;

/// Values by table and column.
pub type Values = BTreeMap<(String, String), Vec<Vec<u8>>>;

/// Every table's columns, and how each is read as bytes.
async fn columns(reader: &mut Reader) -> Vec<(String, String, String)> {
    match reader.conn() {
        Conn::Sqlite(conn) => sqlx::query_as(
            "SELECT m.name, c.name, 'CAST(\"' || c.name || '\" AS BLOB)' FROM sqlite_master m, pragma_table_xinfo(m.name) c \
             WHERE m.type = 'table'",
        )
        .fetch_all(&mut *conn)
        .await
        .expect("columns"),
        Conn::Postgres(conn) => sqlx::query_as(
            "SELECT table_name::text, column_name::text, CASE data_type WHEN 'uuid' THEN 'uuid_send(\"' || column_name || '\")' \
             WHEN 'bytea' THEN '\"' || column_name || '\"' ELSE 'convert_to(\"' || column_name || '\"::text, ''UTF8'')' END \
             FROM information_schema.columns WHERE table_schema = 'public'",
        )
        .fetch_all(&mut *conn)
        .await
        .expect("columns"),
    }
}

/// Everything that is in the database.
pub async fn values(db: &Db) -> Values {
    let mut reader = db.read().await.expect("a reader");
    let mut values = Values::new();
    for (table, column, read) in columns(&mut reader).await {
        let sql = AssertSqlSafe(format!("SELECT {read} FROM \"{table}\" WHERE \"{column}\" IS NOT NULL"));
        let rows: Vec<(Vec<u8>,)> = match reader.conn() {
            Conn::Sqlite(conn) => sqlx::query_as(sql).fetch_all(&mut *conn).await.expect("values"),
            Conn::Postgres(conn) => sqlx::query_as(sql).fetch_all(&mut *conn).await.expect("values"),
        };
        values.insert((table, column), rows.into_iter().map(|(value,)| value).collect());
    }
    values
}

/// Something to look for.
#[derive(Debug, Clone)]
pub struct Trace {
    /// What it is, for whoever reads why a test failed.
    pub what: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A text to look for.
pub fn text(what: &'static str, text: impl Into<String>) -> Trace {
    Trace { what, bytes: text.into().into_bytes() }
}

/// An id in every way it is written.
pub fn id(id: Uuid) -> Vec<Trace> {
    vec![
        Trace { what: "the id", bytes: id.as_bytes().to_vec() },
        text("the id with hyphens", id.hyphenated().to_string()),
        text("the id in hexadecimal", id.simple().to_string()),
        text("the id of addresses", domain::ids::to_base62(id)),
    ]
}

/// Whether bytes hold a trace; texts in whatever case.
pub fn holds(bytes: &[u8], trace: &Trace) -> bool {
    let (long, first) = (trace.bytes.len(), trace.bytes[0]);
    let same = |part: &[u8]| part == trace.bytes || (trace.what != "the id" && part.eq_ignore_ascii_case(&trace.bytes));
    (0..bytes.len().saturating_sub(long - 1))
        .any(|at| bytes[at].eq_ignore_ascii_case(&first) && same(&bytes[at..at + long]))
}

/// Where traces are: table, column and what.
pub fn found(values: &Values, traces: &[Trace]) -> Vec<String> {
    let mut found = Vec::new();
    for ((table, column), values) in values {
        for trace in traces {
            if values.iter().any(|value| holds(value, trace)) {
                found.push(format!("{table}.{column}: {}", trace.what));
            }
        }
    }
    found
}

/// The files below a folder, with what is in them.
pub fn files(folder: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push((path.display().to_string(), std::fs::read(&path).expect("a file")));
        }
    }
    files
}
