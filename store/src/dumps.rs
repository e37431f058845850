//! Dumps: many rows at once, in and out.
//!
//! An import writes batches with a few statements of many rows; an export reads tables in the order
//! of their primary keys, page by page, inside one snapshot.

mod bulk;
mod export;
mod facts;
mod rows;
mod touch;

pub use bulk::insert_all;
pub use export::*;
pub use facts::*;
pub use rows::*;
pub use touch::*;
