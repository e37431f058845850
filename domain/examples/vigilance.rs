//! How often adverse effects are recognised, on phrases that the lists were not made from. Part of `./dev bench`.

use domain::vigilance::told;

fn main() {
    let held: Vec<(bool, &str, bool, &str)> = include_str!("../tests/vigilance/held.tsv")
        .lines()
        .map(|line| {
            let mut columns = line.split('\t');
            let mut next = || columns.next().expect("three columns");
            let (tells, locale, phrase) = (next() == "tell", next(), next());
            (tells, locale, told(phrase).tells(), phrase)
        })
        .collect();
    for locale in ["fr", "en"] {
        let of = |tells: bool| held.iter().filter(move |(is, spoken, ..)| *is == tells && *spoken == locale);
        let heard = of(true).filter(|(_, _, found, _)| *found).count();
        let mistaken = of(false).filter(|(_, _, found, _)| *found).count();
        println!(
            "{locale}: recall {heard} of {}, precision {heard} of {}; {mistaken} of {} that tell of none",
            of(true).count(),
            heard + mistaken,
            of(false).count()
        );
    }
    if std::env::args().any(|arg| arg == "--phrases") {
        for (tells, _, found, phrase) in held.iter().filter(|(tells, _, found, _)| tells != found) {
            println!("{} {} {phrase}", if *tells { "tells" } else { "none" }, if *found { "found" } else { "missed" });
        }
    }
}
