//! What an import says while it goes, and at the end.

use super::Reason;
use std::collections::BTreeMap;

/// A line that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its number, from 1.
    pub line: u64,
    /// Why.
    pub reason: Reason,
}

/// How far an import has come; told after each batch.
#[derive(Debug)]
pub struct Progress<'a> {
    /// Lines read.
    pub lines: u64,
    /// Bytes read, unpacked.
    pub bytes: u64,
    /// The lines refused since the last time.
    pub refused: &'a [Refusal],
}

/// How many of one kind of record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Written (or would be, in a dry run).
    pub new: u64,
    /// There already.
    pub already: u64,
}

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What the dump calls itself.
    pub source: String,
    /// Lines read.
    pub lines: u64,
    /// By kind of record.
    pub counts: BTreeMap<&'static str, Count>,
    /// Lines refused, by reason.
    pub refused: BTreeMap<&'static str, u64>,
    /// It was asked to stop, and can be run again.
    pub interrupted: bool,
    /// The line it stopped at: a header that cannot be read, or the first refusal of a strict import.
    pub stopped: Option<Refusal>,
}

impl Report {
    /// Records written.
    pub fn new_records(&self) -> u64 {
        self.counts.values().map(|count| count.new).sum()
    }

    /// Records of a kind.
    pub fn count(&self, kind: &str) -> Count {
        self.counts.get(kind).copied().unwrap_or_default()
    }

    /// Lines refused.
    pub fn refusals(&self) -> u64 {
        self.refused.values().sum()
    }

    pub(super) fn add(&mut self, kind: &'static str, new: bool) {
        let count = self.counts.entry(kind).or_default();
        if new { count.new += 1 } else { count.already += 1 }
    }
}
