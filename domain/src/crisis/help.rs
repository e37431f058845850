//! Who helps at once: France's numbers, and those that an instance names for other countries.

use super::Crisis;
use crate::Locale;
use serde::{Deserialize, Serialize};

crate::word_enum! {
    /// What somebody who answers is there for.
    Need {
        /// Emergencies of all kinds.
        Emergency = "emergency",
        /// Medical emergencies.
        Medical = "medical",
        /// Whoever thinks of suicide, or worries for somebody.
        Suicide = "suicide",
        /// Danger from others.
        Police = "police",
        /// Violence, to be listened to.
        Violence = "violence",
    }
}

/// Somebody who answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// What is dialled, as people know it: digits and spaces.
    pub number: String,
    /// What for.
    #[serde(rename = "for")]
    pub need: Need,
    /// It is written to, for whoever cannot hear or speak; else it is called.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sms: bool,
    /// Who answers, in a word or two, in French.
    pub fr: String,
    /// The same in English.
    pub en: String,
}

impl Line {
    /// As an address that a phone opens.
    pub fn address(&self) -> String {
        let digits: String = self.number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        format!("{}:{digits}", if self.sms { "sms" } else { "tel" })
    }

    /// Who answers.
    pub fn name(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }
}

/// The numbers of a country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// Where they are right, in French: "En France". Always said beside them.
    pub fr: String,
    /// The same in English.
    pub en: String,
    /// Who answers, the nearest first.
    pub lines: Vec<Line>,
}

impl Default for Numbers {
    fn default() -> Self {
        Self::france()
    }
}

impl Numbers {
    fn of(fr: &str, en: &str, lines: &[(&str, Need, bool, &str, &str)]) -> Self {
        let line = |&(number, need, sms, fr, en): &(&str, Need, bool, &str, &str)| Line {
            number: number.into(),
            need,
            sms,
            fr: fr.into(),
            en: en.into(),
        };
        Self { fr: fr.into(), en: en.into(), lines: lines.iter().map(line).collect() }
    }

    /// France's: free, day and night.
    pub fn france() -> Self {
        let lines = [
            ("15", Need::Medical, false, "Samu", "ambulance"),
            ("112", Need::Emergency, false, "Europe", "Europe"),
            ("114", Need::Emergency, true, "par SMS", "by text"),
            ("3114", Need::Suicide, false, "prévention du suicide", "suicide prevention"),
            ("17", Need::Police, false, "police", "police"),
            ("3919", Need::Violence, false, "violences", "violence"),
        ];
        Self::of("En France", "In France", &lines)
    }

    /// What is right in all of Europe.
    pub fn europe() -> Self {
        let lines = [("112", Need::Emergency, false, "toutes les urgences", "all emergencies")];
        Self::of("Partout en Europe", "Everywhere in Europe", &lines)
    }

    /// Whether these are France's as they are built in, of which more can be said.
    pub fn is_france(&self) -> bool {
        *self == Self::france()
    }

    /// Where they are right, as a sentence begins with it.
    pub fn place(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }

    /// The same inside a sentence: "en France".
    pub fn place_inside(&self, locale: Locale) -> String {
        let mut letters = self.place(locale).chars();
        letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
    }

    fn all(&self, need: Need, sms: bool) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.need == need && line.sms == sms)
    }

    /// The number for whatever threatens a life.
    pub fn medical(&self) -> &str {
        self.all(Need::Medical, false).chain(self.all(Need::Emergency, false)).next().map_or("112", |line| &line.number)
    }

    /// The number against danger from others.
    pub fn police(&self) -> &str {
        self.all(Need::Police, false).chain(self.all(Need::Emergency, false)).next().map_or("112", |line| &line.number)
    }

    /// The number for whoever thinks of suicide, where there is one.
    pub fn suicide(&self) -> Option<&str> {
        self.all(Need::Suicide, false).next().map(|line| line.number.as_str())
    }

    /// The numbers one calls in an emergency, each once.
    pub fn emergency(&self) -> Vec<&str> {
        self.all(Need::Medical, false)
            .chain(self.all(Need::Emergency, false))
            .map(|line| line.number.as_str())
            .collect()
    }

    /// The same in one breath, with where they are right: "le 15 ou le 112 (en France)".
    pub fn called(&self, locale: Locale) -> String {
        let place = self.place_inside(locale);
        match locale {
            Locale::Fr => format!("le {} ({place})", self.emergency().join(" ou le ")),
            Locale::En => format!("{} ({place})", self.emergency().join(" or ")),
        }
    }

    /// What closes every page: emergencies, by voice and by text, and suicide prevention.
    pub fn always(&self) -> Vec<&Line> {
        let fits = |line: &&Line| matches!(line.need, Need::Medical | Need::Emergency | Need::Suicide);
        self.lines.iter().filter(fits).collect()
    }

    /// Who helps with these, the nearest first, each once.
    pub fn lines(&self, signs: &[Crisis]) -> Vec<&Line> {
        let mut found: Vec<&Line> = Vec::new();
        for sign in signs {
            let medical = || self.all(Need::Medical, false).chain(self.all(Need::Emergency, false));
            let by_text = self.all(Need::Emergency, true).chain(self.all(Need::Medical, true));
            let those: Vec<&Line> = match sign {
                Crisis::Suicide => self
                    .all(Need::Suicide, false)
                    .chain(medical().take(1))
                    .chain(self.all(Need::Suicide, true))
                    .chain(by_text)
                    .collect(),
                Crisis::Overdose | Crisis::Chest | Crisis::Stroke => medical().chain(by_text).collect(),
                Crisis::Violence => {
                    let police = self.all(Need::Police, false).chain(self.all(Need::Emergency, false)).take(1);
                    let listening = self.all(Need::Violence, false).chain(self.all(Need::Violence, true));
                    police.chain(listening).chain(self.all(Need::Police, true)).chain(by_text).collect()
                }
            };
            for line in those {
                if !found.contains(&line) {
                    found.push(line);
                }
            }
        }
        found
    }

    /// What is wrong with numbers that somebody configured: which part, and why.
    pub fn check(&self) -> Result<(), &'static str> {
        let short = |text: &str| !text.trim().is_empty() && text.chars().count() <= 40 && !text.contains(['<', '\n']);
        if !short(&self.fr) || !short(&self.en) {
            return Err("needs `fr` and `en`: where the numbers are right, like \"En Suisse\" and \"In Switzerland\"");
        }
        if !self.lines.iter().any(|line| !line.sms && matches!(line.need, Need::Emergency | Need::Medical)) {
            return Err("needs a line that is called for = \"emergency\" or \"medical\"");
        }
        for line in &self.lines {
            let digits = line.number.chars().filter(char::is_ascii_digit).count();
            let fine = line
                .number
                .chars()
                .enumerate()
                .all(|(place, c)| c.is_ascii_digit() || (c == ' ' && place > 0) || (c == '+' && place == 0));
            if !fine || !(2..=15).contains(&digits) {
                return Err("has a line whose `number` is not one: two to fifteen digits, spaces between, + before");
            }
            if !short(&line.fr) || !short(&line.en) {
                return Err("has a line without `fr` or `en`: who answers, in a word or two of each language");
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(lines: &[&Line]) -> Vec<String> {
        lines.iter().map(|line| line.number.clone()).collect()
    }

    #[test]
    fn each_line_stands_once_the_nearest_first() {
        let france = Numbers::france();
        assert_eq!(numbers(&france.lines(&[Crisis::Suicide])), ["3114", "15", "114"]);
        assert_eq!(numbers(&france.lines(&[Crisis::Suicide, Crisis::Overdose])), ["3114", "15", "114", "112"]);
        assert_eq!(numbers(&france.lines(&[Crisis::Chest])), ["15", "112", "114"]);
        assert_eq!(numbers(&france.lines(&[Crisis::Violence])), ["17", "3919", "114"]);
        assert!(france.lines(&[]).is_empty());
        assert_eq!(numbers(&france.always()), ["15", "112", "114", "3114"]);
        assert_eq!(france.lines[2].address(), "sms:114");
        assert_eq!(france.lines[3].address(), "tel:3114");
        assert_eq!(france.place_inside(Locale::Fr), "en France");
        assert_eq!(france.emergency(), ["15", "112"]);
        assert_eq!(france.called(Locale::Fr), "le 15 ou le 112 (en France)");
        assert_eq!(Numbers::europe().called(Locale::En), "112 (everywhere in Europe)");
        assert!(france.is_france() && france.check().is_ok());
    }

    #[test]
    fn where_one_number_is_all_it_answers_everything() {
        let europe = Numbers::europe();
        for sign in Crisis::ALL {
            assert_eq!(numbers(&europe.lines(&[*sign])), ["112"], "{sign:?}");
        }
        assert_eq!((europe.medical(), europe.police(), europe.suicide()), ("112", "112", None));
        assert!(europe.check().is_ok() && !europe.is_france());
    }

    #[test]
    fn numbers_that_are_none_are_refused() {
        let mut wrong = Numbers::europe();
        wrong.lines[0].number = "call us".into();
        assert!(wrong.check().is_err());
        wrong.lines[0].number = "0800 12 34 56".into();
        assert!(wrong.check().is_ok());
        assert_eq!(wrong.lines[0].address(), "tel:0800123456");
        wrong.lines[0].sms = true;
        assert!(wrong.check().is_err(), "nobody can be called");
        wrong.lines[0].sms = false;
        wrong.lines[0].en = " ".into();
        assert!(wrong.check().is_err());
    }
}
