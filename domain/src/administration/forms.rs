//! What administrators type.

use crate::fields::{Errors, FieldError, Fields};
use crate::moderation::{DAYS, Rule, SENTENCE_MAX, SENTENCE_MIN};
use crate::text;
use crate::time::DAY;

/// Shortest reason, in characters.
pub const REASON_MIN: u32 = 5;
/// Longest reason, in characters.
pub const REASON_MAX: u32 = 500;
/// Longest note on an invitation, in characters.
pub const NOTE_MAX: u32 = 120;
/// The most people one invitation lets in.
pub const USES_MAX: i32 = 500;
/// The most days that an invitation lasts.
pub const DAYS_MAX: i32 = 90;

/// Reads why something is done.
pub fn reason(fields: &Fields, errors: &mut Errors) -> Option<String> {
    errors.take("reason", text::body(fields.get("reason"), REASON_MIN, REASON_MAX))
}

fn number(typed: &str, min: i32, max: i32) -> Result<i32, FieldError> {
    match typed.trim() {
        "" => Err(FieldError::Missing),
        typed => {
            typed.parse().ok().filter(|number| (min..=max).contains(number)).ok_or(FieldError::NotANumber { min, max })
        }
    }
}

/// An invitation to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvitation {
    /// For whom or for what, in the administrator's words.
    pub note: String,
    /// How many people it lets in.
    pub uses: i32,
    /// For how long, in microseconds.
    pub lasts: i64,
}

impl NewInvitation {
    /// Reads `note`, `uses` and `days`.
    pub fn parse(fields: &Fields, errors: &mut Errors) -> Option<Self> {
        let note = errors.take("note", text::line(fields.get("note"), 1, NOTE_MAX));
        let uses = errors.take("uses", number(fields.get("uses"), 1, USES_MAX));
        let days = errors.take("days", number(fields.get("days"), 1, DAYS_MAX));
        Some(Self { note: note?, uses: uses?, lasts: i64::from(days?) * DAY })
    }
}

/// The word that stands for a suspension without an end.
pub const UNTIL_LIFTED: &str = "lifted";

/// A suspension of an account on the whole instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspending {
    /// For how many days; none: until somebody lifts it.
    pub days: Option<u32>,
    /// The rule.
    pub rule: Rule,
    /// The reasons, as they are told to the person.
    pub reasons: String,
}

impl Suspending {
    /// Reads `days` (one of those that decisions have, or `lifted`), `rule` and `reasons`.
    pub fn parse(fields: &Fields, errors: &mut Errors) -> Option<Self> {
        let days = match fields.trimmed("days") {
            UNTIL_LIFTED => Some(None),
            typed => {
                let days = typed.parse().ok().filter(|days| DAYS.contains(days));
                errors.take("days", days.ok_or(FieldError::NotAChoice)).map(Some)
            }
        };
        let rule = errors.take(
            "rule",
            match fields.get("rule") {
                "" => Err(FieldError::Missing),
                word => Rule::from_word(word).ok_or(FieldError::NotAChoice),
            },
        );
        let reasons = errors.take("reasons", text::body(fields.get("reasons"), SENTENCE_MIN, SENTENCE_MAX));
        Some(Self { days: days?, rule: rule?, reasons: reasons? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suspension_has_a_rule_and_a_sentence_and_perhaps_an_end() {
        let parse = |pairs: &[(&str, &str)]| {
            let (fields, mut errors): (Fields, _) = (pairs.iter().copied().collect(), Errors::default());
            Suspending::parse(&fields, &mut errors).ok_or_else(|| errors.refuse(&fields).errors)
        };
        let why = ("reasons", "Des messages de vente dans six communautés.");
        let fine = parse(&[("days", "7"), ("rule", "advertising"), why]).unwrap();
        assert_eq!((fine.days, fine.rule), (Some(7), Rule::Advertising));
        assert_eq!(parse(&[("days", "lifted"), ("rule", "law"), why]).unwrap().days, None);
        let wrong = parse(&[("days", "8"), ("rule", ""), ("reasons", "Non")]).unwrap_err();
        let expected = [
            ("days".to_owned(), FieldError::NotAChoice),
            ("rule".to_owned(), FieldError::Missing),
            ("reasons".to_owned(), FieldError::TooShort { min: SENTENCE_MIN, have: 3 }),
        ];
        assert_eq!(wrong, expected);
    }

    fn parse(pairs: &[(&str, &str)]) -> Result<NewInvitation, Vec<(String, FieldError)>> {
        let (fields, mut errors): (Fields, _) = (pairs.iter().copied().collect(), Errors::default());
        NewInvitation::parse(&fields, &mut errors).ok_or_else(|| errors.refuse(&fields).errors)
    }

    #[test]
    fn an_invitation_has_bounds() {
        let fine = parse(&[("note", " Soir de  rencontre "), ("uses", "20"), ("days", " 7 ")]).unwrap();
        assert_eq!(fine, NewInvitation { note: "Soir de rencontre".into(), uses: 20, lasts: 7 * DAY });
        let wrong = parse(&[("note", ""), ("uses", "0"), ("days", "beaucoup")]).unwrap_err();
        let expected = [
            ("note".to_owned(), FieldError::Missing),
            ("uses".to_owned(), FieldError::NotANumber { min: 1, max: USES_MAX }),
            ("days".to_owned(), FieldError::NotANumber { min: 1, max: DAYS_MAX }),
        ];
        assert_eq!(wrong, expected);
    }

    #[test]
    fn a_reason_is_given_in_words() {
        let mut errors = Errors::default();
        let fields: Fields = [("reason", "ok")].into_iter().collect();
        assert_eq!(reason(&fields, &mut errors), None);
        assert_eq!(errors.refuse(&fields).at("reason"), Some(FieldError::TooShort { min: REASON_MIN, have: 2 }));
    }
}
