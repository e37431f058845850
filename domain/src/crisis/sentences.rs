//! Sentences as people type them on phones, as plain words.

use crate::text::fold;

/// What is written together, or shortened, and what it stands for; folded.
const SPELT: &[(&str, &str)] = &[
    ("jai", "j ai"),
    ("jaie", "j ai"),
    ("g", "j ai"),
    ("ge", "j ai"),
    ("jveux", "je veux"),
    ("jveu", "je veux"),
    ("veu", "veux"),
    ("jvais", "je vais"),
    ("jvai", "je vais"),
    ("jsuis", "je suis"),
    ("chuis", "je suis"),
    ("jsui", "je suis"),
    ("jsais", "je sais"),
    ("jsai", "je sais"),
    ("jpeux", "je peux"),
    ("jpeu", "je peux"),
    ("peu", "peux"),
    ("jen", "j en"),
    ("jarrive", "j arrive"),
    ("narrive", "n arrive"),
    ("jarrete", "j arrete"),
    ("jaimerais", "j aimerais"),
    ("dme", "de me"),
    ("mtuer", "me tuer"),
    ("envi", "envie"),
    ("plu", "plus"),
    ("ds", "dans"),
    ("pr", "pour"),
    ("bcp", "beaucoup"),
    ("fe", "fais"),
    ("croi", "crois"),
    ("c", "c est"),
    ("cest", "c est"),
    ("sa", "ca"),
    ("tjrs", "toujours"),
    ("medoc", "medicament"),
    ("medocs", "medicaments"),
    ("cachet", "comprime"),
    ("cachets", "comprimes"),
    ("cacheton", "comprime"),
    ("cachetons", "comprimes"),
    ("pilule", "comprime"),
    ("pilules", "comprimes"),
    ("gelules", "comprimes"),
    ("im", "i m"),
    ("ive", "i ve"),
    ("id", "i d"),
    ("cannot", "cant"),
    ("hes", "he s"),
    ("shes", "she s"),
    ("theres", "there s"),
    ("whats", "what s"),
    ("wanna", "want to"),
    ("gonna", "going to"),
    ("gotta", "got to"),
    ("u", "you"),
    ("tonite", "tonight"),
    ("meds", "pills"),
    ("tablets", "pills"),
    ("capsules", "pills"),
    ("medication", "pills"),
    ("mom", "mum"),
    ("mam", "mum"),
];

/// The sentences of a text, each in its parts between commas: their words, folded, apart at apostrophes.
pub(super) fn sentences(text: &str) -> Vec<Vec<Vec<String>>> {
    // `can’t` is one word, `j’ai` are two.
    let text = text.to_lowercase().replace("n't", "nt").replace("n’t", "nt");
    text.split(['.', '!', '?', ';', '\n', '…'])
        .map(|sentence| sentence.split([',', ':', '(', ')']).map(words).filter(|words| !words.is_empty()).collect())
        .filter(|sentence: &Vec<Vec<String>>| !sentence.is_empty())
        .collect()
}

fn words(part: &str) -> Vec<String> {
    part.split(|c: char| !c.is_alphanumeric() && !('\u{0300}'..='\u{036F}').contains(&c))
        .map(fold)
        .filter(|word| !word.is_empty())
        .flat_map(|word| match SPELT.iter().find(|(typed, _)| *typed == word) {
            Some((_, meant)) => meant.split(' ').map(str::to_owned).collect::<Vec<_>>(),
            None => vec![word],
        })
        .collect()
}
