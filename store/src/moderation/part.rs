//! Which part of a list of the queue is read.

use crate::administration::LAST;
use domain::Timestamp;
use domain::feed::Cursor;
use uuid::Uuid;

/// Part of a list: what is found by a name, behind a row, so many.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// How the folded name of whom it concerns begins, or that of the community; empty for all.
    pub beginning: &'a str,
    /// The row before.
    pub after: Option<Cursor>,
    /// At most so many.
    pub limit: i64,
}

impl Part<'_> {
    /// The first of all.
    pub fn first(limit: i64) -> Self {
        Self { beginning: "", after: None, limit }
    }

    /// Above every folded name that begins so.
    pub(super) fn end(&self) -> String {
        format!("{}{LAST}", self.beginning)
    }

    /// The row before, in a list that goes up.
    pub(super) fn above(&self) -> (i64, Uuid) {
        self.after.map_or((i64::MIN, Uuid::nil()), |Cursor { at: Timestamp(at), id }| (at, id))
    }

    /// The row before, in a list that goes down.
    pub(super) fn below(&self) -> (i64, Uuid) {
        self.after.map_or((i64::MAX, Uuid::max()), |Cursor { at: Timestamp(at), id }| (at, id))
    }
}
