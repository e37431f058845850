//! What is asked meets what was written, and no text breaks it.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.text).collect()
}

#[test]
fn words_begin_and_end_where_readers_see_them() {
    assert_eq!(words("L’hôpital d'Angers, qu’est-ce ?"), ["hôpital", "angers", "estce", "est", "ce"]);
    assert_eq!(words("covid-19"), ["covid19", "covid", "19"]);
    assert_eq!(words("Paracétamol 500 mg ou 2,5 ml"), ["paracétamol", "500mg", "ou", "2.5ml"]);
    assert_eq!(words("500mg, B12"), ["500mg", "b12"]);
    assert_eq!(words("Crohn's disease"), ["crohn", "disease"]);
    assert_eq!(words("aujourd’hui"), ["aujourd", "hui"]);
    assert_eq!(words("  ... — !"), Vec::<String>::new());
}

#[test]
fn what_is_asked_meets_what_was_written() {
    let meet = |asked_for: &str, text: &str, locale| {
        let mut terms = BTreeMap::new();
        count(&Analyser::of(locale), text, 1, &mut terms);
        asked(asked_for).iter().all(|word| word.terms.iter().any(|term| terms.contains_key(term)))
    };
    for (asked_for, text) in [
        ("dialyses", "Le soir de dialyse"),
        ("dialysee", "Je suis dialysée"),
        ("fatiguée", "Toujours fatigué"),
        ("douleurs articulaires", "Une douleur à l’articulation articulaire"),
        ("COVID 19", "Depuis le covid-19"),
        ("500mg", "Doliprane 500 mg"),
        ("coeur", "Une opération du cœur"),
    ] {
        assert!(meet(asked_for, text, Locale::Fr), "{asked_for} in {text}");
    }
    assert!(meet("hereditary diseases", "A hereditary disease", Locale::En));
    assert!(!meet("rein", "Le foie", Locale::Fr));
}

#[test]
fn common_words_are_asked_for_when_there_is_nothing_else() {
    assert_eq!(asked("que faire").len(), 2);
    assert_eq!(asked("que faire avant la dialyse").len(), 1);
    assert_eq!(asked("Comment ?").len(), 1);
}

#[test]
fn typing_errors_are_counted() {
    assert_eq!(distance("dialyse", "dialise"), 1);
    assert_eq!(distance("dialyse", "dailyse"), 1, "two letters changed about");
    assert_eq!(distance("rein", "reins"), 1);
    assert_eq!(distance("", "abc"), 3);
    assert_eq!(distance("metformine", "metphormine"), 2);
    assert_eq!(grams("rein"), ["^re", "ein", "in$", "rei"]);
}

#[test]
fn a_snippet_shows_what_was_asked_for() {
    let text =
        "Long début sans rapport. ".repeat(20) + "Le soir de dialyse, je suis fatiguée. " + &"Et la suite. ".repeat(20);
    let terms: BTreeSet<String> = asked("fatigue dialyse").into_iter().flat_map(|word| word.terms).collect();
    let pieces = Snippets::new(&terms).of(&text, Locale::Fr);
    let marked: Vec<&str> = pieces.iter().filter(|piece| piece.marked).map(|piece| piece.text.as_str()).collect();
    assert_eq!(marked, ["dialyse", "fatiguée"]);
    let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert!(whole.chars().count() < 260 && whole.starts_with('…') && whole.ends_with('…'), "{whole}");
}

proptest! {
    #[test]
    fn packed_entries_are_unpacked(numbers in proptest::collection::btree_set(0u32..5_000_000, 0..200), place in 0u32..100_000, times: u8, length: u8) {
        let entries: Vec<Entry> = numbers.into_iter().map(|doc| Entry { doc, place, times, length }).collect();
        prop_assert_eq!(decode(&encode(&entries)).collect::<Vec<_>>(), entries);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        let _ = decode(&bytes).count();
    }

    #[test]
    fn any_text_is_cut_into_words_that_stand_in_it(text: String) {
        for token in tokens(&text) {
            prop_assert!(token.start < token.end && text.is_char_boundary(token.start) && text.is_char_boundary(token.end));
        }
        let terms: BTreeSet<String> = asked(&text).into_iter().flat_map(|word| word.terms).collect();
        let _ = Snippets::new(&terms).of(&text, Locale::Fr);
    }

    #[test]
    fn lengths_are_about_right(words in 1u32..1_000_000) {
        let back = f64::from(length_of(quantised(words)));
        prop_assert!((back / f64::from(words) - 1.0).abs() < 0.06);
    }
}
