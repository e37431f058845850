//! Which tables and columns there are, read from both schemas and held against each other.

use super::{STAYS, refused};
use crate::{Conn, Engine, Result};
use std::collections::{BTreeMap, BTreeSet};

/// What a column holds, as PostgreSQL tells it: SQLite knows fewer kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    Bytes,
    Text,
    Number,
    Small,
    Truth,
}

impl Kind {
    fn of(data_type: &str) -> Option<Self> {
        Some(match data_type {
            "uuid" => Self::Id,
            "bytea" => Self::Bytes,
            "text" => Self::Text,
            "bigint" => Self::Number,
            "integer" => Self::Small,
            "boolean" => Self::Truth,
            _ => return None,
        })
    }
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
    /// Whether PostgreSQL draws its numbers by itself.
    pub drawn: bool,
}

/// A table and its columns, in the order of their names.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub name: String,
    pub columns: Vec<Column>,
}

impl Table {
    /// The column whose numbers are drawn.
    pub fn drawn(&self) -> Option<&Column> {
        self.columns.iter().find(|column| column.drawn)
    }

    /// Whether it says which transaction wrote a row.
    pub fn names_transactions(&self) -> bool {
        self.name != "consumer" && self.columns.iter().any(|column| column.name == "xid")
    }
}

type Named = BTreeMap<String, BTreeSet<String>>;

/// The tables that both sides have. Where the sides differ, nothing is moved: something would be lost.
pub(super) async fn shared<'c>(source: &mut Conn<'c>, target: &mut Conn<'c>) -> Result<Vec<Table>> {
    let (from, to) = (migrations(source).await?, migrations(target).await?);
    if from != to {
        return Err(refused(
            "the schema of the source is not the one that this program needs: bring it up to date first \
             (`vecu migrate`), or move with the program that wrote it",
        ));
    }
    // What a column holds is PostgreSQL's to say, whichever side it is on.
    let (lite, full) = match source.engine() {
        Engine::Sqlite => (source, target),
        Engine::Postgres => (target, source),
    };
    let (lite, (full, tables)) = (sqlite(lite).await?, postgres(full).await?);
    if lite != full {
        let (lite, full) = (flat(&lite), flat(&full));
        let differing: Vec<&str> = lite.symmetric_difference(&full).map(String::as_str).collect();
        return Err(refused(&format!("the two schemas differ: {}", differing.join(", "))));
    }
    if tables.is_empty() {
        return Err(refused("there are no tables to move"));
    }
    Ok(tables)
}

fn flat(named: &Named) -> BTreeSet<String> {
    named.iter().flat_map(|(table, columns)| columns.iter().map(move |column| format!("{table}.{column}"))).collect()
}

async fn migrations(conn: &mut Conn<'_>) -> Result<Vec<i64>> {
    let versions = fetch_all!(conn, (i64,), "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version")
        .map_err(|error| refused(&format!("one side is no database of Vécu: {error}")))?;
    Ok(versions.into_iter().map(|(version,)| version).collect())
}

async fn sqlite(conn: &mut Conn<'_>) -> Result<Named> {
    let Conn::Sqlite(conn) = conn else { return Ok(Named::new()) };
    let found: Vec<(String, String)> = sqlx::query_as(
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table' \
         AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .fetch_all(&mut **conn)
    .await?;
    let mut named = Named::new();
    for (table, column) in found {
        if !STAYS.contains(&table.as_str()) {
            named.entry(table).or_default().insert(column);
        }
    }
    Ok(named)
}

async fn postgres(conn: &mut Conn<'_>) -> Result<(Named, Vec<Table>)> {
    let Conn::Postgres(conn) = conn else { return Ok((Named::new(), Vec::new())) };
    let found: Vec<(String, String, String, bool)> = sqlx::query_as(
        "SELECT t.tablename::text, c.column_name::text, c.data_type::text, c.is_identity = 'YES' FROM pg_tables t \
         JOIN information_schema.columns c ON c.table_schema = t.schemaname AND c.table_name = t.tablename \
         WHERE t.schemaname = current_schema() \
         ORDER BY t.tablename::text COLLATE \"C\", c.column_name::text COLLATE \"C\"",
    )
    .fetch_all(&mut **conn)
    .await?;
    let mut named = Named::new();
    let mut tables: Vec<Table> = Vec::new();
    for (table, column, data_type, drawn) in found {
        if STAYS.contains(&table.as_str()) {
            continue;
        }
        let kind = Kind::of(&data_type)
            .ok_or_else(|| refused(&format!("`{table}.{column}` is of a type that cannot be moved: {data_type}")))?;
        named.entry(table.clone()).or_default().insert(column.clone());
        let column = Column { name: column, kind, drawn };
        match tables.last_mut().filter(|last| last.name == table) {
            Some(last) => last.columns.push(column),
            None => tables.push(Table { name: table, columns: vec![column] }),
        }
    }
    Ok((named, tables))
}
