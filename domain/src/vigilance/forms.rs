//! What somebody writes into the summary that they take to the portal.

use crate::fields::{Errors, FieldError, Fields, Refused};
use crate::text;
use uuid::Uuid;

crate::word_enum! {
    /// Whose effect it is.
    Who {
        /// The writer's own.
        Me = "me",
        /// Somebody close to them.
        Relative = "relative",
    }
}

crate::word_enum! {
    /// How old whoever has it is, roughly: no more is needed here.
    Age {
        /// Under two years.
        Infant = "0-1",
        /// Two to eleven.
        Child = "2-11",
        /// Twelve to seventeen.
        Young = "12-17",
        /// Eighteen to sixty-four.
        Adult = "18-64",
        /// Sixty-five and over.
        Old = "65",
    }
}

crate::word_enum! {
    /// Of which sex: some effects differ.
    Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
    }
}

/// Longest line, in characters.
const LINE: u32 = 200;
/// Longest story.
const STORY: u32 = 4_000;

/// A summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaring {
    /// The thread or reply it began with.
    pub about: Uuid,
    /// The medicine.
    pub medicine: String,
    /// What was felt.
    pub effect: String,
    /// When the medicine was begun, in the writer's words; may be empty, as all that follows.
    pub since: String,
    /// When it was stopped.
    pub until: String,
    /// When the effect came.
    pub came: String,
    /// Whose it is.
    pub who: Who,
    /// How old they are.
    pub age: Option<Age>,
    /// Of which sex.
    pub sex: Option<Sex>,
    /// The story.
    pub story: String,
}

impl Declaring {
    /// Reads `about`, `medicine`, `effect`, `since`, `until`, `came`, `who`, `age`, `sex` and `story`.
    pub fn parse(fields: &Fields) -> Result<Self, Refused> {
        let mut errors = Errors::default();
        let about = crate::ids::from_base62(fields.get("about")).ok();
        let medicine = errors.take("medicine", text::line(fields.get("medicine"), 1, LINE));
        let effect = errors.take("effect", text::line(fields.get("effect"), 1, LINE));
        let since = errors.take("since", text::line(fields.get("since"), 0, LINE));
        let until = errors.take("until", text::line(fields.get("until"), 0, LINE));
        let came = errors.take("came", text::line(fields.get("came"), 0, LINE));
        let who = errors.take(
            "who",
            match fields.get("who") {
                "" => Err(FieldError::Missing),
                word => Who::from_word(word).ok_or(FieldError::NotAChoice),
            },
        );
        let age = errors.take("age", optional(fields.get("age"), Age::from_word));
        let sex = errors.take("sex", optional(fields.get("sex"), Sex::from_word));
        let story = errors.take("story", text::body(fields.get("story"), 0, STORY));
        errors.finish(fields)?;
        match (about, medicine, effect, since, until, came, who, age, sex, story) {
            (
                Some(about),
                Some(medicine),
                Some(effect),
                Some(since),
                Some(until),
                Some(came),
                Some(who),
                Some(age),
                Some(sex),
                Some(story),
            ) => Ok(Self { about, medicine, effect, since, until, came, who, age, sex, story }),
            _ => Err(Refused::one("medicine", FieldError::NotAChoice, fields)),
        }
    }
}

fn optional<T>(word: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, FieldError> {
    if word.is_empty() { Ok(None) } else { read(word).map(Some).ok_or(FieldError::NotAChoice) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_needs_little_and_says_what_is_missing() {
        let mut fields: Fields = [("about", crate::ids::to_base62(Uuid::nil()).as_str()), ("medicine", " Lyrica  75 ")]
            .into_iter()
            .collect();
        let refused = Declaring::parse(&fields).unwrap_err();
        let at: Vec<&str> = refused.errors.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(at, ["effect", "who"]);
        assert_eq!(refused.typed.get("medicine"), " Lyrica  75 ");
        fields.set("effect", "vertiges");
        fields.set("who", "relative");
        fields.set("age", "old");
        assert_eq!(Declaring::parse(&fields).unwrap_err().at("age"), Some(FieldError::NotAChoice));
        fields.set("age", "65");
        let summary = Declaring::parse(&fields).unwrap();
        assert_eq!((summary.medicine.as_str(), summary.who, summary.age), ("Lyrica 75", Who::Relative, Some(Age::Old)));
        assert_eq!(summary.sex, None);
        fields.set("story", "x".repeat(4_001));
        assert!(matches!(Declaring::parse(&fields).unwrap_err().at("story"), Some(FieldError::TooLong { .. })));
        fields.set("about", "nobody");
        assert!(Declaring::parse(&fields).is_err());
    }
}
