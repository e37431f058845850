//! What is looked for in a sentence, written as a line of words.
//!
//! `a|b` is either, `word*` whatever begins so, `word?` may be missing, `a_b` is two words as one choice,
//! `@name` is a class of words that the reader of the list names, `~` up to four words between, `~~` up to ten, `^` the beginning of the
//! sentence, `$` its end. Words of seven letters and more forgive one wrong letter.

use crate::search::distance;
use std::collections::HashMap;

/// How many words, from the first of these on, are one of a class; `None`: the first is none.
pub(crate) type Class = fn(&[String]) -> Option<usize>;
/// Classes by the names that lines call them by, `@` included.
pub(crate) type Classes = [(&'static str, Class)];

/// Letters from which a word forgives one that is wrong.
const FORGIVES: usize = 7;

#[derive(Debug)]
enum Part {
    Word(Vec<Choice>),
    Maybe(Vec<Choice>),
    Gap(usize),
    Begin,
    End,
}

#[derive(Debug)]
enum Choice {
    Whole(&'static str),
    Beginning(&'static str),
    Of(Class),
    Several(Vec<&'static str>),
}

/// One line of words.
#[derive(Debug)]
struct Pattern(Vec<Part>);

impl Choice {
    fn new(text: &'static str, classes: &Classes) -> Self {
        if let Some((_, class)) = classes.iter().find(|(name, _)| *name == text) {
            return Self::Of(*class);
        }
        match text.strip_suffix('*') {
            Some(beginning) => Self::Beginning(beginning),
            None if text.contains('_') => Self::Several(text.split('_').collect()),
            None => Self::Whole(text),
        }
    }

    /// The first letter of what it may be; `None`: any.
    fn letter(&self) -> Option<u8> {
        match self {
            Self::Of(_) => None,
            Self::Whole(text) | Self::Beginning(text) => text.bytes().next(),
            Self::Several(several) => several.first()?.bytes().next(),
        }
    }

    /// How many words it takes where it stands at the beginning of these.
    fn takes(&self, words: &[String]) -> Option<usize> {
        let first = words.first()?;
        let (stands, most) = match self {
            Self::Whole(whole) => (alike(first, whole), 1),
            Self::Beginning(beginning) => (first.starts_with(beginning), 1),
            Self::Of(class) => return class(words),
            Self::Several(several) => (
                words.len() >= several.len() && several.iter().zip(words).all(|(one, word)| one == word),
                several.len(),
            ),
        };
        stands.then_some(most)
    }
}

fn alike(word: &str, meant: &str) -> bool {
    word == meant
        || (meant.len() >= FORGIVES
            && word.len().abs_diff(meant.len()) <= 1
            && word.as_bytes().first() == meant.as_bytes().first()
            && distance(word, meant) <= 1)
}

impl Pattern {
    /// Reads a line.
    fn new(line: &'static str, classes: &Classes) -> Self {
        let choices =
            |words: &'static str| -> Vec<Choice> { words.split('|').map(|word| Choice::new(word, classes)).collect() };
        let part = |word: &'static str| match word {
            "~" => Part::Gap(4),
            "~~" => Part::Gap(10),
            "^" => Part::Begin,
            "$" => Part::End,
            word => match word.strip_suffix('?') {
                Some(word) => Part::Maybe(choices(word)),
                None => Part::Word(choices(word)),
            },
        };
        Self(line.split_ascii_whitespace().map(part).collect())
    }

    /// What the word that it begins with begins with; `None` where that may be anything.
    fn letters(&self) -> Option<Vec<u8>> {
        let first = self.0.iter().find(|part| !matches!(part, Part::Begin))?;
        let Part::Word(choices) = first else { return None };
        choices.iter().map(Choice::letter).collect()
    }

    /// Whether these parts stand from this word on.
    fn follows(parts: &[Part], words: &[String], at: usize) -> bool {
        let Some((first, rest)) = parts.split_first() else { return true };
        match first {
            Part::Begin => at == 0 && Self::follows(rest, words, at),
            Part::End => at == words.len() && Self::follows(rest, words, at),
            Part::Gap(most) => (at..=(at + most).min(words.len())).any(|next| Self::follows(rest, words, next)),
            Part::Word(choices) => Self::one_of(choices, rest, words, at),
            Part::Maybe(choices) => Self::one_of(choices, rest, words, at) || Self::follows(rest, words, at),
        }
    }

    /// How many words it takes from the first on, if it stands there.
    fn length(&self, words: &[String]) -> Option<usize> {
        self.0.iter().try_fold(0, |at, part| {
            let Part::Word(choices) = part else { return None };
            let here = words.get(at..).unwrap_or_default();
            choices.iter().find_map(|choice| choice.takes(here)).map(|taken| at + taken)
        })
    }

    fn one_of(choices: &[Choice], rest: &[Part], words: &[String], at: usize) -> bool {
        let here = words.get(at..).unwrap_or_default();
        choices.iter().filter_map(|choice| choice.takes(here)).any(|taken| Self::follows(rest, words, at + taken))
    }
}

/// Many lines, found by the letter they begin with: a text is compared with the few that can begin at a word.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    all: Vec<Pattern>,
    by_letter: HashMap<u8, Vec<usize>>,
    any: Vec<usize>,
}

impl Patterns {
    /// Reads lines.
    pub(crate) fn read(lines: impl Iterator<Item = &'static str>, classes: &Classes) -> Self {
        let mut patterns = Self::default();
        for line in lines {
            let pattern = Pattern::new(line, classes);
            let place = patterns.all.len();
            match pattern.letters() {
                None => patterns.any.push(place),
                Some(mut letters) => {
                    letters.sort_unstable();
                    letters.dedup();
                    for letter in letters {
                        patterns.by_letter.entry(letter).or_default().push(place);
                    }
                }
            }
            patterns.all.push(pattern);
        }
        patterns
    }

    /// Whether a sentence holds any of them.
    pub(crate) fn stand_in(&self, words: &[String]) -> bool {
        words.iter().enumerate().any(|(at, word)| {
            let letter = word.bytes().next().unwrap_or_default();
            let here = self.by_letter.get(&letter).into_iter().flatten().chain(&self.any);
            here.copied().any(|place| Pattern::follows(&self.all[place].0, words, at))
        })
    }

    /// How many words the longest of them takes that begins at the first of these words; of lines without gaps.
    pub(crate) fn longest(&self, words: &[String]) -> Option<usize> {
        let letter = words.first()?.bytes().next().unwrap_or_default();
        let here = self.by_letter.get(&letter).into_iter().flatten().chain(&self.any);
        here.copied().filter_map(|place| self.all[place].length(words)).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands(line: &'static str, text: &str) -> bool {
        Patterns::read(std::iter::once(line), &[]).stand_in(&text.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_line_says_what_may_stand_between_and_around() {
        assert!(stands("veux ~ mourir", "je veux vraiment mourir ici"));
        assert!(!stands("veux ~ mourir", "je veux voir un film qui fait mourir de rire"));
        assert!(stands("suicid*", "pensees suicidaires"));
        assert!(stands("^ avc $", "avc") && !stands("^ avc $", "un avc"));
        assert!(stands("dad|mum dies", "my mum dies"));
    }

    #[test]
    fn the_longest_line_is_told() {
        let lines = Patterns::read(["hair", "hair loss", "los* my|her hair"].into_iter(), &[]);
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(lines.longest(&words("hair loss since may")), Some(2));
        assert_eq!(lines.longest(&words("losing my hair")), Some(3));
        assert_eq!(lines.longest(&words("my hair")), None);
    }

    #[test]
    fn long_words_forgive_a_letter_short_ones_none() {
        assert!(stands("swallowed", "swalowed") && stands("poitrine", "poitrinne"));
        assert!(!stands("mourir", "courir"));
    }
}
