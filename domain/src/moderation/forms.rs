//! What is typed into the forms of moderation.

use super::{Action, AppealOutcome, DAYS, Measure, Reason, Rule, Subject};
use crate::fields::{Errors, FieldError, Fields, Refused};
use crate::ids::{CaseId, DecisionId};
use crate::members;
use crate::text;
use uuid::Uuid;

/// Longest free text of a report, a note, an appeal, in characters.
pub const TEXT_MAX: u32 = 4_000;
/// Shortest sentence of reasons: a word is none.
pub(crate) const SENTENCE_MIN: u32 = 10;
/// Longest sentence of reasons.
pub(crate) const SENTENCE_MAX: u32 = 2_000;

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reporting {
    /// What kind of thing.
    pub subject: Subject,
    /// Which.
    pub id: Uuid,
    /// Why.
    pub reason: Reason,
    /// In the reporter's words; may be empty.
    pub text: String,
    /// Where the receipt goes, of somebody without an account who wants one.
    pub contact: Option<String>,
}

impl Reporting {
    /// Reads `subject`, `about`, `reason`, `text` and `email`. With the reason "something else" the text says what.
    pub fn parse(fields: &Fields) -> Result<Self, Refused> {
        let mut errors = Errors::default();
        let subject = Subject::from_word(fields.get("subject"));
        let id = crate::ids::from_base62(fields.get("about")).ok();
        if subject.is_none() || id.is_none() {
            errors.add("reason", FieldError::NotAChoice);
        }
        let reason = errors.take(
            "reason",
            match fields.get("reason") {
                "" => Err(FieldError::Missing),
                word => Reason::from_word(word)
                    .filter(|reason| Reason::OFFERED.contains(reason))
                    .ok_or(FieldError::NotAChoice),
            },
        );
        let least = u32::from(reason == Some(Reason::Other));
        let text = errors.take("text", text::body(fields.get("text"), least, TEXT_MAX));
        let contact = match fields.trimmed("email") {
            "" => Some(None),
            typed => errors.take("email", members::email(typed)).map(Some),
        };
        errors.finish(fields)?;
        match (subject, id, reason, text, contact) {
            (Some(subject), Some(id), Some(reason), Some(text), Some(contact)) => {
                Ok(Self { subject, id, reason, text, contact })
            }
            _ => Err(Refused::one("reason", FieldError::NotAChoice, fields)),
        }
    }
}

/// A decision about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deciding {
    /// The case.
    pub case: CaseId,
    /// What is done about the text.
    pub action: Action,
    /// What is done about the person.
    pub measure: Measure,
    /// For how many days, where the measure lasts.
    pub days: Option<u32>,
    /// The rule; none where everything stays as it is.
    pub rule: Option<Rule>,
    /// The reasons, as they are told to the person.
    pub reasons: String,
    /// Where a thread goes.
    pub to: Option<String>,
    /// Which version of a text that nobody reads was looked at.
    pub version: Option<i64>,
}

impl Deciding {
    /// Reads `case`, `action`, `measure`, `days`, `rule`, `reasons`, `to` and `version`. Whatever changes something needs a rule
    /// and reasons.
    pub fn parse(fields: &Fields) -> Result<Self, Refused> {
        let mut errors = Errors::default();
        let case = fields.get("case").parse().ok();
        if case.is_none() {
            errors.add("action", FieldError::NotAChoice);
        }
        let action = errors.take(
            "action",
            match fields.get("action") {
                "" => Err(FieldError::Missing),
                word => Action::from_word(word).ok_or(FieldError::NotAChoice),
            },
        );
        let measure = errors.take(
            "measure",
            match fields.get("measure") {
                "" => Ok(Measure::None),
                word => Measure::from_word(word).ok_or(FieldError::NotAChoice),
            },
        );
        let days = match measure {
            Some(measure) if measure.lasts() => {
                let days = fields.trimmed("days").parse().ok().filter(|days| DAYS.contains(days));
                errors.take("days", days.ok_or(FieldError::NotAChoice))
            }
            _ => None,
        };
        let changes = action != Some(Action::Keep) || measure.is_some_and(|measure| measure != Measure::None);
        let rule = match fields.get("rule") {
            "" if changes => errors.take("rule", Err(FieldError::Missing)),
            "" => None,
            word => errors.take("rule", Rule::from_word(word).ok_or(FieldError::NotAChoice)),
        };
        let least = if changes { SENTENCE_MIN } else { 0 };
        let reasons = errors.take("reasons", text::body(fields.get("reasons"), least, SENTENCE_MAX));
        let to = match (action, fields.trimmed("to")) {
            (Some(Action::Move), "") => errors.take("to", Err(FieldError::Missing)),
            (Some(Action::Move), to) => Some(to.to_owned()),
            _ => None,
        };
        let version = fields.get("version").parse().ok();
        errors.finish(fields)?;
        match (case, action, measure, reasons) {
            (Some(case), Some(action), Some(measure), Some(reasons)) => {
                Ok(Self { case, action, measure, days, rule, reasons, to, version })
            }
            _ => Err(Refused::one("action", FieldError::NotAChoice, fields)),
        }
    }

    /// Whether anything changes for the person it is about.
    pub fn changes(&self) -> bool {
        self.action != Action::Keep || self.measure != Measure::None
    }
}

/// An appeal against a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appealing {
    /// The decision.
    pub decision: DecisionId,
    /// Why it should be read again.
    pub text: String,
}

impl Appealing {
    /// Reads `decision` and `text`.
    pub fn parse(fields: &Fields) -> Result<Self, Refused> {
        let mut errors = Errors::default();
        let text = errors.take("text", text::body(fields.get("text"), SENTENCE_MIN, TEXT_MAX));
        errors.finish(fields)?;
        match (fields.get("decision").parse(), text) {
            (Ok(decision), Some(text)) => Ok(Self { decision, text }),
            _ => Err(Refused::one("text", FieldError::NotAChoice, fields)),
        }
    }
}

/// What is answered to an appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    /// The decision appealed against.
    pub decision: DecisionId,
    /// What comes of it.
    pub outcome: AppealOutcome,
    /// Why, as it is told to the person.
    pub answer: String,
}

impl Answering {
    /// Reads `decision`, `outcome` and `answer`.
    pub fn parse(fields: &Fields) -> Result<Self, Refused> {
        let mut errors = Errors::default();
        let outcome = errors.take(
            "outcome",
            match fields.get("outcome") {
                "" => Err(FieldError::Missing),
                word => AppealOutcome::from_word(word).ok_or(FieldError::NotAChoice),
            },
        );
        let answer = errors.take("answer", text::body(fields.get("answer"), SENTENCE_MIN, SENTENCE_MAX));
        errors.finish(fields)?;
        match (fields.get("decision").parse(), outcome, answer) {
            (Ok(decision), Some(outcome), Some(answer)) => Ok(Self { decision, outcome, answer }),
            _ => Err(Refused::one("outcome", FieldError::NotAChoice, fields)),
        }
    }
}
