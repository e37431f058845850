//! A form as it was typed, and what is wrong with it, field by field.

use serde::{Deserialize, Serialize};

/// What was typed, in the order of the form. A name may appear several times.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of this name, empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The first value without the space around it.
    pub fn trimmed(&self, name: &str) -> &str {
        self.get(name).trim()
    }

    /// Whether a box of this name was ticked, or a button of this name pressed.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, value)| key == name && !value.is_empty())
    }

    /// Every value of this name, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Replaces every value of a name by one.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(key, _)| key != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// What may be shown again: passwords and what passkeys signed never travel back.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self(
            self.0
                .iter()
                .filter(|(key, _)| !key.starts_with("password") && !key.starts_with("passkey_"))
                .cloned()
                .collect(),
        )
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Fields {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }
}

/// What is wrong at one field; the words for it are the interface's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldError {
    /// Nothing was typed or chosen.
    Missing,
    /// Fewer characters than needed.
    TooShort {
        /// The least that is accepted.
        min: u32,
        /// What was typed.
        have: u32,
    },
    /// More characters than fit.
    TooLong {
        /// The most that is accepted.
        max: u32,
        /// What was typed.
        have: u32,
    },
    /// More entries than fit.
    TooMany {
        /// The most that is accepted.
        max: u32,
    },
    /// Characters that are not accepted here (control characters, `<`, `@` …).
    BadCharacters,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not an address of a web page that starts with https:// or http://.
    NotALink,
    /// Somebody has this name already.
    Taken,
    /// The password is easy to guess.
    WeakPassword,
    /// The password is not the right one.
    WrongPassword,
    /// The passkey was not accepted, or what it was to sign is too old.
    PasskeyRefused,
    /// The address and the recovery code do not go together, or the code was used.
    WrongCode,
    /// Without this nobody could sign in to the account.
    LastWayIn,
    /// E-mail and password do not go together.
    WrongCredentials,
    /// The box has to be ticked to go on.
    MustAgree,
    /// The hosts closed this to replies.
    Closed,
    /// Only hosts of the community announce something.
    HostsAnnounce,
    /// One of the choices offered has to be taken.
    NotAChoice,
    /// Not a number, or outside its range.
    NotANumber {
        /// Smallest accepted.
        min: i32,
        /// Largest accepted.
        max: i32,
    },
    /// The shares of the funding sources do not add up to 100.
    SharesSum {
        /// What they add up to.
        sum: u32,
    },
    /// A professional reply names a source, or says that it has none.
    SourceNeeded,
    /// Nobody of this name is here.
    NobodyOfThisName,
    /// A community is never left without a host.
    LastHost,
    /// Not one's own pseudonym.
    NotYourName,
    /// The instance is never left without an administrator.
    LastAdministrator,
    /// The link is too old or was used before.
    LinkExpired,
    /// A digit is missing or too many in the register number.
    RegisterLength {
        /// Digits needed.
        need: u32,
        /// Digits typed.
        have: u32,
    },
    /// Another member's profession was verified with this register number.
    NumberTaken,
    /// Not a picture of a kind that is taken (JPEG, PNG, WebP, GIF), or a damaged one.
    NotAPicture,
    /// A picture's file is larger than is taken.
    PictureTooHeavy {
        /// The most, in megabytes.
        megabytes: u32,
    },
    /// A picture has more pixels than are taken.
    PictureTooLarge {
        /// The most, in millions.
        megapixels: u32,
    },
    /// The picture is no longer there, or somebody else's.
    PictureGone,
    /// Somebody else has decided it meanwhile.
    DecidedAlready,
    /// Somebody else is looking at it.
    HandledByAnother,
    /// Nobody decides about themselves.
    OwnClaim,
    /// One administrator has agreed already, and another must.
    SecondNeeded,
    /// Nothing proves the claim yet.
    ProofMissing,
    /// Not a file of a kind that is taken as a proof (PDF, JPEG, PNG, WebP).
    NotAProof,
    /// They host this community, and are released first; or they are no longer there.
    HostOrGone,
    /// Somebody else changed it since it was opened.
    ChangedMeanwhile,
    /// Its author changed the text since it was read.
    TextChanged,
    /// It says what it said before.
    NothingChanged,
}

/// A refused form: what to correct, and everything that was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Field name and what is wrong there, in the order of the form.
    pub errors: Vec<(String, FieldError)>,
    /// What was typed, secrets left out.
    pub typed: Fields,
}

/// Collects what is wrong while a form is read.
#[derive(Debug, Default)]
pub struct Errors(Vec<(String, FieldError)>);

impl Errors {
    /// Notes an error; the first one of a field is the one shown.
    pub fn add(&mut self, field: &str, error: FieldError) {
        if !self.0.iter().any(|(name, _)| name == field) {
            self.0.push((field.to_owned(), error));
        }
    }

    /// Keeps the value, or notes the error at this field.
    pub fn take<T>(&mut self, field: &str, parsed: Result<T, FieldError>) -> Option<T> {
        parsed.map_err(|error| self.add(field, error)).ok()
    }

    /// Whether nothing is wrong so far.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok` when nothing is wrong, else the refusal with what was typed.
    pub fn finish(self, typed: &Fields) -> Result<(), Refused> {
        if self.0.is_empty() { Ok(()) } else { Err(self.refuse(typed)) }
    }

    /// The refusal with what was typed.
    pub fn refuse(self, typed: &Fields) -> Refused {
        Refused { errors: self.0, typed: typed.without_secrets() }
    }
}

impl Refused {
    /// A refusal with one error.
    pub fn one(field: &str, error: FieldError, typed: &Fields) -> Self {
        let mut errors = Errors::default();
        errors.add(field, error);
        errors.refuse(typed)
    }

    /// What is wrong at this field.
    pub fn at(&self, field: &str) -> Option<FieldError> {
        self.errors.iter().find(|(name, _)| name == field).map(|(_, error)| *error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_never_travel_back() {
        let typed: Fields = [("email", "a@b.fr"), ("password", "secret"), ("password_new", "x")].into_iter().collect();
        let refused = Refused::one("email", FieldError::NotAnEmail, &typed);
        assert_eq!(refused.typed, [("email", "a@b.fr")].into_iter().collect());
    }
}
