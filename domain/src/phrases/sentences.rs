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
    ("jvx", "je veux"),
    ("jve", "je veux"),
    ("jvoudrais", "je voudrais"),
    ("jpense", "je pense"),
    ("jpe", "je peux"),
    ("ki", "qui"),
    ("kil", "qu il"),
    ("tro", "trop"),
    ("ya", "y a"),
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
    ("bf", "boyfriend"),
    ("gf", "girlfriend"),
    ("hubby", "husband"),
    ("mam", "mum"),
];

/// The sentences of a text, each in its parts between commas: their words, folded, apart at apostrophes.
pub(crate) fn sentences(text: &str) -> Vec<Vec<Vec<String>>> {
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

/// A word as it is compared, and where it stands in what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Typed {
    /// Folded, and spelt out.
    pub(crate) word: String,
    /// From this byte on …
    pub(crate) from: usize,
    /// … to before this one.
    pub(crate) to: usize,
}

/// The sentences of a text as they were typed.
pub(crate) fn apart(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '!', '?', ';', '\n', '…']).map(str::trim).filter(|sentence| !sentence.is_empty())
}

/// The words of a sentence with their places. What stands for several words has one place.
pub(crate) fn typed(sentence: &str) -> Vec<Typed> {
    let mut found = Vec::new();
    let mut from = None;
    let letters: Vec<(usize, char)> = sentence.char_indices().collect();
    for (place, &(at, c)) in letters.iter().enumerate() {
        let beside = |step: isize| place.checked_add_signed(step).and_then(|place| letters.get(place)).map(|one| one.1);
        let joins = matches!(c, '\'' | '’')
            && beside(-1).is_some_and(|c| matches!(c, 'n' | 'N'))
            && beside(1).is_some_and(|c| matches!(c, 't' | 'T'))
            && !beside(2).is_some_and(char::is_alphanumeric);
        if joins || c.is_alphanumeric() || ('\u{0300}'..='\u{036F}').contains(&c) {
            from.get_or_insert(at);
        } else if let Some(from) = from.take() {
            spelt(sentence, from, at, &mut found);
        }
    }
    if let Some(from) = from {
        spelt(sentence, from, sentence.len(), &mut found);
    }
    found
}

fn spelt(sentence: &str, from: usize, to: usize, found: &mut Vec<Typed>) {
    for word in words(&sentence[from..to].replace(['\'', '’'], "")) {
        found.push(Typed { word, from, to });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_where_they_stood() {
        let sentence = "J’ai pris l’Éliquis, I can’t";
        let words: Vec<(String, &str)> =
            typed(sentence).into_iter().map(|one| (one.word, &sentence[one.from..one.to])).collect();
        let words: Vec<(&str, &str)> = words.iter().map(|(word, typed)| (word.as_str(), *typed)).collect();
        let meant = [("j", "J"), ("ai", "ai"), ("pris", "pris"), ("l", "l"), ("eliquis", "Éliquis"), ("i", "I")];
        assert_eq!(words[..6], meant);
        assert_eq!(words[6], ("cant", "can’t"));
    }
}
