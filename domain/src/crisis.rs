//! Words that call for help at once: suicide, overdose, chest pain, stroke, violence. Found by the server while
//! somebody writes and after it, to show the right numbers; nothing is ever blocked by it.
//!
//! Sequences of words are looked for, sentence by sentence, in the way people type on phones; sentences that
//! deny, tell of long ago or ask in general are left out. A call that is missed costs more than help that
//! nobody needed: where both are possible, help is shown. How often it is right, on phrases that the lists were not
//! made from: `cargo run -p domain --example crisis`.

mod country;
mod help;
mod lists;

pub use country::{country_of, in_europe, numbers_for};
pub use help::{Line, Need, Numbers};

use crate::phrases::sentences;
use lists::Lists;
use std::sync::LazyLock;

crate::word_enum! {
    /// What somebody may need help for.
    Crisis {
        /// Wanting to die, or harming oneself.
        Suicide = "suicide",
        /// Too much of a medicine, or poison.
        Overdose = "overdose",
        /// Pain in the chest, a heart that fails.
        Chest = "chest",
        /// Signs of a stroke.
        Stroke = "stroke",
        /// Being hurt or threatened by somebody.
        Violence = "violence",
    }
}

static LISTS: LazyLock<Lists> = LazyLock::new(Lists::read);

/// What a text calls for help about, in the order of [`Crisis::ALL`]; mostly nothing.
pub fn signs(text: &str) -> Vec<Crisis> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let whole: Vec<String> = sentence.concat();
        let calls = calls(&whole);
        if calls.is_empty() || LISTS.calm.stand_in(&whole) {
            continue;
        }
        if !LISTS.past.stand_in(&whole) || LISTS.now.stand_in(&whole) {
            found.extend(calls);
            continue;
        }
        // Something is told of the past: what stands in a part of its own may still be of now.
        for part in sentence.iter().filter(|part| !LISTS.past.stand_in(part)) {
            found.extend(self::calls(part));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn calls(words: &[String]) -> Vec<Crisis> {
    LISTS.calls.iter().filter(|(_, patterns)| patterns.stand_in(words)).map(|(crisis, _)| *crisis).collect()
}

#[cfg(test)]
mod tests;
