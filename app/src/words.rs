//! Sentences in both languages, side by side: one that is missing in a language does not compile.
//!
//! `words! { title: "Fil", "Feed"; count(n: u32): format!(…), format!(…); }` makes a `Words` with a
//! method per sentence. Each feature has its own in `words.rs`.

/// Declares a feature's sentences: French first, English second.
#[macro_export]
macro_rules! words {
    ($($key:ident $(($($arg:ident: $kind:ty),+))? : $fr:expr, $en:expr;)+) => {
        /// The sentences of this feature in one language.
        #[derive(Clone, Copy)]
        pub struct Words(pub domain::Locale);

        #[allow(clippy::new_ret_no_self, clippy::wrong_self_convention, reason = "sentences are named after what they say")]
        impl Words {
            /// In the reader's language.
            pub fn here() -> Self {
                Self($crate::boot::locale())
            }

            $($crate::word_method! { $key $(($($arg: $kind),+))? : $fr, $en })+
        }
    };
}

/// One sentence: a plain one borrows, one with parts is made.
#[macro_export]
macro_rules! word_method {
    ($key:ident : $fr:expr, $en:expr) => {
        pub fn $key(self) -> &'static str {
            match self.0 {
                domain::Locale::Fr => $fr,
                domain::Locale::En => $en,
            }
        }
    };
    ($key:ident ($($arg:ident: $kind:ty),+) : $fr:expr, $en:expr) => {
        pub fn $key(self, $($arg: $kind),+) -> String {
            match self.0 {
                domain::Locale::Fr => $fr,
                domain::Locale::En => $en,
            }
        }
    };
}

use domain::{Locale, When};

/// A whole number as the language groups it (narrow no-break space, comma).
pub fn number(locale: Locale, n: u32) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push_str(match locale {
                Locale::Fr => "\u{202f}",
                Locale::En => ",",
            });
        }
        grouped.push(digit);
    }
    grouped
}

/// A number and its noun: French keeps the singular up to 1, English for 1 alone (CLDR).
pub fn counted(locale: Locale, n: u32, one: &str, many: &str) -> String {
    let singular = match locale {
        Locale::Fr => n < 2,
        Locale::En => n == 1,
    };
    format!("{}\u{a0}{}", number(locale, n), if singular { one } else { many })
}

const DAYS: [[&str; 7]; 2] = [
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];
const MONTHS: [[&str; 12]; 2] = [
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

fn place<T: Copy>(table: &[T], index: i8) -> T {
    table[usize::try_from(index).unwrap_or_default().min(table.len() - 1)]
}

/// `jeudi 19 novembre 2026, 12 h 35` — `Thursday 19 November 2026, 12:35`.
pub fn date_time(locale: Locale, when: When) -> String {
    let civil = when.civil();
    let language = locale as usize;
    let day = place(&DAYS[language], civil.weekday);
    let month = place(&MONTHS[language], civil.month - 1);
    match locale {
        Locale::Fr => {
            let first = if civil.day == 1 { "1er".to_owned() } else { civil.day.to_string() };
            format!("{day} {first} {month} {}, {}\u{a0}h\u{a0}{:02}", civil.year, civil.hour, civil.minute)
        }
        Locale::En => format!("{day} {} {month} {}, {}:{:02}", civil.day, civil.year, civil.hour, civil.minute),
    }
}

/// `19 novembre 2026` — `19 November 2026`.
pub fn date(locale: Locale, when: When) -> String {
    let civil = when.civil();
    let month = place(&MONTHS[locale as usize], civil.month - 1);
    let day = if locale == Locale::Fr && civil.day == 1 { "1er".to_owned() } else { civil.day.to_string() };
    format!("{day} {month} {}", civil.year)
}

/// `novembre 2026` — `November 2026`.
pub fn month(locale: Locale, when: When) -> String {
    let civil = when.civil();
    format!("{} {}", place(&MONTHS[locale as usize], civil.month - 1), civil.year)
}

/// How long to wait, in words: seconds up to two minutes, then minutes, then hours.
pub fn duration(locale: Locale, seconds: u32) -> String {
    let (n, fr, en) = match seconds {
        0..120 => (seconds.max(1), ["seconde", "secondes"], ["second", "seconds"]),
        120..7_200 => (seconds.div_ceil(60), ["minute", "minutes"], ["minute", "minutes"]),
        _ => (seconds.div_ceil(3_600), ["heure", "heures"], ["hour", "hours"]),
    };
    let [one, many] = if locale == Locale::Fr { fr } else { en };
    counted(locale, n, one, many)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Timestamp;

    #[test]
    fn numbers_and_plurals_follow_the_language() {
        assert_eq!(number(Locale::Fr, 1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(number(Locale::En, 1_234), "1,234");
        assert_eq!(counted(Locale::Fr, 0, "réponse", "réponses"), "0\u{a0}réponse");
        assert_eq!(counted(Locale::En, 0, "reply", "replies"), "0\u{a0}replies");
    }

    #[test]
    fn dates_follow_the_language() {
        let when = When { utc: Timestamp::parse("2026-11-01T11:05:00Z").unwrap(), offset_minutes: 60 };
        assert_eq!(date_time(Locale::Fr, when), "dimanche 1er novembre 2026, 12\u{a0}h\u{a0}05");
        assert_eq!(date_time(Locale::En, when), "Sunday 1 November 2026, 12:05");
    }
}
