//! What a new text may be reported for without anybody having reported it. It only calls somebody to look: nothing
//! is hidden or refused by it. Whoever writes is told of contact details before posting.

use super::Reason;
use crate::text::fold;

/// How new the author is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Newness {
    /// Among their first texts.
    New,
    /// They have written before.
    Known,
}

/// Words that offer something, folded.
const OFFERS: &[&str] = &[
    "je vends",
    "je revends",
    "a vendre",
    "je cede",
    "j echange",
    "contre echange",
    "je peux envoyer",
    "je peux vous envoyer",
    "je peux t envoyer",
    "je peux les envoyer",
    "je peux les donner",
    "qui en veut",
    "a donner",
    "je donne mes",
    "je donne des",
    "je donne deux",
    "je donne ma boite",
    "je donne une boite",
    "je me separe",
    "cherche a vendre",
    "cherche a acheter",
    "qui peut me vendre",
    "qui me vend",
    "i sell",
    "i am selling",
    "i m selling",
    "for sale",
    "i give away",
    "giving away",
    "i can send",
    "i can mail",
    "i could send",
    "to give away",
    "can spare",
    "who can sell",
    "looking to buy",
    "want to buy",
    "i will swap",
    "i swap",
    "i trade",
];

/// Words for medicines, folded.
const MEDICINES: &[&str] = &[
    "medicament",
    "medicaments",
    "comprime",
    "comprimes",
    "gelule",
    "gelules",
    "boite",
    "boites",
    "plaquette",
    "plaquettes",
    "ordonnance",
    "ordonnances",
    "ampoule",
    "ampoules",
    "patch",
    "patchs",
    "insuline",
    "stylo",
    "stylos",
    "ozempic",
    "wegovy",
    "mounjaro",
    "tramadol",
    "morphine",
    "oxycodone",
    "fentanyl",
    "subutex",
    "methadone",
    "xanax",
    "lexomil",
    "valium",
    "ritaline",
    "lyrica",
    "pregabaline",
    "viagra",
    "traitement",
    "medicine",
    "medicines",
    "medication",
    "meds",
    "pill",
    "pills",
    "tablet",
    "tablets",
    "capsule",
    "capsules",
    "prescription",
    "box",
    "boxes",
    "insulin",
    "pen",
    "pens",
    "adderall",
    "ritalin",
    "pregabalin",
];

/// Between an offer and a medicine lie at most this many words.
const NEAR: usize = 12;

/// What a text may be reported for; mostly nothing. Words of distress are `crisis::signs`.
pub fn signals(text: &str, author: Newness) -> Vec<Reason> {
    let mut found = Vec::new();
    if author == Newness::New && has_link(text) {
        found.push(Reason::Links);
    }
    if offers_medicine(text) {
        found.push(Reason::Sale);
    }
    if tells_how_to_reach(text) {
        found.push(Reason::Privacy);
    }
    found
}

fn has_link(text: &str) -> bool {
    let text = text.to_lowercase();
    ["http://", "https://", "www."].iter().any(|begin| text.contains(begin))
}

fn offers_medicine(text: &str) -> bool {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|word| !word.is_empty()).collect();
    OFFERS.iter().any(|offer| {
        let offer: Vec<&str> = offer.split(' ').collect();
        words.windows(offer.len()).enumerate().any(|(at, some)| {
            let around = &words[at.saturating_sub(NEAR)..(at + NEAR).min(words.len())];
            some == offer && around.iter().any(|word| MEDICINES.contains(&word.as_str()))
        })
    })
}

/// An e-mail address, a telephone number, or a number of a register or of social security: by them somebody is found.
pub fn tells_how_to_reach(text: &str) -> bool {
    text.split_whitespace().any(is_address) || numbers(text).any(|number| is_telephone(&number) || is_register(&number))
}

fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let Some((name, place)) = word.split_once('@') else { return false };
    // Links to places that are found by an address of the same look (Mastodon) have a second one.
    !name.is_empty()
        && !word.contains("://")
        && place.split_once('.').is_some_and(|(place, end)| {
            !place.is_empty() && end.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !place.contains('@')
        })
}

/// Numbers as people write them: digits with single spaces, dots or dashes between.
fn numbers(text: &str) -> impl Iterator<Item = String> + '_ {
    let mut numbers = Vec::new();
    let (mut number, mut apart) = (String::new(), false);
    for c in text.chars().chain(std::iter::once('\n')) {
        match c {
            '0'..='9' => {
                number.push(c);
                apart = false;
            }
            '+' if number.is_empty() => number.push(c),
            ' ' | '.' | '-' | '\u{a0}' | '\u{202f}' | '(' | ')' if !number.is_empty() && !apart => apart = true,
            _ => {
                if number.len() >= 9 {
                    numbers.push(std::mem::take(&mut number));
                }
                number.clear();
                apart = false;
            }
        }
    }
    numbers.into_iter()
}

fn is_telephone(number: &str) -> bool {
    match number.strip_prefix('+') {
        Some(rest) => (9..=15).contains(&rest.len()),
        None => number.len() == 10 && number.starts_with('0') && !number.starts_with("00"),
    }
}

/// RPPS (11 digits with Luhn's check digit), or a French social security number (15 digits with its key, that is
/// 97 minus the rest of the number divided by 97; 13 digits without).
fn is_register(number: &str) -> bool {
    match number.len() {
        11 => crate::members::rpps_looks_right(number),
        15 if number.starts_with(['1', '2']) => {
            let (number, key) = number.split_at(13);
            match (number.parse::<u64>(), key.parse::<u64>()) {
                (Ok(number), Ok(key)) => 97 - number % 97 == key,
                _ => false,
            }
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Reason> {
        signals(text, Newness::Known)
    }

    #[test]
    fn contact_details_are_noticed() {
        for text in [
            "Appelez-moi au 06 12 34 56 78",
            "mon numéro : 06.12.34.56.78.",
            "tel 0612345678, merci",
            "+33 6 12 34 56 78",
            "écrivez à jeanne.dupont@example.org !",
            "(jeanne@example.org)",
            "mon RPPS est 79927398713, vérifiez",
            "sécu 1 85 05 78 006 084 91",
        ] {
            assert_eq!(of(text), [Reason::Privacy], "{text}");
        }
        for text in [
            "@Jeanne a raison",
            "créatinine à 145 puis 160 µmol/l, DFG 38",
            "En 2019 puis 2023, 3 fois par jour, 10 mg",
            "du 12-03-2021 au 15-04-2022",
            "un quart de 1 000 000 000 de personnes",
            "le 3114, ou le 15",
            "79927398710 n’est le numéro de personne",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn medicines_that_are_offered_are_noticed() {
        for text in [
            "Il me reste deux boîtes de mon ancien traitement. Je peux les envoyer à quelqu’un.",
            "Je vends mes stylos d’Ozempic, jamais ouverts",
            "J'échange du tramadol contre autre chose",
            "Cherche à acheter des comprimés sans ordonnance",
            "I have leftover insulin pens I can send",
            "Two boxes of meds for sale",
        ] {
            assert_eq!(of(text), [Reason::Sale], "{text}");
        }
        for text in [
            "On me donne un traitement de trois mois",
            "Mon médecin ne donne plus cette ordonnance",
            "La pharmacie vend la boîte 12 euros",
            "Je donne mon avis sur la greffe",
            "My doctor gave me a prescription",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn links_of_new_members_are_noticed() {
        assert_eq!(signals("voyez https://example.org", Newness::New), [Reason::Links]);
        assert_eq!(signals("voyez https://example.org", Newness::Known), []);
        assert_eq!(signals("rien à voir", Newness::New), []);
    }
}
