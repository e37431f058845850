//! Long questions: people tell how it came, who they are and what they fear, and somewhere in it stands what they
//! want to know. By rare words alone, a text that tells of a doctor who spoke too fast would be as near as one
//! about the illness. So of the best texts those go first whose *title* stands in the question: a title says what
//! its thread is about, and somebody who asks the same names it.

use super::gather::Hit;
use domain::search::{Analyser, asked_by};
use std::collections::HashMap;

/// Threads that are ordered anew, the same for every page: there are no more pages of them.
pub(super) const LOOKED_AT: usize = 100;
/// What a word weighs that stands in a title and not in the question: as much as one in some hundred texts.
const MISSING: f32 = 5.0;
/// How much the title says beside the text.
const TITLE: f32 = 1.5;

/// What each word of a long question weighs, by its terms.
#[derive(Debug, Clone, Default)]
pub(super) struct Question {
    weights: HashMap<String, f32>,
}

impl Question {
    /// Adds a word under its terms.
    pub(super) fn add(&mut self, terms: &[String], weight: f32) {
        for term in terms {
            self.weights.entry(term.clone()).or_insert(weight);
        }
    }

    /// How much of a title stands in the question: the weight of the words that do, and that again as a share
    /// of all its words.
    fn holds(&self, analyser: &Analyser, title: &str) -> (f32, f32) {
        let (mut there, mut missing) = (0.0, 0.0);
        for word in asked_by(analyser, title) {
            let weight = word.terms.iter().filter_map(|term| self.weights.get(term)).copied().fold(0.0, f32::max);
            if weight > 0.0 {
                there += weight;
            } else {
                missing += MISSING;
            }
        }
        (there, if there > 0.0 { there / (there + missing) } else { 0.0 })
    }

    /// Orders threads anew; of equals the one that was before stays before.
    pub(super) fn order(&self, hits: Vec<Hit>) -> Vec<Hit> {
        let analyser = Analyser::of_any();
        let mut ordered: Vec<(f32, Hit)> = hits
            .into_iter()
            .map(|hit| {
                let (there, share) = self.holds(&analyser, &hit.row.title);
                (hit.score + TITLE * there * share, hit)
            })
            .collect();
        ordered.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        ordered.into_iter().map(|(_, hit)| hit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_stands_in_the_question_says_more_than_half_a_title() {
        let mut question = Question::default();
        for (word, weight) in [("sclérose", 6.0), ("plaques", 6.0), ("traitement", 3.0), ("sommeil", 5.0)] {
            for asked in asked_by(&Analyser::of_any(), word) {
                question.add(&asked.terms, weight);
            }
        }
        let of = |title: &str| {
            let (there, share) = question.holds(&Analyser::of_any(), title);
            there * share
        };
        assert!(of("Traitements de la sclérose en plaques") > of("Sclérose en plaques et vaccin contre la grippe"));
        assert!(of("Sclérose en plaques et vaccin") > of("Le sommeil"));
        assert!(of("Quelle crème solaire ?").abs() < f32::EPSILON);
    }
}
