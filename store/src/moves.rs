//! Moving: everything that one engine holds into an empty database of the other, whole or not at all.
//!
//! Which tables and columns there are is read from the two schemas, so that a new table is never forgotten.
//! Rows cross in one transaction on the target; before it is committed, both sides are counted and every
//! row is read back and summed up. The source stands still meanwhile, and is not changed.

mod ends;
mod rows;
mod schema;

use crate::{Engine, Error, Result};
use ends::{Source, Target};
use rows::Sum;

/// What is never moved: each engine's own record of its migrations, and counts of the last minutes.
pub const STAYS: &[&str] = &["_sqlx_migrations", "rate_limit"];

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Rows cross.
    Copying,
    /// Rows are read back from the target.
    Checking,
}

/// How far a move is.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// What is being done,
    pub step: Step,
    /// with which table.
    pub table: &'a str,
    /// Rows of it so far.
    pub rows: u64,
    /// Rows of it in all.
    pub of: u64,
    /// Rows that both steps have behind them, in all tables.
    pub done: u64,
    /// Rows that both steps have before them from the beginning, in all tables.
    pub all: u64,
}

/// A table that was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its name.
    pub table: String,
    /// How many rows it has on both sides.
    pub rows: u64,
    /// What is in them, whatever their order, on both sides.
    pub checksum: String,
}

/// Rows between two words about how far it is.
const TOLD_EVERY: u64 = 1_000;

/// Moves everything from one database to another.
pub async fn move_all(from: &str, to: &str, told: &mut (dyn for<'a> FnMut(Progress<'a>) + Send)) -> Result<Vec<Moved>> {
    if engine(from)? == engine(to)? {
        return Err(refused("both are of the same engine: `vecu backup` and `vecu restore` are for that"));
    }
    let mut source = Source::open(from).await?;
    let mut target = Target::open(to).await?;
    let tables = schema::shared(&mut source.conn(), &mut target.conn()).await?;
    let mut counts = Vec::with_capacity(tables.len());
    for table in &tables {
        counts.push(rows::count(&mut source.conn(), table).await?);
    }
    target.make_room(&tables).await?;

    let all = counts.iter().sum::<u64>() * 2;
    let mut done = 0;
    let mut sums: Vec<Sum> = Vec::with_capacity(tables.len());
    for (table, &of) in tables.iter().zip(&counts) {
        let mut tell = |rows: u64, end: bool| {
            if end || rows.is_multiple_of(TOLD_EVERY) {
                told(Progress { step: Step::Copying, table: &table.name, rows, of, done: done + rows, all });
            }
        };
        sums.push(rows::copy(&mut source.conn(), &mut target.conn(), table, &mut tell).await?);
        done += of;
    }
    let mut moved = Vec::with_capacity(tables.len());
    for ((table, of), sum) in tables.iter().zip(counts).zip(sums) {
        let mut tell = |rows: u64, end: bool| {
            if end || rows.is_multiple_of(TOLD_EVERY) {
                told(Progress { step: Step::Checking, table: &table.name, rows, of, done: done + rows, all });
            }
        };
        let there = rows::sum(&mut target.conn(), table, &mut tell).await?;
        let counted = rows::count(&mut target.conn(), table).await?;
        if [sum.rows, there.rows, counted] != [of; 3] {
            let name = &table.name;
            return Err(refused(&format!("`{name}` has {of} rows, {} crossed and {counted} are there", sum.rows)));
        }
        if sum != there {
            return Err(refused(&format!("`{}` is not the same on both sides", table.name)));
        }
        moved.push(Moved { table: table.name.clone(), rows: of, checksum: sum.hex() });
        done += of;
    }
    for table in &tables {
        if let Some(last) = source.last_id(table).await? {
            target.continue_after(table, last).await?;
        }
    }
    target.settle(&tables).await?;
    source.close().await?;
    target.commit().await?;
    Ok(moved)
}

fn engine(url: &str) -> Result<Engine> {
    if url.starts_with("sqlite:") {
        Ok(Engine::Sqlite)
    } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
        Ok(Engine::Postgres)
    } else {
        Err(Error::UnknownEngine)
    }
}

fn refused(why: &str) -> Error {
    Error::Move(why.to_owned())
}
