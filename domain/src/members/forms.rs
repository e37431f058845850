//! What members type about themselves, read into values that are valid.

use super::{PROFESSION_CONSENT, Profession, RPPS_DIGITS, Role};
use crate::fields::{Errors, FieldError, Fields, Refused};
use crate::{policy, text};

/// Longest pseudonym, in characters.
pub const PSEUDONYM_MAX: u32 = 30;
/// Shortest pseudonym, in characters.
pub const PSEUDONYM_MIN: u32 = 3;
/// Longest self-description, in characters.
pub const ABOUT_MAX: u32 = 80;
/// Longest password, in characters: Argon2 takes any, a limit keeps hostile requests small.
pub const PASSWORD_MAX: u32 = 200;

/// Reads a pseudonym: one line, no `@`, no angle brackets, at least one letter.
pub fn pseudonym(typed: &str) -> Result<String, FieldError> {
    let name = text::line(typed, PSEUDONYM_MIN, PSEUDONYM_MAX)?;
    let fine = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '\'' | '’');
    if name.chars().all(fine) && !text::fold(&name).is_empty() { Ok(name) } else { Err(FieldError::BadCharacters) }
}

/// Reads an e-mail address (the part of RFC 5321 that people have): lower-cased, because no
/// provider people use tells cases apart and one person should have one account.
pub fn email(typed: &str) -> Result<String, FieldError> {
    let address = typed.trim().to_lowercase();
    if address.is_empty() {
        return Err(FieldError::Missing);
    }
    let fine = address.len() <= 254
        && address.is_ascii()
        && address.split_once('@').is_some_and(|(local, host)| {
            !local.is_empty()
                && local.len() <= 64
                && !local.starts_with('.')
                && !local.ends_with('.')
                && !local.contains("..")
                && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
                && host.contains('.')
                && host.split('.').all(|label| {
                    !label.is_empty()
                        && label.len() <= 63
                        && !label.starts_with('-')
                        && !label.ends_with('-')
                        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                })
        });
    if fine { Ok(address) } else { Err(FieldError::NotAnEmail) }
}

/// A sign-up as typed, without the judgement on the password's strength (a server-side library's).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUp {
    /// The name others will see.
    pub pseudonym: String,
    /// Where confirmation goes.
    pub email: String,
    /// As typed.
    pub password: String,
    /// Patient, carer or professional.
    pub role: Role,
    /// A professional's claim.
    pub claim: Option<Claim>,
}

/// A professional's claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Profession.
    pub profession: Profession,
    /// Register number, digits and capital letters only.
    pub number: String,
    /// Place of work.
    pub workplace: String,
}

impl Claim {
    /// Reads `profession`, `number`, `workplace`, and that one agrees to have it verified.
    pub fn parse(fields: &Fields, errors: &mut Errors) -> Option<Self> {
        let profession = errors.take(
            "profession",
            Profession::from_word(fields.get("profession")).ok_or(if fields.has("profession") {
                FieldError::NotAChoice
            } else {
                FieldError::Missing
            }),
        );
        let number = errors.take("number", register_number(fields.get("number"), profession));
        let workplace = errors.take("workplace", text::line(fields.get("workplace"), 2, 120));
        if !fields.has(PROFESSION_CONSENT) {
            errors.add(PROFESSION_CONSENT, FieldError::MustAgree);
        }
        Some(Self { profession: profession?, number: number?, workplace: workplace? })
            .filter(|_| fields.has(PROFESSION_CONSENT))
    }
}

fn register_number(typed: &str, profession: Option<Profession>) -> Result<String, FieldError> {
    let number: String = typed
        .chars()
        .filter(|c| !matches!(c, ' ' | '.' | '-' | '\u{a0}' | '\u{202f}'))
        .collect::<String>()
        .to_uppercase();
    if number.is_empty() {
        return Err(FieldError::Missing);
    }
    let have = u32::try_from(number.chars().count()).unwrap_or(u32::MAX);
    if !number.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Err(FieldError::BadCharacters);
    }
    // Professions with a register code have an RPPS number; the others an ADELI number or none alike.
    match profession.map(Profession::register_code) {
        Some(Some(_)) if have != RPPS_DIGITS || !number.bytes().all(|b| b.is_ascii_digit()) => {
            Err(FieldError::RegisterLength { need: RPPS_DIGITS, have })
        }
        _ if have > 20 => Err(FieldError::TooLong { max: 20, have }),
        _ => Ok(number),
    }
}

/// Reads a new password; how hard it is to guess is judged on the server.
pub fn password(typed: &str, min: u32) -> Result<String, FieldError> {
    let have = u32::try_from(typed.chars().count()).unwrap_or(u32::MAX);
    match have {
        0 => Err(FieldError::Missing),
        _ if have < min => Err(FieldError::TooShort { min, have }),
        _ if have > PASSWORD_MAX => Err(FieldError::TooLong { max: PASSWORD_MAX, have }),
        _ => Ok(typed.to_owned()),
    }
}

impl SignUp {
    /// Reads the sign-up form. `min` is the shortest password.
    pub fn parse(fields: &Fields, min: u32) -> Result<Self, Refused> {
        let mut errors = Errors::default();
        let role = errors.take(
            "role",
            match Role::from_word(fields.get("role")) {
                Some(Role::Organisation) => Err(FieldError::NotAChoice),
                Some(role) => Ok(role),
                None => Err(FieldError::Missing),
            },
        );
        let pseudonym = errors.take("pseudonym", pseudonym(fields.get("pseudonym")));
        let email = errors.take("email", email(fields.get("email")));
        let password = errors.take("password", password(fields.get("password"), min));
        let claim = if role == Some(Role::Professional) { Claim::parse(fields, &mut errors) } else { None };
        for agreement in ["adult", "consent"] {
            if !fields.has(agreement) {
                errors.add(agreement, FieldError::MustAgree);
            }
        }
        match (pseudonym, email, password, role) {
            (Some(pseudonym), Some(email), Some(password), Some(role)) if errors.is_empty() => {
                Ok(Self { pseudonym, email, password, role, claim })
            }
            _ => Err(errors.refuse(fields)),
        }
    }
}

/// The standing of somebody in no community, for what does not depend on one.
pub fn standing_nowhere(role: Role, verified: bool) -> policy::Standing {
    policy::Standing { role: Some(role), verified, place: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().copied().collect()
    }

    #[test]
    fn addresses() {
        assert_eq!(email(" Jean.Noel@Exemple.FR ").unwrap(), "jean.noel@exemple.fr");
        for bad in ["a", "a@b", "@b.fr", "a b@c.fr", "a@b..fr", "a@-b.fr", "a@b.fr\r\nBcc: x@y.fr", "é@b.fr", ".a@b.fr"]
        {
            assert_eq!(email(bad), Err(FieldError::NotAnEmail), "{bad}");
        }
    }

    #[test]
    fn every_error_is_told_at_once_at_its_field() {
        let refused =
            SignUp::parse(&form(&[("role", "professional"), ("email", "x"), ("password", "court")]), 10).unwrap_err();
        let fields: Vec<&str> = refused.errors.iter().map(|(name, _)| name.as_str()).collect();
        let named = ["pseudonym", "email", "password", "profession", "number", "workplace", "profession_consent"];
        assert_eq!(fields, [&named[..], &["adult", "consent"]].concat());
        assert_eq!(refused.typed.get("password"), "");
    }

    #[test]
    fn nobody_signs_up_as_an_organisation() {
        let refused = SignUp::parse(&form(&[("role", "organisation")]), 10).unwrap_err();
        assert_eq!(refused.at("role"), Some(FieldError::NotAChoice));
    }

    #[test]
    fn a_register_number_is_counted() {
        assert_eq!(
            register_number("1000 123 456", Some(Profession::Nurse)),
            Err(FieldError::RegisterLength { need: 11, have: 10 })
        );
        assert_eq!(register_number("10001234567", Some(Profession::Nurse)).unwrap(), "10001234567");
    }
}
