//! Ranking: BM25 (Robertson and Zaragoza 2009, with k1 = 1.2 and b = 0.6) over the entries that the reader
//! may read, the same for both engines because neither takes part in it.

use domain::search::{Entry, decode, length_of};
use std::collections::{HashMap, HashSet};

const K1: f32 = 1.2;
const B: f32 = 0.6;
/// Words of a usual text.
const USUAL: f32 = 90.0;

/// One word that was asked for: the entries of each term that stands for it.
pub type Group<'a> = Vec<Vec<&'a [u8]>>;

/// How good a text is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// Its number.
    pub doc: u32,
    /// The higher, the better.
    pub score: f32,
}

/// The entries of a term that may be read.
fn readable(blocks: &[&[u8]], places: &HashSet<u32>) -> Vec<Entry> {
    blocks.iter().flat_map(|block| decode(block)).filter(|entry| places.contains(&entry.place)).collect()
}

/// Whether any text that may be read holds one of these terms.
pub fn occurs(group: &Group<'_>, places: &HashSet<u32>) -> bool {
    group.iter().flatten().any(|block| decode(block).any(|entry| places.contains(&entry.place)))
}

/// How much a word says that stands in so many of all texts.
#[allow(clippy::cast_precision_loss, reason = "counts of texts, good enough to a part in a million")]
fn rarity(docs: usize, all: i64) -> f32 {
    let (docs, all) = (docs as f32, all as f32);
    (1.0 + (all - docs).max(0.0) / (docs + 0.5)).ln()
}

/// How much a word says, by the texts that may be read.
pub fn weight(group: &Group<'_>, places: &HashSet<u32>, all: i64) -> f32 {
    rarity(group.iter().map(|blocks| readable(blocks, places).len()).max().unwrap_or_default(), all)
}

/// The best texts, best first; of equals the newer one. `all` is how many texts there are.
pub fn best(groups: &[Group<'_>], places: &HashSet<u32>, all: i64, most: usize) -> Vec<Scored> {
    let mut scores: HashMap<u32, (f32, u32)> = HashMap::new();
    let asked = groups.len();
    for group in groups {
        // The terms of a word are one word: a text gets what its best one gives.
        let terms: Vec<Vec<Entry>> = group.iter().map(|blocks| readable(blocks, places)).collect();
        let rare = rarity(terms.iter().map(Vec::len).max().unwrap_or_default(), all);
        let mut given: HashMap<u32, f32> = HashMap::new();
        for entry in terms.into_iter().flatten() {
            let times = f32::from(entry.times);
            let usual = 1.0 - B + B * length_of(entry.length) / USUAL;
            let score = rare * times * (K1 + 1.0) / (times + K1 * usual);
            let best = given.entry(entry.doc).or_default();
            *best = best.max(score);
        }
        for (doc, score) in given {
            let (sum, words) = scores.entry(doc).or_default();
            *sum += score;
            *words += 1;
        }
    }
    let mut scored: Vec<Scored> = scores
        .into_iter()
        .map(|(doc, (sum, words))| {
            // A short question is meant whole; a long one rambles.
            #[allow(clippy::cast_precision_loss, reason = "at most two dozen words")]
            let part = words as f32 / asked as f32;
            Scored { doc, score: if asked <= 6 { sum * part } else { sum } }
        })
        .collect();
    scored.sort_unstable_by(|one, other| other.score.total_cmp(&one.score).then(other.doc.cmp(&one.doc)));
    scored.truncate(most);
    scored
}
