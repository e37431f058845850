//! Ranking: BM25 (Robertson and Zaragoza 2009, with k1 = 1.2 and b = 0.6) over the entries that the reader
//! may read, the same for both engines because neither takes part in it.

use domain::search::{Entry, length_of};

const K1: f32 = 1.2;
const B: f32 = 0.6;
/// Words of a usual text.
const USUAL: f32 = 90.0;

/// One word that was asked for: the entries of each term that stands for it, as far as the reader may read them.
pub type Group<'a> = Vec<&'a [Entry]>;

/// How good a text is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// Its number.
    pub doc: u32,
    /// The higher, the better.
    pub score: f32,
}

/// Whether any text that may be read holds one of these terms.
pub fn occurs(group: &Group<'_>) -> bool {
    group.iter().any(|entries| !entries.is_empty())
}

/// How much a word says that stands in so many of all texts; a word of every text still says a little.
#[allow(clippy::cast_precision_loss, reason = "counts of texts, good enough to a part in a million")]
fn rarity(docs: usize, all: i64) -> f32 {
    let (docs, all) = (docs as f32, all as f32);
    (1.0 + ((all - docs).max(0.0) + 0.5) / (docs + 0.5)).ln()
}

/// How much a word says, by the texts that may be read.
pub fn weight(group: &Group<'_>, all: i64) -> f32 {
    rarity(group.iter().map(|entries| entries.len()).max().unwrap_or_default(), all)
}

/// What a text has come to so far.
#[derive(Clone, Copy, Default)]
struct Sum {
    score: f32,
    /// What the word being looked at gives it.
    given: f32,
    words: u16,
}

/// The best texts, best first; of equals the newer one. `all` is about how many texts there are.
pub fn best(groups: &[Group<'_>], all: i64, most: usize) -> Vec<Scored> {
    let last = groups.iter().flatten().flat_map(|entries| entries.iter()).map(|entry| entry.doc).max();
    // Numbers of texts are dense: a place for each is less than a table of those that occur.
    let mut sums = vec![Sum::default(); last.map_or(0, |last| last as usize + 1)];
    let (mut met, mut touched) = (Vec::new(), Vec::new());
    let asked = groups.len();
    for group in groups {
        let rare = weight(group, all);
        // The terms of a word are one word: a text gets what its best one gives.
        for entry in group.iter().flat_map(|entries| entries.iter()) {
            let times = f32::from(entry.times);
            let usual = 1.0 - B + B * length_of(entry.length) / USUAL;
            let score = rare * times * (K1 + 1.0) / (times + K1 * usual);
            let sum = &mut sums[entry.doc as usize];
            if sum.given <= 0.0 {
                touched.push(entry.doc);
            }
            sum.given = sum.given.max(score);
        }
        for doc in touched.drain(..) {
            let sum = &mut sums[doc as usize];
            if sum.words == 0 {
                met.push(doc);
            }
            *sum = Sum { score: sum.score + sum.given, given: 0.0, words: sum.words + 1 };
        }
    }
    let mut scored: Vec<Scored> = met
        .into_iter()
        .map(|doc| {
            let sum = sums[doc as usize];
            // A short question is meant whole; a long one rambles.
            #[allow(clippy::cast_precision_loss, reason = "at most two dozen words")]
            let part = f32::from(sum.words) / asked as f32;
            Scored { doc, score: if asked <= 6 { sum.score * part } else { sum.score } }
        })
        .collect();
    let order = |one: &Scored, other: &Scored| other.score.total_cmp(&one.score).then(other.doc.cmp(&one.doc));
    if scored.len() > most {
        scored.select_nth_unstable_by(most, order);
        scored.truncate(most);
    }
    scored.sort_unstable_by(order);
    scored
}
