//! How often the words of crisis are right, on phrases that they were not chosen by: recall and precision of each
//! kind and of all. Part of `./dev bench`.

use domain::crisis::{Crisis, signs};

fn main() {
    let held: Vec<(Option<Crisis>, Vec<Crisis>, &str, &str)> = include_str!("../tests/crisis/held.tsv")
        .lines()
        .map(|line| {
            let mut columns = line.split('\t');
            let mut next = || columns.next().expect("three columns");
            let (kind, locale, phrase) = (Crisis::from_word(next()), next(), next());
            (kind, signs(phrase), locale, phrase)
        })
        .collect();
    let show = std::env::args().any(|arg| arg == "--phrases");
    println!("| help needed for | phrases | heard | help of any kind |\n|---|--:|--:|--:|");
    for &kind in Crisis::ALL {
        let of: Vec<_> = held.iter().filter(|(is, ..)| *is == Some(kind)).collect();
        let heard = of.iter().filter(|(_, found, ..)| found.contains(&kind)).count();
        let any = of.iter().filter(|(_, found, ..)| !found.is_empty()).count();
        println!("| {} | {} | {heard} | {any} |", kind.word(), of.len());
    }
    for locale in ["fr", "en"] {
        let of =
            |calls: bool| held.iter().filter(move |(kind, _, spoken, _)| *spoken == locale && kind.is_some() == calls);
        let heard = of(true).filter(|(_, found, ..)| !found.is_empty()).count();
        let mistaken = of(false).filter(|(_, found, ..)| !found.is_empty()).count();
        println!(
            "\n{locale}: recall {heard} of {}, precision {heard} of {}; {mistaken} of {} that call for nothing",
            of(true).count(),
            heard + mistaken,
            of(false).count()
        );
    }
    if show {
        for (kind, found, _, phrase) in &held {
            if kind.is_some() == found.is_empty() {
                println!("{kind:?} {found:?} {phrase}");
            }
        }
    }
}
