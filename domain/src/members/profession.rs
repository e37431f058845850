//! Professions, with the codes of the French register.

crate::word_enum! {
    /// A health profession that may be verified.
    Profession {
        /// Médecin.
        Doctor = "doctor",
        /// Pharmacien.
        Pharmacist = "pharmacist",
        /// Chirurgien-dentiste.
        DentalSurgeon = "dental_surgeon",
        /// Sage-femme.
        Midwife = "midwife",
        /// Infirmier.
        Nurse = "nurse",
        /// Masseur-kinésithérapeute.
        Physiotherapist = "physiotherapist",
        /// Pédicure-podologue.
        Podiatrist = "podiatrist",
        /// Diététicien.
        Dietitian = "dietitian",
        /// Psychologue.
        Psychologist = "psychologist",
    }
}

impl Profession {
    /// The profession's code in the register RPPS (nomenclature TRE_G15); `None` for those that
    /// the register lists without such a code.
    pub fn register_code(self) -> Option<u8> {
        match self {
            Self::Doctor => Some(10),
            Self::Pharmacist => Some(21),
            Self::DentalSurgeon => Some(40),
            Self::Midwife => Some(50),
            Self::Nurse => Some(60),
            Self::Physiotherapist => Some(70),
            Self::Podiatrist => Some(80),
            Self::Dietitian | Self::Psychologist => None,
        }
    }
}

/// Digits of an RPPS number.
pub const RPPS_DIGITS: u32 = 11;

/// Whether an 11-digit RPPS number passes its Luhn check (ISO/IEC 7812-1). A typing aid only:
/// failing it warns, passing it proves nothing.
pub fn rpps_looks_right(digits: &str) -> bool {
    if digits.len() != RPPS_DIGITS as usize || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            match (place % 2, digit * 2) {
                (0, _) => digit,
                (_, double) if double > 9 => double - 9,
                (_, double) => double,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luhn_warns_of_a_typing_error() {
        // The example number of ISO/IEC 7812-1 annex B, itself 11 digits long.
        assert!(rpps_looks_right("79927398713"));
        assert!(!rpps_looks_right("79927398710"));
        assert!(!rpps_looks_right("7992739871"));
    }
}
