//! The vocabulary of conditions: plain names in both languages, ICD-10 (WHO) codes.

use crate::Locale;
use crate::text::fold;

/// One condition of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// ICD-10 code (WHO edition), e.g. `E10`.
    pub code: &'static str,
    /// Whether it is a rare disease (fewer than 1 in 2,000 in Europe).
    pub rare: bool,
    fr: &'static str,
    en: &'static str,
    fr_synonyms: &'static str,
    en_synonyms: &'static str,
}

impl Condition {
    /// Its plain name.
    pub fn name(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::Fr => self.fr,
            Locale::En => self.en,
        }
    }

    /// Other names people use.
    pub fn synonyms(&self, locale: Locale) -> impl Iterator<Item = &'static str> {
        let list = match locale {
            Locale::Fr => self.fr_synonyms,
            Locale::En => self.en_synonyms,
        };
        list.split('|').filter(|name| !name.is_empty())
    }
}

/// The vocabulary as a table; `end2end/checks` holds its codes against a published ICD-10.
const TABLE: &str = include_str!("../data/conditions.tsv");

/// Every condition, by code.
pub fn all() -> impl Iterator<Item = Condition> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut columns = line.split('\t');
        Some(Condition {
            code: columns.next()?,
            rare: columns.next()? == "1",
            fr: columns.next()?,
            en: columns.next()?,
            fr_synonyms: columns.next().unwrap_or_default(),
            en_synonyms: columns.next().unwrap_or_default(),
        })
    })
}

/// The condition of this code.
pub fn by_code(code: &str) -> Option<Condition> {
    all().find(|condition| condition.code == code)
}

/// Every condition by name in a language, as a reader of it sorts them.
pub fn sorted(locale: Locale) -> Vec<Condition> {
    let mut conditions: Vec<Condition> = all().collect();
    conditions.sort_by_key(|condition| fold(condition.name(locale)));
    conditions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_least_sixty_with_both_names_and_well_formed_codes() {
        let conditions: Vec<Condition> = all().collect();
        assert!(conditions.len() >= 60, "{}", conditions.len());
        assert!(conditions.iter().filter(|condition| condition.rare).count() >= 10);
        for condition in &conditions {
            let code = condition.code.as_bytes();
            assert!(
                code.len() >= 3 && code[0].is_ascii_uppercase() && code[1..3].iter().all(u8::is_ascii_digit),
                "{condition:?}"
            );
            assert!(!condition.fr.is_empty() && !condition.en.is_empty(), "{condition:?}");
            assert_eq!(by_code(condition.code).as_ref(), Some(condition), "code used twice");
        }
    }
}
