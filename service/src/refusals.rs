//! What was refused, counted since this process began: by what kind of thing, never whose. Whoever watches the instance
//! sees by it that somebody guesses, and learns of nobody.

use crate::{Fault, Outcome};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

domain::word_enum! {
    /// What somebody could not show.
    Unshown {
        /// The password, signing in.
        Password = "sign_in_password",
        /// A passkey, signing in.
        Passkey = "sign_in_passkey",
        /// A recovery code, signing in.
        Code = "sign_in_code",
        /// Password or passkey, asked for again of somebody who is signed in, or who opens a link from a mail.
        Proof = "proof",
        /// The token of a program.
        Token = "token",
    }
}

/// What one process refused.
#[derive(Debug, Default)]
pub struct Refusals {
    unshown: Mutex<BTreeMap<&'static str, u64>>,
    limits: Mutex<BTreeMap<String, u64>>,
}

impl Refusals {
    /// Somebody could not show this.
    pub fn note(&self, what: Unshown) {
        *self.unshown.lock().unwrap_or_else(PoisonError::into_inner).entry(what.word()).or_default() += 1;
    }

    /// The same, when this outcome is a form that comes back.
    pub(crate) fn of<T>(&self, what: Unshown, outcome: Outcome<T>) -> Outcome<T> {
        if matches!(outcome, Err(Fault::Form(_))) {
            self.note(what);
        }
        outcome
    }

    /// Somebody did something too often: the limit's name, which is this program's own word.
    pub(crate) fn limited(&self, limit: &str) {
        let mut limits = self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = limits.get_mut(limit) {
            *count += 1;
        } else {
            limits.insert(limit.to_owned(), 1);
        }
    }

    /// How often what could not be shown.
    pub fn unshown(&self) -> Vec<(&'static str, u64)> {
        let counts = self.unshown.lock().unwrap_or_else(PoisonError::into_inner);
        Unshown::ALL.iter().map(|what| (what.word(), counts.get(what.word()).copied().unwrap_or_default())).collect()
    }

    /// How often which limit was reached; those that never were are missing.
    pub fn limits(&self) -> Vec<(String, u64)> {
        let limits = self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        limits.iter().map(|(limit, count)| (limit.clone(), *count)).collect()
    }
}
