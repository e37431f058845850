//! The two folders of migrations lead to one schema: the same tables, columns, types, nullability
//! and indexes.

use std::collections::BTreeMap;
use store::Conn;
use store::testing::{postgres, sqlite};

/// What a column is, in words that both engines share.
fn kind(engine_type: &str) -> &'static str {
    match engine_type.to_ascii_uppercase().as_str() {
        "UUID" | "BYTEA" | "BLOB" => "bytes",
        "TEXT" => "text",
        "BIGINT" | "INTEGER" => "number",
        "BOOLEAN" => "boolean",
        other => panic!("a type the test does not know: {other}"),
    }
}

type Schema = BTreeMap<String, (&'static str, bool)>;

async fn of_sqlite() -> (Schema, Vec<String>) {
    let test = sqlite().await;
    let mut reader = test.db.read().await.unwrap();
    let Conn::Sqlite(conn) = reader.conn() else { panic!() };
    let rows: Vec<(String, String, String, bool, i64)> = sqlx::query_as(
        "SELECT m.name, c.name, c.type, c.\"notnull\" = 0, c.pk FROM sqlite_master m, pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '\\_sqlx%' ESCAPE '\\'",
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    let schema = rows
        .into_iter()
        .filter(|(table, column, ..)| (table.as_str(), column.as_str()) != ("event", "xid"))
        // A primary key is never null; SQLite does not say so.
        .map(|(table, column, of, null, pk)| (format!("{table}.{column}"), (kind(&of), null && pk == 0)))
        .collect();
    let indexes: Vec<(String,)> =
        sqlx::query_as("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")
            .fetch_all(&mut *conn)
            .await
            .unwrap();
    (schema, indexes.into_iter().map(|(name,)| name).collect())
}

async fn of_postgres() -> (Schema, Vec<String>) {
    let test = postgres().await;
    let mut reader = test.db.read().await.unwrap();
    let Conn::Postgres(conn) = reader.conn() else { panic!() };
    let rows: Vec<(String, String, String, bool)> = sqlx::query_as(
        "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'YES' FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'",
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    let schema = rows
        .into_iter()
        .filter(|(table, column, ..)| (table.as_str(), column.as_str()) != ("event", "xid"))
        .map(|(table, column, of, null)| (format!("{table}.{column}"), (kind(&of), null)))
        .collect();
    let indexes: Vec<(String,)> = sqlx::query_as(
        "SELECT indexname::text FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%\\_pkey' \
         AND indexname NOT LIKE '%\\_key' AND indexname NOT LIKE '\\_sqlx%' ORDER BY indexname COLLATE \"C\"",
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    drop(reader);
    test.db.close().await;
    (schema, indexes.into_iter().map(|(name,)| name).collect())
}

#[tokio::test]
async fn both_engines_hold_the_same_schema() {
    let (sqlite, sqlite_indexes) = of_sqlite().await;
    let (postgres, postgres_indexes) = of_postgres().await;
    assert!(sqlite.len() > 100, "{}", sqlite.len());
    assert_eq!(sqlite, postgres);
    assert_eq!(sqlite_indexes, postgres_indexes);
}
