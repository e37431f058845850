//! The lists of words, a file each: what is looked for, and what takes it back.

use super::Crisis;
use super::pattern::Patterns;

/// A list in both languages: people mix them, and nobody knows beforehand which one a text is in.
macro_rules! list {
    ($name:literal) => {
        [include_str!(concat!("words/fr/", $name, ".txt")), include_str!(concat!("words/en/", $name, ".txt"))]
    };
}

fn read(lists: [&'static str; 2]) -> Patterns {
    Patterns::read(lists.into_iter().flat_map(str::lines))
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
