//! Lists read page by page, by key and never by number: what arrives meanwhile moves nothing.

use crate::ids::{from_base62, to_base62};
use crate::threads::ThreadRow;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

crate::word_enum! {
    /// What a list of threads is ordered by.
    Order {
        /// Latest activity first.
        Active = "active",
        /// Latest thread first.
        New = "new",
    }
}

/// Where a page of a list ends: the sort key of its last row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The moment sorted by.
    pub at: Timestamp,
    /// The row's id, for rows of the same moment.
    pub id: Uuid,
}

impl Cursor {
    /// As it stands in an address: the moment and the id, joined by a hyphen.
    pub fn encode(self) -> String {
        format!("{}-{}", self.at.0, to_base62(self.id))
    }

    /// Reads an address part; `None` when somebody changed it.
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('-')?;
        Some(Self { at: Timestamp(at.parse().ok()?), id: from_base62(id).ok()? })
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// The encoded cursor of the next page, when there is one.
    pub next: Option<String>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), next: None }
    }
}

impl<T> Page<T> {
    /// Makes a page from `size + 1` rows asked for: the extra one only tells that there is more.
    pub fn from_rows(mut rows: Vec<T>, size: usize, cursor: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        let next = if more { rows.last().map(|row| cursor(row).encode()) } else { None };
        Self { rows, next }
    }
}

/// Whose feed it is, which decides what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FeedKind {
    /// What open communities show.
    Visitor,
    /// The member's communities, followed threads and tags.
    Member,
    /// The questions that wait for a professional.
    Waiting,
}

/// The feed page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedPage {
    /// What it holds.
    pub kind: FeedKind,
    /// How it is ordered.
    pub order: Order,
    /// For a professional: the questions put to their profession, before all others.
    pub first: Vec<ThreadRow>,
    /// The threads.
    pub threads: Page<ThreadRow>,
    /// The reader's communities, by name.
    pub communities: Vec<crate::communities::CommunityLink>,
    /// Up to where what happened is in it: a live stream goes on from here.
    pub live: Option<crate::events::Position>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cursor_survives_its_address(at: i64, id: u128) {
            let cursor = Cursor { at: Timestamp(at.max(0)), id: Uuid::from_u128(id) };
            prop_assert_eq!(Cursor::parse(&cursor.encode()), Some(cursor));
        }

        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = Cursor::parse(&text);
        }
    }
}
