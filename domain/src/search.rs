//! Search: how text becomes terms, the same for what is indexed and what is asked, on both engines.
//!
//! A token is lowercased, freed of its elision (`l’`, `qu’`) or possessive (`’s`), stemmed by the Snowball
//! algorithm of its language and folded (accents, ligatures). People type without accents, which French
//! stems need, so a token also gives the stem of its folded form where that differs. Compounds give
//! themselves whole and in parts (`covid-19`: `covid19`, `covid`, `19`); a number and the unit behind it
//! are one token (`500 mg`: `500mg`).

mod postings;
mod snippet;
mod stop;
mod tokens;
mod views;

pub use postings::{Entry, decode, encode, length_of, quantised};
pub use snippet::{Piece, Snippets};
pub use tokens::{Token, tokens};
pub use views::{Answered, Corrected, Found, SearchPage, Suggested, Suggestions};

use crate::Locale;
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::collections::BTreeMap;

/// The most words of a question that are looked up; rambling ones are cut to their rarest.
pub const MOST_GROUPS: usize = 24;
/// How much more a word in the title counts than one in the text.
pub const TITLE_WEIGHT: u32 = 3;

/// Stems and folds in one language, or in both for questions whose language nobody knows.
pub struct Analyser {
    french: Option<Stemmer>,
    english: Option<Stemmer>,
}

impl Analyser {
    /// For texts in this language.
    pub fn of(locale: Locale) -> Self {
        match locale {
            Locale::Fr => Self { french: Some(Stemmer::create(Algorithm::French)), english: None },
            Locale::En => Self { french: None, english: Some(Stemmer::create(Algorithm::English)) },
        }
    }

    /// For questions.
    pub fn of_any() -> Self {
        Self { french: Some(Stemmer::create(Algorithm::French)), english: Some(Stemmer::create(Algorithm::English)) }
    }

    /// The terms that one token stands for, each once.
    pub fn terms(&self, token: &str) -> Vec<String> {
        let folded = crate::text::fold(token);
        let mut terms: Vec<String> = Vec::with_capacity(2);
        if folded.is_empty() || folded.len() > 60 {
            return terms;
        }
        if folded.bytes().any(|byte| byte.is_ascii_digit()) {
            return vec![folded];
        }
        let mut push = |stem: String| {
            if !stem.is_empty() && !terms.contains(&stem) {
                terms.push(stem);
            }
        };
        for stemmer in [&self.french, &self.english].into_iter().flatten() {
            // Most words have nothing to fold: one stem is both.
            if folded != token {
                push(crate::text::fold(&stemmer.stem(token)));
            }
            push(stemmer.stem(&folded).into_owned());
        }
        terms
    }

    fn stops(&self, folded: &str) -> bool {
        (self.french.is_some() && stop::is_french(folded)) || (self.english.is_some() && stop::is_english(folded))
    }
}

/// The terms of a text with how often each occurs, and how many words it has.
pub fn count(analyser: &Analyser, text: &str, weight: u32, into: &mut BTreeMap<String, (u32, String)>) -> u32 {
    let mut words = 0;
    for token in tokens(text) {
        if analyser.stops(&crate::text::fold(&token.text)) {
            continue;
        }
        words += 1;
        for term in analyser.terms(&token.text) {
            let (count, _) = into.entry(term).or_insert_with(|| (0, token.text.clone()));
            *count += weight;
        }
    }
    words
}

/// A word that was asked for: the terms that stand for it, any of which will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// As it was typed.
    pub word: String,
    /// What it is looked up under.
    pub terms: Vec<String>,
}

/// The words of a question, each once. Where all are too common to look up, all are.
pub fn asked(question: &str) -> Vec<Asked> {
    asked_by(&Analyser::of_any(), question)
}

/// The same, with what was made before: for many texts.
pub fn asked_by(analyser: &Analyser, question: &str) -> Vec<Asked> {
    let mut common = Vec::new();
    let mut words: Vec<Asked> = Vec::new();
    for token in tokens(question) {
        let terms = analyser.terms(&token.text);
        if terms.is_empty() || words.iter().any(|one| one.terms == terms) {
            continue;
        }
        let stops = analyser.stops(&crate::text::fold(&token.text));
        let one = Asked { word: token.text, terms };
        if stops {
            common.push(one);
        } else {
            words.push(one);
        }
    }
    if words.is_empty() { common } else { words }
}

/// Parts of three letters, by which words typed wrongly are found: the word stands between marks.
pub fn grams(term: &str) -> Vec<String> {
    let marked: Vec<char> = std::iter::once('^').chain(term.chars()).chain(std::iter::once('$')).collect();
    let mut grams: Vec<String> = marked.windows(3).map(|window| window.iter().collect()).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// How many letters differ: put in, left out, another, or two changed about (restricted Damerau–Levenshtein).
pub fn distance(one: &str, other: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let changed = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = changed.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

/// How many letters may differ in a word of this length.
pub fn forgiven(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests;
