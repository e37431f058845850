//! Adverse effects of medicines that somebody tells of having lived, or having seen on somebody close. Found by the
//! server to offer its author a summary for the national portal, and in communities that a company runs to have it
//! looked at, as the law asks of companies. Nothing is blocked by it, and nothing is sent anywhere.
//!
//! As in `crisis`, sequences of words are looked for sentence by sentence. How often it is right, on phrases held
//! apart: `cargo run -p domain --example vigilance`.

mod forms;
mod lists;
mod views;
mod when;

pub use forms::{Age, Declaring, Sex, Who};
pub use views::{DeclarePage, Portal, Screening, ScreeningPage, ScreeningRow};

use crate::phrases::{Typed, apart, typed};
use lists::{Lists, RELATIVES};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

static LISTS: LazyLock<Lists> = LazyLock::new(Lists::read);

/// What a text tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The medicines it names, as they were typed; none where it only says "my treatment".
    pub medicines: Vec<String>,
    /// The effects, as they were typed.
    pub effects: Vec<String>,
    /// The sentences that tell it.
    pub sentences: Vec<String>,
    /// It is about somebody close.
    pub relative: bool,
    /// When the medicine was begun, as it was typed; empty where it is not said, or not understood.
    #[serde(default)]
    pub since: String,
    /// When the effect came, the same.
    #[serde(default)]
    pub came: String,
}

impl Told {
    /// Whether it tells of an adverse effect at all.
    pub fn tells(&self) -> bool {
        !self.sentences.is_empty()
    }

    fn add(&mut self, sentence: &str, words: &[Typed]) {
        let folded: Vec<String> = words.iter().map(|one| one.word.clone()).collect();
        if !self.sentences.iter().any(|one| one == sentence) {
            self.sentences.push(sentence.to_owned());
        }
        for one in words.iter().filter(|one| lists::named(&one.word)) {
            once(&mut self.medicines, &sentence[one.from..one.to]);
        }
        self.relative |= folded.iter().any(|word| RELATIVES.contains(&word.as_str()));
        let mut at = 0;
        while at < words.len() {
            let taken = lists::effect(&folded[at..]).unwrap_or_default();
            if taken > 0 {
                once(&mut self.effects, &sentence[words[at].from..words[at + taken - 1].to]);
            }
            at += taken.max(1);
        }
        self.add_when(sentence, words);
    }

    /// Reads when it was out of a sentence; what was read first stays.
    fn add_when(&mut self, sentence: &str, words: &[Typed]) {
        let (since, came) = when::read(sentence, words);
        for (field, said) in [(&mut self.since, since), (&mut self.came, came)] {
            if field.is_empty() {
                *field = said;
            }
        }
    }
}

fn once(list: &mut Vec<String>, typed: &str) {
    let folded = crate::text::fold(typed);
    if !list.iter().any(|one| crate::text::fold(one) == folded) {
        list.push(typed.to_owned());
    }
}

/// What adverse effects a text tells of; mostly none.
pub fn told(text: &str) -> Told {
    let mut told = Told::default();
    let mut before: Option<(&str, Vec<Typed>)> = None;
    // The sentence before this one tells.
    let mut goes_on = false;
    for sentence in apart(text) {
        let words = typed(sentence);
        if says(&words) {
            told.add(sentence, &words);
            if let Some((earlier, first)) = before.take() {
                told.add_when(earlier, &first);
            }
            goes_on = true;
            continue;
        }
        if std::mem::take(&mut goes_on) {
            told.add_when(sentence, &words);
        }
        if let Some((earlier, first)) = &before
            && first.iter().any(|one| lists::named(&one.word))
            && names_an_effect(&words)
            && !denied(first)
            && says(&first.iter().chain(&words).cloned().collect::<Vec<_>>())
        {
            // "I started it in March. Since then …": the medicine stands in the sentence before.
            told.add(earlier, first);
            told.add(sentence, &words);
            goes_on = true;
        }
        before = Some((sentence, words));
    }
    told
}

fn folded(words: &[Typed]) -> Vec<String> {
    words.iter().map(|one| one.word.clone()).collect()
}

fn names_an_effect(words: &[Typed]) -> bool {
    let words = folded(words);
    (0..words.len()).any(|at| lists::effect(&words[at..]).is_some())
}

fn denied(words: &[Typed]) -> bool {
    LISTS.denied.stand_in(&folded(words))
}

fn says(words: &[Typed]) -> bool {
    let words = folded(words);
    let told = LISTS.told.stand_in(&words);
    (told || (LISTS.near.stand_in(&words) && !LISTS.calm.stand_in(&words))) && !LISTS.denied.stand_in(&words)
}

#[cfg(test)]
mod tests;
