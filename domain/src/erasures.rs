//! Leaving for good: what one chooses, and what becomes of a name in texts that stay.

use crate::Refused;
use crate::communities::CommunityLink;
use crate::fields::{Errors, FieldError, Fields};
use crate::text;
use crate::time::{DAY, When};
use serde::{Deserialize, Serialize};

/// How long one may think it over, in microseconds.
pub const THOUGHT: i64 = 14 * DAY;

crate::word_enum! {
    /// What becomes of words that others built on.
    Words {
        /// They go like everything else; an empty place says that something was there.
        Remove = "remove",
        /// They stay, without a name.
        Leave = "leave",
    }
}

crate::word_enum! {
    /// When.
    Moment {
        /// After two weeks, unless one changes one's mind.
        Later = "later",
        /// At once.
        Now = "now",
    }
}

/// What somebody who wants to be erased chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// What becomes of their words.
    pub words: Words,
    /// When.
    pub moment: Moment,
}

impl Wish {
    /// Reads `words`, `moment` and `pseudonym`, which confirms: it must be the member's own.
    pub fn parse(fields: &Fields, own: &str) -> Result<Self, Refused> {
        let mut errors = Errors::default();
        let choice = |name| if fields.has(name) { FieldError::NotAChoice } else { FieldError::Missing };
        let words = errors.take("words", Words::from_word(fields.get("words")).ok_or_else(|| choice("words")));
        let moment = errors.take("moment", Moment::from_word(fields.get("moment")).ok_or_else(|| choice("moment")));
        match text::fold(fields.trimmed("pseudonym")) {
            typed if typed.is_empty() => errors.add("pseudonym", FieldError::Missing),
            typed if typed != text::fold(own) => errors.add("pseudonym", FieldError::NotYourName),
            _ => {}
        }
        match (words, moment) {
            (Some(words), Some(moment)) if errors.is_empty() => Ok(Self { words, moment }),
            _ => Err(errors.refuse(fields)),
        }
    }
}

/// An erasure that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// When it will be done.
    pub due: When,
    /// What becomes of their words.
    pub words: Words,
}

/// What a page about leaving needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// What was asked for already.
    pub asked: Option<Asked>,
    /// Communities that would be left without a host.
    pub alone_host_of: Vec<CommunityLink>,
    /// Whether the instance would be left without an administrator.
    pub last_administrator: bool,
}

/// Stands in the place of a name that was taken out.
pub const GAP: &str = "…";
/// A name is of no more parts than this.
const PARTS: usize = 8;

/// A text without the names that fold to `key`; `None` when there is none in it. `mentions` takes out what follows an
/// `@` alone: elsewhere the same word may mean something else, in a text that somebody else wrote.
pub fn without_name(text: &str, key: &str, mentions: bool) -> Option<String> {
    without(text, key, |before, _| !mentions || before == '@')
}

/// The same of what is said about people, as moderation does: whoever is named there is mostly named without an `@`. So
/// the name goes wherever it is written like one, beginning with anything but a small letter, or where it has a digit in
/// it. The word in the middle of a sentence stays: who is called like a word of every day takes nobody's sentences apart.
/// `name` is the pseudonym as it is shown: who writes it with a small letter first is written so by others too, and then
/// it goes in small letters as well.
pub fn without_person(text: &str, name: &str) -> Option<String> {
    let key = text::fold(name);
    let small = name.chars().find(|letter| letter.is_alphanumeric()).is_some_and(char::is_lowercase);
    let always = small || key.chars().any(char::is_numeric);
    without(text, &key, |before, letter| before == '@' || always || !letter.is_lowercase())
}

/// A text without what folds to `key` where it may begin a name: asked with the character before it, and its first.
fn without(text: &str, key: &str, names: impl Fn(char, char) -> bool) -> Option<String> {
    if key.is_empty() {
        return None;
    }
    let (mut rest, mut from, mut before) = (String::new(), 0, ' ');
    for (at, letter) in text.char_indices() {
        let begins = letter.is_alphanumeric() && !before.is_alphanumeric() && names(before, letter);
        before = letter;
        if !begins || at < from {
            continue;
        }
        if let Some(end) = ends(&text[at..], key) {
            rest.push_str(&text[from..at]);
            rest.push_str(GAP);
            from = at + end;
        }
    }
    (from > 0).then(|| rest + &text[from..])
}

/// Where a name ends that this begins with.
fn ends(text: &str, key: &str) -> Option<usize> {
    let line = text.lines().next().unwrap_or_default();
    let mut parts = 0;
    let mut letters = line.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        // Combining marks belong to the letter before.
        let marks = |c: char| c.is_alphanumeric() || ('\u{0300}'..='\u{036F}').contains(&c);
        if !marks(letter) || next.is_some_and(marks) {
            continue;
        }
        parts += 1;
        let end = at + letter.len_utf8();
        if text::fold(&line[..end]) == key {
            return Some(end);
        }
        if parts == PARTS {
            break;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_goes_and_what_only_looks_like_it_stays() {
        let gone = |text, mentions| without_name(text, "marienoel", mentions);
        assert_eq!(gone("Merci @Marie-Noël, à toi.", true).as_deref(), Some("Merci @…, à toi."));
        assert_eq!(gone("@marie noel\n@Marie\nNoël", true).as_deref(), Some("@…\n@Marie\nNoël"));
        assert_eq!(gone("Marie-Noël et @Marie-Noëlle", true), None);
        assert_eq!(gone("l’avis de Marie-Noël’s", false).as_deref(), Some("l’avis de …’s"));
        assert_eq!(gone("(Marie  Noël)", false).as_deref(), Some("(…)"));
        assert_eq!(without_name("rien", "", false), None);
    }

    #[test]
    fn of_people_a_name_goes_where_it_is_written_like_one() {
        let gone = |text, name| without_person(text, name);
        assert_eq!(gone("Yves l’a dit à @yves.", "Yves").as_deref(), Some("… l’a dit à @…."));
        assert_eq!(gone("C’est Marie-Noël, de ÉTOILE", "Marie-Noël").as_deref(), Some("C’est …, de ÉTOILE"));
        assert_eq!(gone("malo75 insiste", "Malo75").as_deref(), Some("… insiste"));
        assert_eq!(gone("Prenez soin de vous, au soleil", "Soleil"), None);
        assert_eq!(gone("Demandez à Soleil, au soleil", "Soleil").as_deref(), Some("Demandez à …, au soleil"));
        assert_eq!(gone("Soleils et Solei", "Soleil"), None);
        assert_eq!(gone("Yves", ""), None);
    }

    #[test]
    fn who_is_written_small_goes_in_small_letters_too() {
        let gone = |text, name| without_person(text, name);
        assert_eq!(gone("comme malo l’a dit, Malo insiste", "malo").as_deref(), Some("comme … l’a dit, … insiste"));
        assert_eq!(gone("malodorant", "malo"), None);
        assert_eq!(gone("demandez à élan bleu", "_élan bleu").as_deref(), Some("demandez à …"));
        assert_eq!(gone("demandez à malo", "Malo"), None, "only then");
        assert_eq!(gone("demandez à malo", "MALO"), None);
    }

    #[test]
    fn a_wish_is_confirmed_by_ones_own_name() {
        let typed = |name| [("words", "leave"), ("moment", "now"), ("pseudonym", name)].into_iter().collect::<Fields>();
        assert_eq!(
            Wish::parse(&typed("maryvonne "), "Maryvonne"),
            Ok(Wish { words: Words::Leave, moment: Moment::Now })
        );
        let refused = Wish::parse(&typed("Yves"), "Maryvonne").unwrap_err();
        assert_eq!(refused.at("pseudonym"), Some(FieldError::NotYourName));
        let refused = Wish::parse(&Fields::default(), "Maryvonne").unwrap_err();
        assert_eq!(refused.errors.len(), 3);
    }

    proptest! {
        #[test]
        fn nothing_of_the_name_is_left(before in "[a-zé ,.]{0,12}", after in "[ ,.!]{1}[a-zé ]{0,12}") {
            let text = format!("{before} @Maryvonne{after}");
            let without = without_name(&text, "maryvonne", true).unwrap();
            prop_assert!(!without.to_lowercase().contains("@maryvonne"));
        }

        #[test]
        fn any_text_is_read(text: String, key in "[a-z]{0,3}", mentions: bool) {
            let _ = without_name(&text, &key, mentions);
        }
    }
}
