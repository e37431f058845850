//! The summary as a text that one takes along.

use super::Words;
use domain::vigilance::{Age, Portal, Sex, Who};
use domain::{Fields, Locale};
use std::fmt::Write as _;

/// The summary of what was typed, line by line, ready to be copied into the portal's own form.
pub fn text(w: Words, typed: &Fields, portal: &Portal) -> String {
    let colon = if w.0 == Locale::Fr { "\u{a0}:" } else { ":" };
    let said = |field: &str, otherwise: &'static str| match typed.trimmed(field) {
        "" => otherwise.to_owned(),
        typed => typed.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let word = |word: Option<&'static str>| word.unwrap_or(w.not_said()).to_owned();
    let lines = [
        (w.medicine(), said("medicine", w.not_said())),
        (w.effect(), said("effect", w.not_said())),
        (w.since(), said("since", w.not_said())),
        (w.until(), said("until", w.goes_on())),
        (w.came(), said("came", w.not_said())),
        (w.concerned(), word(Who::from_word(typed.get("who")).map(|who| w.who_word(who)))),
        (w.age(), word(Age::from_word(typed.get("age")).map(|age| w.age_word(age)))),
        (w.sex(), word(Sex::from_word(typed.get("sex")).map(|sex| w.sex_word(sex)))),
    ];
    let mut text = format!("{}\n\n", w.heading());
    for (name, value) in lines {
        let _ = writeln!(text, "{name}{colon} {value}");
    }
    let story = typed.trimmed("story").replace("\r\n", "\n");
    if !story.is_empty() {
        let _ = writeln!(text, "\n{}{colon}\n{story}", w.story());
    }
    let _ = writeln!(text, "\n{}{colon} {}", w.declare_at(), portal.url);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_says_what_was_typed_and_what_was_not() {
        let portal = Portal { name: "portail".into(), url: "https://exemple.fr".into() };
        let typed: Fields = [
            ("medicine", "Lyrica 75 mg"),
            ("effect", " vertiges,\nnausées "),
            ("who", "relative"),
            ("age", "65"),
            ("story", "Depuis mars.\r\nTous les matins."),
        ]
        .into_iter()
        .collect();
        let text = text(Words(Locale::Fr), &typed, &portal);
        for line in [
            "Médicament\u{a0}: Lyrica 75 mg",
            "Effet ressenti\u{a0}: vertiges, nausées",
            "Pris depuis\u{a0}: non précisé",
            "Arrêté\u{a0}: non, le traitement continue",
            "Personne concernée\u{a0}: Un de mes proches",
            "Âge\u{a0}: 65 ans ou plus",
            "Sexe\u{a0}: non précisé",
            "Tous les matins.",
            "À déclarer sur\u{a0}: https://exemple.fr",
        ] {
            assert!(text.lines().any(|one| one == line), "{line} is not in\n{text}");
        }
    }
}
