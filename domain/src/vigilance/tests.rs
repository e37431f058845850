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

#[test]
fn when_it_was_is_read_out_as_it_was_said() {
    for (text, since, came) in [
        ("J’ai commencé le Lyrica en mars. Depuis, j’ai des trous de mémoire.", "mars", ""),
        ("Le tramadol me donne des vertiges depuis lundi.", "", "depuis lundi"),
        (
            "Je prends du méthotrexate depuis janvier 2025, et depuis trois semaines il me donne des nausées.",
            "janvier 2025",
            "depuis trois semaines",
        ),
        ("Le 12 mars on m’a mis sous tramadol, et le lendemain j’ai eu des vertiges.", "Le 12 mars", "le lendemain"),
        (
            "Depuis que ma mère prend de l’Éliquis, elle a des vertiges. Ça a commencé il y a deux mois.",
            "",
            "il y a deux mois",
        ),
        (
            "Je suis sous Levothyrox depuis 2019. Ce traitement me donne des palpitations, apparues l’été dernier.",
            "2019",
            "l’été dernier",
        ),
        (
            "Sous Xarelto depuis le 03/02/2026, saignements de nez au bout de dix jours.",
            "le 03/02/2026",
            "au bout de dix jours",
        ),
        ("Depuis la piqûre de la semaine dernière j’ai de la fièvre.", "la semaine dernière", ""),
        ("Since I started sertraline in March 2025 I have been having headaches.", "March 2025", ""),
        (
            "My mother started apixaban in January, and since last Monday she has had nausea.",
            "January",
            "since last Monday",
        ),
        ("I have been on Lyrica for two months. Pregabalin gave me a rash a week ago.", "for two months", "a week ago"),
        ("I started lamotrigine on 12th May and three days later I had a rash.", "12th May", "three days later"),
        ("The tramadol makes me dizzy. It began yesterday evening.", "", "yesterday evening"),
        ("Ramipril gave me a cough within a couple of weeks.", "", "within a couple of weeks"),
    ] {
        let told = told(text);
        assert!(told.tells(), "{text}");
        assert_eq!((told.since.as_str(), told.came.as_str()), (since, came), "{text}");
    }
}

#[test]
fn when_it_was_stays_empty_where_it_is_not_said() {
    for text in [
        // What comes back, what was stopped, what is no date.
        "Depuis que je prends du méthotrexate, j’ai des nausées tous les samedis.",
        "Le lundi, avec le méthotrexate, j’ai des nausées.",
        "J’ai arrêté le Lyrica en mars à cause des vertiges.",
        "Le tramadol me donne des vertiges, ma tension est à 12/8 et je dors mal.",
        "I stopped tramadol in May because of the headaches.",
        "The injections make my joints hurt for two days.",
        "J’ai eu des nausées du lendemain avec le méthotrexate.",
        "Every Monday the methotrexate makes me sick, and it may get worse.",
    ] {
        let told = told(text);
        assert!(told.tells(), "{text}");
        assert_eq!((told.since.as_str(), told.came.as_str()), ("", ""), "{text}");
    }
}
