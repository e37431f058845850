//! What says when, word by word: dates as one writes them or as they are seen from today, and how long something lasts.

use crate::phrases::Typed;

const MONTHS: &str = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre";
/// In English the day may follow the month.
const ENGLISH_MONTHS: &str = "january february march april may june july august september october november december";
/// What else these mean: they are months only after one of [`BEFORE_MONTHS`], or with a day or a year.
const DOUBTFUL: &str = "march may";
const BEFORE_MONTHS: &str = "in since last this of from early late mid";
/// Parts of a month.
const EDGES: &str = "debut fin mi early late mid";
const WEEKDAYS: &str = "lundi mardi mercredi jeudi vendredi samedi dimanche \
    monday tuesday wednesday thursday friday saturday sunday";
/// A weekday after one of these comes back every week.
const EACH: &str = "le les the un chaque tous every each a most";
/// What may follow a weekday, or yesterday.
const TIMES: &str = "dernier passe matin midi soir morning afternoon evening night lunchtime";
/// What is last, or this.
const SPANS: &str = "nuit matin soir semaine mois annee an ete automne hiver printemps \
    night morning afternoon evening week weekend month year summer autumn fall winter spring";
const UNITS: &str = "minute minutes heure heures jour jours semaine semaines mois an ans annee annees \
    hour hours day days week weeks month months year years";
const NUMBERS: &str = "un une deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quelques \
    plusieurs a an one two three four five seven eight nine ten eleven twelve few several";
/// What may stand between a number and its unit.
const BETWEEN: &str = "few couple of dizaine quinzaine vingtaine bonne petite good de d";
const ABOUT: &str = "environ presque about around almost nearly over";

fn one_of(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|one| one == word)
}

/// The word at a place; empty beyond the last.
pub(super) fn word(words: &[Typed], at: usize) -> &str {
    words.get(at).map_or("", |one| one.word.as_str())
}

fn number(word: &str, least: u32, most: u32) -> bool {
    word.parse().is_ok_and(|number: u32| (least..=most).contains(&number))
}

/// Whether it is a year of our time.
pub(super) fn year(word: &str) -> bool {
    number(word, 1950, 2100)
}

/// "12", "1er", "12th".
fn day(word: &str) -> bool {
    let bare = ["er", "st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    number(bare, 1, 31)
}

/// "trois semaines", "a couple of days": how many words.
pub(super) fn lasts(words: &[Typed], from: usize) -> Option<usize> {
    let counts = |at: usize| one_of(NUMBERS, word(words, at)) || number(word(words, at), 1, 999);
    let mut at = from + usize::from(one_of(ABOUT, word(words, from)));
    if !counts(at) {
        return None;
    }
    while counts(at) || one_of(BETWEEN, word(words, at)) {
        at += 1;
    }
    // "un an": what counts in one language is counted in the other.
    if !one_of(UNITS, word(words, at)) && one_of(UNITS, word(words, at - 1)) {
        at -= 1;
    }
    one_of(UNITS, word(words, at)).then(|| at + 1 - from)
}

/// A date, by the calendar or seen from today, with its article: how many words.
pub(super) fn date(sentence: &str, words: &[Typed], from: usize) -> Option<usize> {
    let article = usize::from(matches!(word(words, from), "le" | "la" | "l" | "the"));
    calendar(sentence, words, from + article).or_else(|| near(words, from + article)).map(|taken| article + taken)
}

fn calendar(sentence: &str, words: &[Typed], from: usize) -> Option<usize> {
    let next = |step: usize| word(words, from + step);
    let with_year = |taken: usize| taken + usize::from(year(next(taken)));
    let month = |step: usize| one_of(MONTHS, next(step)) || one_of(ENGLISH_MONTHS, next(step));
    if let Some(taken) = figures(sentence, words, from) {
        return Some(taken);
    }
    if day(next(0)) {
        let of = usize::from(next(1) == "of");
        return month(1 + of).then(|| with_year(2 + of));
    }
    if one_of(EDGES, next(0)) && month(1) {
        return Some(with_year(2));
    }
    if one_of(WEEKDAYS, next(0)) && day(next(1)) && month(2) {
        return Some(with_year(3));
    }
    if !month(0) {
        return None;
    }
    let dated = usize::from(one_of(ENGLISH_MONTHS, next(0)) && day(next(1)));
    let taken = with_year(1 + dated);
    let before = from.checked_sub(1).map_or("", |before| word(words, before));
    let sure = !one_of(DOUBTFUL, next(0)) || taken > 1 || one_of(BEFORE_MONTHS, before);
    sure.then_some(taken)
}

/// "12/03/2026", "2026-03-12", "03/2026"; "12/03" only after what announces a day.
fn figures(sentence: &str, words: &[Typed], from: usize) -> Option<usize> {
    let next = |step: usize| word(words, from + step);
    let joined = |step: usize| {
        let (one, next) = (words.get(from + step)?, words.get(from + step + 1)?);
        sentence.get(one.to..next.from).filter(|between| matches!(*between, "/" | "-"))
    };
    joined(0)?;
    let (first, second, third) = (next(0), next(1), next(2));
    let short = |word: &str| number(word, 1, 31);
    if joined(1).is_some() {
        let whole = (short(first) && number(third, 0, 2100)) || (year(first) && short(third));
        return (whole && short(second)).then_some(3);
    }
    if number(first, 1, 12) && year(second) {
        return Some(2);
    }
    let before = from.checked_sub(1).map_or("", |before| word(words, before));
    let announced = matches!(before, "le" | "depuis" | "since" | "on");
    (announced && short(first) && number(second, 1, 12)).then_some(2)
}

/// "hier soir", "last week", "la semaine dernière", "cet été", "Monday".
fn near(words: &[Typed], from: usize) -> Option<usize> {
    let next = |step: usize| word(words, from + step);
    let timed = |taken: usize| taken + usize::from(one_of(TIMES, next(taken)));
    match (next(0), next(1)) {
        ("avant", "hier") => Some(timed(2)),
        ("aujourd", "hui") => Some(2),
        ("hier" | "yesterday", _) => Some(timed(1)),
        ("today" | "tonight", _) => Some(1),
        ("ce" | "cet" | "cette" | "this", span) if one_of(SPANS, span) => Some(2),
        ("last", span) if one_of(SPANS, span) || one_of(WEEKDAYS, span) || one_of(ENGLISH_MONTHS, span) => Some(2),
        (span, "dernier" | "derniere" | "passe" | "passee") if one_of(SPANS, span) => Some(2),
        (weekday, _) if one_of(WEEKDAYS, weekday) => {
            let before = from.checked_sub(1).map_or("", |before| word(words, before));
            let taken = timed(1);
            (taken > 1 || !one_of(EACH, before)).then_some(taken)
        }
        _ => None,
    }
}
