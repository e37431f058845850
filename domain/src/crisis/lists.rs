//! The lists of words, a file each: what is looked for, and what takes it back.

use super::Crisis;
use crate::phrases::{Class, Patterns};
use std::collections::HashSet;
use std::sync::LazyLock;

type Words = LazyLock<HashSet<&'static str>>;

static MEDICINES: Words = LazyLock::new(|| include_str!("words/medicine.txt").split_ascii_whitespace().collect());
static NUMBERS: Words = LazyLock::new(|| include_str!("words/number.txt").split_ascii_whitespace().collect());

/// A medicine or what one is taken from; more than two.
const CLASSES: [(&str, Class); 2] = [("@medicine", medicine), ("@number", number)];

fn medicine(words: &[String]) -> Option<usize> {
    MEDICINES.contains(words.first()?.as_str()).then_some(1)
}

fn number(words: &[String]) -> Option<usize> {
    let first = words.first()?;
    (NUMBERS.contains(first.as_str()) || first.parse::<u32>().is_ok_and(|n| n > 2)).then_some(1)
}

/// A list in both languages: people mix them, and nobody knows beforehand which one a text is in.
macro_rules! list {
    ($name:literal) => {
        [include_str!(concat!("words/fr/", $name, ".txt")), include_str!(concat!("words/en/", $name, ".txt"))]
    };
}

fn read(lists: [&'static str; 2]) -> Patterns {
    Patterns::read(lists.into_iter().flat_map(str::lines), &CLASSES)
}

/// What a kind of call is recognised by.
fn list(crisis: Crisis) -> [&'static str; 2] {
    match crisis {
        Crisis::Suicide => list!("suicide"),
        Crisis::Overdose => list!("overdose"),
        Crisis::Chest => list!("chest"),
        Crisis::Stroke => list!("stroke"),
        Crisis::Violence => list!("violence"),
    }
}

/// All of them.
pub(super) struct Lists {
    pub(super) calls: Vec<(Crisis, Patterns)>,
    /// Denied, in general, a manner of speaking: whatever is in the same sentence is none.
    pub(super) calm: Patterns,
    /// Long ago; none where the sentence also says that it is now.
    pub(super) past: Patterns,
    pub(super) now: Patterns,
}

impl Lists {
    pub(super) fn read() -> Self {
        Self {
            calls: Crisis::ALL.iter().map(|&crisis| (crisis, read(list(crisis)))).collect(),
            calm: read(list!("calm")),
            past: read(list!("past")),
            now: read(list!("now")),
        }
    }
}
