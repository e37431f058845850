//! Looking up: the words of a question and the texts that hold them.

use super::long::Question;
use super::score::{self, Group, Scored};
use crate::{Actor, Outcome};
use domain::search::{Asked, Corrected, Entry, MOST_GROUPS, asked, decode, distance, forgiven, grams};
use std::collections::{BTreeSet, HashMap, HashSet};
use store::Conn;
use store::search::{self, TermRow};

/// A question of more words is told rather than asked: then what a title says decides (`super::long`).
const ASKED: usize = 8;
/// In what is told, only longer words are taken for typing errors: one more or less of the others says little.
const TOLD_ERRORS: usize = 7;

/// The words as they are looked up, and where.
pub(super) struct Lookup {
    pub(super) words: Vec<(Asked, Vec<TermRow>)>,
    /// Of each term, the entries that the reader may read.
    entries: HashMap<i32, Vec<Entry>>,
    places: HashSet<u32>,
    pub(super) corrected: Vec<Corrected>,
    all: i64,
    /// The words of a long question that were not looked up, because they stand everywhere.
    common: Option<Vec<Asked>>,
}

impl Lookup {
    fn group(&self, terms: &[TermRow]) -> Group<'_> {
        terms.iter().map(|term| self.entries.get(&term.id).map(Vec::as_slice).unwrap_or_default()).collect()
    }

    /// The best texts that the reader may read.
    pub(super) fn best(&self, most: usize) -> Vec<Scored> {
        let groups: Vec<Group<'_>> = self.words.iter().map(|(_, terms)| self.group(terms)).collect();
        score::best(&groups, self.all, most)
    }

    /// What each word of a long question weighs; nothing for a short one. Those too common to be looked up weigh
    /// as much as the most common one that was.
    pub(super) fn long(&self) -> Option<Question> {
        let common = self.common.as_ref()?;
        let mut question = Question::default();
        let mut least = f32::MAX;
        for (word, terms) in &self.words {
            let weight = score::weight(&self.group(terms), self.all);
            least = least.min(weight);
            question.add(&word.terms, weight);
            // A word typed wrongly stands in titles as it is written.
            for term in terms {
                question.add(std::slice::from_ref(&term.term), weight);
            }
        }
        for word in common {
            question.add(&word.terms, if least < f32::MAX { least } else { 1.0 });
        }
        Some(question)
    }

    /// Adds a word that may be any of these.
    pub(super) async fn add(&mut self, conn: &mut Conn<'_>, word: Asked, terms: Vec<TermRow>) -> Outcome<()> {
        let ids: Vec<i32> = terms.iter().map(|term| term.id).collect();
        self.entries.extend(entries(conn, &ids, &self.places).await?);
        self.words.push((word, terms));
        Ok(())
    }

    pub(super) fn terms(&self) -> BTreeSet<String> {
        self.words.iter().flat_map(|(_, terms)| terms).map(|term| term.term.clone()).collect()
    }
}

/// Looks words up, those typed wrongly under what they resemble. Of a long question the rarest words.
pub(super) async fn look_up(
    conn: &mut Conn<'_>,
    actor: &Actor,
    question: &str,
    within: Option<domain::CommunityId>,
) -> Outcome<Lookup> {
    let places = search::places(conn, actor.reading(), within).await?;
    let places: HashSet<u32> = places.into_iter().filter_map(|place| u32::try_from(place).ok()).collect();
    let all = search::about(conn).await?;
    let mut words = asked(question);
    words.truncate(100);
    let texts: Vec<String> = words.iter().flat_map(|word| word.terms.iter().cloned()).collect();
    let known: HashMap<String, TermRow> =
        search::terms(conn, &texts).await?.into_iter().map(|row| (row.term.clone(), row)).collect();
    let of = |word: &Asked| word.terms.iter().filter_map(|term| known.get(term).cloned()).collect::<Vec<_>>();
    let mut found: Vec<(Asked, Vec<TermRow>)> = words
        .into_iter()
        .map(|word| {
            let terms = of(&word);
            (word, terms)
        })
        .collect();
    let told = found.len() > ASKED;
    let mut common = Vec::new();
    // The rarest; unknown words are rarest of all, and may be typing errors.
    if found.len() > MOST_GROUPS {
        found.sort_by_key(|(_, terms)| terms.iter().map(|term| term.docs).max().unwrap_or_default());
        common = found.split_off(MOST_GROUPS.min(found.len())).into_iter().map(|(word, _)| word).collect();
    }
    let ids: Vec<i32> = found.iter().flat_map(|(_, terms)| terms).map(|term| term.id).collect();
    let mut lookup = Lookup {
        words: Vec::new(),
        entries: entries(conn, &ids, &places).await?,
        places,
        corrected: Vec::new(),
        all,
        common: told.then_some(common),
    };
    for (word, terms) in found {
        if score::occurs(&lookup.group(&terms)) {
            lookup.words.push((word, terms));
            continue;
        }
        if told && !error_in_long(&word) {
            continue;
        }
        // To this reader nobody wrote it: what they may read decides, so that a word from elsewhere is
        // neither confirmed nor proposed.
        if let Some(term) = resembling(conn, &mut lookup, &word).await? {
            lookup.corrected.push(Corrected { asked: word.word.clone(), used: term.1 });
            lookup.words.push((word, vec![term.0]));
        }
    }
    Ok(lookup)
}

fn error_in_long(word: &Asked) -> bool {
    word.word.chars().count() >= TOLD_ERRORS
}

async fn entries(conn: &mut Conn<'_>, ids: &[i32], places: &HashSet<u32>) -> Outcome<HashMap<i32, Vec<Entry>>> {
    let mut entries: HashMap<i32, Vec<Entry>> = HashMap::new();
    for (term, _, block) in search::blocks(conn, ids).await? {
        entries.entry(term).or_default().extend(decode(&block).filter(|entry| places.contains(&entry.place)));
    }
    Ok(entries)
}

/// The term most like a word among those the reader may read, with the word it was written as.
async fn resembling(conn: &mut Conn<'_>, lookup: &mut Lookup, word: &Asked) -> Outcome<Option<(TermRow, String)>> {
    let Some(term) = word.terms.first() else { return Ok(None) };
    let may_differ = forgiven(term);
    if may_differ == 0 || term.bytes().any(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    let mut like: Vec<(usize, TermRow)> = search::terms_like(conn, &grams(term))
        .await?
        .into_iter()
        .map(|row| (distance(term, &row.term), row))
        .filter(|(far, _)| *far <= may_differ)
        .collect();
    like.sort_by(|(far, one), (further, other)| {
        far.cmp(further).then(other.docs.cmp(&one.docs)).then(one.term.cmp(&other.term))
    });
    for (_, row) in like.into_iter().take(5) {
        let more = entries(conn, &[row.id], &lookup.places).await?;
        lookup.entries.extend(more);
        if score::occurs(&lookup.group(std::slice::from_ref(&row))) {
            let word = search::word_of(conn, row.id).await?.unwrap_or_else(|| row.term.clone());
            return Ok(Some((row, word)));
        }
    }
    Ok(None)
}
