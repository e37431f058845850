//! The part of a text that shows why it was found.

use super::{Analyser, Token, tokens};
use crate::Locale;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Its words.
    #[serde(rename = "t")]
    pub text: String,
    /// Whether it was asked for.
    #[serde(rename = "m", default, skip_serializing_if = "std::ops::Not::not")]
    pub marked: bool,
}

/// About so many characters around what was found.
const AROUND: usize = 220;

/// Makes the snippets of a page of results: the texts have most of their words in common, each is looked at once.
pub struct Snippets<'a> {
    wanted: &'a BTreeSet<String>,
    french: HashMap<String, Vec<String>>,
    english: HashMap<String, Vec<String>>,
}

impl<'a> Snippets<'a> {
    /// For these terms.
    pub fn new(wanted: &'a BTreeSet<String>) -> Self {
        Self { wanted, french: HashMap::new(), english: HashMap::new() }
    }

    /// The stretch of a plain text with the most different words that were asked for, those marked.
    pub fn of(&mut self, text: &str, locale: Locale) -> Vec<Piece> {
        let analyser = Analyser::of(locale);
        let seen = match locale {
            Locale::Fr => &mut self.french,
            Locale::En => &mut self.english,
        };
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut found: Vec<(usize, usize, Vec<String>)> = Vec::new();
        for Token { text, start, end } in tokens(&flat) {
            let own = seen.entry(text).or_insert_with_key(|word| {
                analyser.terms(word).into_iter().filter(|term| self.wanted.contains(term)).collect()
            });
            if !own.is_empty() {
                found.push((start, end, own.clone()));
            }
        }
        cut(&flat, &found)
    }
}

/// The best stretch, given where what was asked for stands.
fn cut(flat: &str, found: &[(usize, usize, Vec<String>)]) -> Vec<Piece> {
    let best = (0..found.len())
        .max_by_key(|&first| {
            let window = found[first..].iter().take_while(|(start, ..)| *start < found[first].0 + AROUND);
            let different: HashSet<&String> = window.flat_map(|(_, _, own)| own).collect();
            (different.len(), std::cmp::Reverse(first))
        })
        .map_or(0, |first| found[first].0);
    let begin = word_before(flat, best.saturating_sub(AROUND / 4));
    let end = word_before(flat, (begin + AROUND).min(flat.len()));
    let end = if end <= begin { flat.len().min(boundary(flat, begin + AROUND)) } else { end };
    let mut pieces = Vec::new();
    let mut push = |text: &str, marked: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), marked });
        }
    };
    if begin > 0 {
        push("… ", false);
    }
    let mut at = begin;
    for &(start, stop, _) in found {
        if start < at || stop > end {
            continue;
        }
        push(&flat[at..start], false);
        push(&flat[start..stop], true);
        at = stop;
    }
    push(flat[at..end].trim_end(), false);
    if end < flat.len() {
        push("…", false);
    }
    pieces
}

fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The beginning of the word that `at` stands in; the end of the text is one.
fn word_before(text: &str, at: usize) -> usize {
    let at = boundary(text, at);
    if at == text.len() { at } else { text[..at].rfind(' ').map_or(0, |space| space + 1) }
}
