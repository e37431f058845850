//! Personal tokens: what lets a program read and post in a member's name, for a time.

mod trouble;

pub use trouble::Trouble;

use crate::fields::{Errors, FieldError, Fields, Refused};
use crate::ids::TokenId;
use crate::text;
use crate::time::{DAY, When};
use serde::{Deserialize, Serialize};

/// What every token begins with, so that one that leaked into a public place is found.
pub const PREFIX: &str = "vecu_";
/// The most tokens a member has at once.
pub const MAX_TOKENS: u32 = 10;
/// Longest name of a token, in characters.
pub const NAME_MAX: u32 = 60;

crate::word_enum! {
    /// What a token may do.
    Scope {
        /// Read what its member reads.
        Read = "read",
        /// Post, change and delete in its member's name.
        Write = "write",
    }
}

crate::word_enum! {
    /// How long a token lasts.
    Lasts {
        /// Thirty days.
        Month = "30",
        /// Ninety days.
        Quarter = "90",
        /// A year.
        Year = "365",
    }
}

impl Lasts {
    /// In microseconds.
    pub fn micros(self) -> i64 {
        match self {
            Self::Month => 30 * DAY,
            Self::Quarter => 90 * DAY,
            Self::Year => 365 * DAY,
        }
    }
}

/// A token to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// What for, in the member's words.
    pub name: String,
    /// What it may do, at least one.
    pub scopes: Vec<Scope>,
    /// For how long.
    pub lasts: Lasts,
}

impl NewToken {
    /// Reads `name`, `scopes` (several) and `lasts`.
    pub fn parse(fields: &Fields, errors: &mut Errors) -> Option<Self> {
        let name = errors.take("name", text::line(fields.get("name"), 1, NAME_MAX));
        let scopes: Option<Vec<Scope>> = fields.all("scopes").map(Scope::from_word).collect();
        let scopes = errors.take(
            "scopes",
            match scopes {
                None => Err(FieldError::NotAChoice),
                Some(none) if none.is_empty() => Err(FieldError::Missing),
                Some(some) => Ok(Scope::ALL.iter().copied().filter(|scope| some.contains(scope)).collect()),
            },
        );
        let lasts = errors.take("lasts", Lasts::from_word(fields.get("lasts")).ok_or(FieldError::NotAChoice));
        Some(Self { name: name?, scopes: scopes?, lasts: lasts? })
    }
}

/// What is said when a member has as many tokens as there may be.
pub fn too_many(fields: &Fields) -> Refused {
    Refused::one("name", FieldError::TooMany { max: MAX_TOKENS }, fields)
}

/// A token as its member sees it: never the secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenView {
    /// To revoke it by.
    pub id: TokenId,
    /// What for.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created: When,
    /// When it ends.
    pub expires: When,
    /// The day of its last use; `None` when it was never used.
    pub used: Option<When>,
}

/// One's own tokens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokensPage {
    /// Those that hold, latest first.
    pub tokens: Vec<TokenView>,
    /// The secret of the one just made: shown this once.
    pub made: Option<String>,
}

/// What the page about the interface for programs needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// Where this site is, without a slash at the end.
    pub root: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_told_at_its_field() {
        let mut errors = Errors::default();
        let fields: Fields = [("name", " "), ("lasts", "9999")].into_iter().collect();
        assert_eq!(NewToken::parse(&fields, &mut errors), None);
        let refused = errors.refuse(&fields);
        assert_eq!(refused.at("name"), Some(FieldError::Missing));
        assert_eq!(refused.at("scopes"), Some(FieldError::Missing));
        assert_eq!(refused.at("lasts"), Some(FieldError::NotAChoice));
    }

    #[test]
    fn scopes_are_those_that_exist_each_once() {
        let parse = |scopes: &[&str]| {
            let mut errors = Errors::default();
            let fields =
                [("name", "Robot"), ("lasts", "90")].into_iter().chain(scopes.iter().map(|&one| ("scopes", one)));
            NewToken::parse(&fields.collect(), &mut errors).map(|token| token.scopes)
        };
        assert_eq!(parse(&["write", "read", "write"]), Some(vec![Scope::Read, Scope::Write]));
        assert_eq!(parse(&["read"]), Some(vec![Scope::Read]));
        assert_eq!(parse(&["read", "admin"]), None);
    }
}
