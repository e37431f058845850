//! The phrases that the lists were made from, those they are measured with, and what is read out of a text.

use super::*;

fn phrases(file: &'static str) -> Vec<(bool, &'static str)> {
    file.lines()
        .map(|line| {
            let mut columns = line.split('\t');
            let tells = columns.next() == Some("tell");
            (tells, columns.nth(1).expect("three columns"))
        })
        .collect()
}

/// Heard, all that tell, mistaken, all that do not.
fn counts(file: &'static str) -> [usize; 4] {
    let mut counts = [0; 4];
    for (tells, phrase) in phrases(file) {
        let found = told(phrase).tells();
        if found != tells {
            println!("{}: {phrase}", if tells { "missed" } else { "mistaken" });
        }
        counts[if tells { 1 } else { 3 }] += 1;
        counts[if tells { 0 } else { 2 }] += usize::from(found);
    }
    counts
}

#[test]
fn what_the_lists_were_made_from_is_heard() {
    let [heard, tell, mistaken, none] = counts(include_str!("../../tests/vigilance/written.tsv"));
    println!("{heard} of {tell} heard, {mistaken} of {none} mistaken");
    assert!(tell >= 50 && none >= 50);
    assert!((tell - heard) * 20 <= tell, "{heard} of {tell} heard");
    assert!(mistaken * 20 <= none, "{mistaken} of {none} mistaken");
}

#[test]
fn what_is_measured_with_is_another_set_and_keeps_its_floor() {
    let held = include_str!("../../tests/vigilance/held.tsv");
    let [heard, tell, mistaken, none] = counts(held);
    println!("{heard} of {tell} heard, {mistaken} of {none} mistaken");
    assert!(tell >= 60 && none >= 60);
    assert!(heard * 10 >= tell * 7, "recall: {heard} of {tell}");
    assert!(heard * 10 >= (heard + mistaken) * 8, "precision: {heard} of {}", heard + mistaken);
    let bare = |phrase: &str| typed(phrase).into_iter().map(|one| one.word).collect::<Vec<_>>();
    let written: Vec<_> = phrases(include_str!("../../tests/vigilance/written.tsv"))
        .into_iter()
        .map(|(_, phrase)| bare(phrase))
        .collect();
    for (_, phrase) in phrases(held) {
        assert!(!written.contains(&bare(phrase)), "{phrase}");
    }
}

#[test]
fn what_is_told_is_read_out_as_it_was_typed() {
    let text = "Bonjour à tous. Depuis que ma mère prend de l’Éliquis, elle a des saignements de nez et des vertiges ! \
                Elle habite à Brest.";
    let told = told(text);
    assert_eq!(told.medicines, ["Éliquis"]);
    assert_eq!(told.effects, ["saignements", "vertiges"]);
    assert_eq!(
        told.sentences,
        ["Depuis que ma mère prend de l’Éliquis, elle a des saignements de nez et des vertiges"]
    );
    assert!(told.relative);
}

#[test]
fn the_medicine_may_stand_in_the_sentence_before() {
    let told = told("J’ai commencé le Lyrica en mars. Depuis, j’ai des trous de mémoire.");
    assert_eq!(told.medicines, ["Lyrica"]);
    assert_eq!(told.effects, ["trous de mémoire"]);
    assert_eq!(told.sentences.len(), 2);
    assert!(!told.relative);
}

#[test]
fn nothing_is_found_in_nothing() {
    for text in ["", "   ", "…", "Bonjour !", "\u{0301}", "n’t n’t"] {
        assert_eq!(super::told(text), Told::default(), "{text:?}");
    }
}
