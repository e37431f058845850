//! Passkeys (WebAuthn): signing in without a password; and codes on paper for when nothing else is at hand.

use crate::fields::{FieldError, Fields};
use crate::ids::PasskeyId;
use crate::text;
use crate::time::When;
use serde::{Deserialize, Serialize};

/// The most passkeys a member has.
pub const MAX_PASSKEYS: u32 = 20;
/// Longest name of a passkey, in characters.
pub const NAME_MAX: u32 = 60;
/// How many recovery codes there are at once.
pub const CODES: usize = 10;
/// Symbols of a recovery code: five bits each.
pub const CODE_LENGTH: usize = 10;

/// Crockford's base 32: no I, L, O or U, which are misread.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

crate::word_enum! {
    /// What a passkey is asked to sign for.
    Ceremony {
        /// Becoming a member's passkey.
        Register = "register",
        /// Signing in.
        SignIn = "sign_in",
        /// Proving again that it is oneself.
        Prove = "prove",
    }
}

/// What the browser hands to a passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// To be sent back with what was signed.
    pub token: String,
    /// The options of `navigator.credentials`, as JSON.
    pub options: String,
}

/// A passkey in its member's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyView {
    /// To rename or remove it by.
    pub id: PasskeyId,
    /// What its member calls it.
    pub name: String,
    /// When it was added.
    pub created: When,
    /// When it was last used.
    pub used: Option<When>,
}

/// One's own passkeys and recovery codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeysPage {
    /// The passkeys, latest first.
    pub passkeys: Vec<PasskeyView>,
    /// Whether it was proved lately who asks: then one may be added at once.
    pub proved: bool,
    /// What this device may be called.
    pub device: String,
    /// How many recovery codes are left.
    pub left: u32,
    /// The recovery codes just made, once.
    pub codes: Vec<String>,
}

/// Reads the name of a passkey.
pub fn name(fields: &Fields) -> Result<String, FieldError> {
    text::line(fields.get("name"), 1, NAME_MAX)
}

/// A recovery code out of random bytes, as it is shown: two groups of five.
pub fn code_of(random: [u8; CODE_LENGTH]) -> String {
    let mut code: String = random.iter().map(|byte| char::from(SYMBOLS[usize::from(byte % 32)])).collect();
    code.insert(CODE_LENGTH / 2, '-');
    code
}

/// The symbols of a recovery code as somebody typed it: case, spaces and hyphens do not matter, nor do letters that
/// are taken for digits.
pub fn code(typed: &str) -> Option<String> {
    let symbols: Option<String> = typed
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            'O' => Some('0'),
            'I' | 'L' => Some('1'),
            c if c.is_ascii() && SYMBOLS.contains(&(c as u8)) => Some(c),
            _ => None,
        })
        .collect();
    symbols.filter(|code| code.len() == CODE_LENGTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_write_it() {
        let shown = code_of([0, 1, 2, 33, 255, 10, 11, 12, 13, 14]);
        assert_eq!(shown, "0121Z-ABCDE");
        for typed in [shown.as_str(), "o12lz abcde", " 0i21zABCDE ", "0121Z–ABCDE"] {
            assert_eq!(code(typed).as_deref(), Some("0121ZABCDE"), "{typed}");
        }
        for wrong in ["", "0121Z-ABCD", "0121Z-ABCDEF", "0121Z-ABCDU", "0121Z-ABCDé"] {
            assert_eq!(code(wrong), None, "{wrong}");
        }
    }
}
