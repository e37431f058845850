//! What administrators type.

use crate::fields::{Errors, FieldError, Fields};
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

#[cfg(test)]
mod tests {
    use super::*;

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
