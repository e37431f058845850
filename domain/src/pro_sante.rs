//! Proving a profession: with Pro Santé Connect, or by a proof that two administrators look at; for how long it holds.

use crate::members::{OwnClaim, Profession};
use crate::time::DAY;
use serde::{Deserialize, Serialize};

/// So long before a badge ends its member is told, in microseconds; from then on it may be proved again by hand.
pub const WARNED_BEFORE: i64 = 30 * DAY;
/// The largest proof taken, in bytes.
pub const PROOF_MAX: usize = 5 * 1024 * 1024;
/// The field of a proof's file.
pub const PROOF_FIELD: &str = "proof_file";

crate::word_enum! {
    /// How a profession is proved.
    Way {
        /// By what administrators compare.
        Manual = "manual",
        /// By Pro Santé Connect.
        ProSante = "pro_sante",
    }
}

crate::word_enum! {
    /// Why Pro Santé Connect led to no badge. Said on the page it leads back to, which names it in its address.
    Trouble {
        /// It was cancelled, or refused over there.
        Cancelled = "cancelled",
        /// Too old, used before, or begun in another session.
        Stale = "stale",
        /// What came back is not what an honest provider says.
        Doubtful = "doubtful",
        /// The provider does not answer.
        Unreachable = "unreachable",
        /// The register knows no profession of theirs.
        NotProfessional = "not_professional",
        /// A profession that has no badge here.
        OtherProfession = "other_profession",
        /// Another account has the badge of this person.
        Taken = "taken",
    }
}

crate::word_enum! {
    /// What a proof's file is, judged by how it begins: a name and what a browser says of it prove nothing.
    ProofKind {
        /// PDF (ISO 32000).
        Pdf = "pdf",
        /// JPEG.
        Jpeg = "jpeg",
        /// PNG.
        Png = "png",
        /// WebP.
        Webp = "webp",
    }
}

impl ProofKind {
    /// What these bytes begin like.
    pub fn of(file: &[u8]) -> Option<Self> {
        match file {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            _ => None,
        }
    }

    /// Its media type.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }
}

/// The profession of somebody whose practices carry these codes of the register (nomenclature TRE_G15). Of several the
/// first that has a badge here.
pub fn profession_of<'a>(codes: impl IntoIterator<Item = &'a str>) -> Result<Profession, Trouble> {
    let mut any = false;
    for code in codes {
        any = true;
        let known = |one: &&Profession| one.register_code().is_some_and(|known| known.to_string() == code.trim());
        if let Some(profession) = Profession::ALL.iter().find(known) {
            return Ok(*profession);
        }
    }
    Err(if any { Trouble::OtherProfession } else { Trouble::NotProfessional })
}

/// The number by which a person is known, however it was proved. Pro Santé Connect puts the kind of number before it
/// (`SubjectNameID`): 8 and the 11 digits of RPPS, 0 and the 9 of ADELI; people type the number alone.
pub fn register_number(name_id: &str) -> &str {
    match name_id.as_bytes() {
        [b'8', rest @ ..] if rest.len() == 11 && rest.iter().all(u8::is_ascii_digit) => &name_id[1..],
        [b'0', rest @ ..] if rest.len() == 9 && rest.iter().all(u8::is_ascii_digit) => &name_id[1..],
        _ => name_id,
    }
}

/// One's own profession, and how it may be proved here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfessionPage {
    /// How far it has come; none when nothing was ever asked.
    pub claim: Option<OwnClaim>,
    /// Whether Pro Santé Connect may be used.
    pub pro_sante: bool,
    /// Whether it may be proved by hand now.
    pub manual: bool,
    /// How many administrators there are: two must agree.
    pub administrators: u32,
    /// Whether there is something to take back here: a badge or a claim from before this agreement had a receipt. With a
    /// receipt it is taken back where that stands.
    pub unreceipted: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_register_are_professions() {
        for (codes, found) in [
            (&["10"][..], Ok(Profession::Doctor)),
            (&["21"], Ok(Profession::Pharmacist)),
            (&["40"], Ok(Profession::DentalSurgeon)),
            (&["50"], Ok(Profession::Midwife)),
            (&["60"], Ok(Profession::Nurse)),
            (&["70"], Ok(Profession::Physiotherapist)),
            (&["80"], Ok(Profession::Podiatrist)),
            (&["99", "21"], Ok(Profession::Pharmacist)),
            (&["99"], Err(Trouble::OtherProfession)),
            (&["2"], Err(Trouble::OtherProfession)),
            (&[""], Err(Trouble::OtherProfession)),
            (&[], Err(Trouble::NotProfessional)),
        ] {
            assert_eq!(profession_of(codes.iter().copied()), found, "{codes:?}");
        }
    }

    #[test]
    fn one_person_has_one_number_however_it_is_written() {
        assert_eq!(register_number("810001234567"), "10001234567");
        assert_eq!(register_number("0123456789"), "123456789");
        assert_eq!(register_number("10001234567"), "10001234567");
        assert_eq!(register_number("3700001234/x"), "3700001234/x");
        assert_eq!(register_number("é"), "é");
        assert_eq!(register_number(""), "");
    }

    #[test]
    fn files_are_judged_by_how_they_begin() {
        assert_eq!(ProofKind::of(b"%PDF-1.7\n"), Some(ProofKind::Pdf));
        assert_eq!(ProofKind::of(&[0xFF, 0xD8, 0xFF, 0xE0]), Some(ProofKind::Jpeg));
        assert_eq!(ProofKind::of(b"\x89PNG\r\n\x1a\n"), Some(ProofKind::Png));
        assert_eq!(ProofKind::of(b"RIFF\0\0\0\0WEBPVP8 "), Some(ProofKind::Webp));
        for file in [&b"<html>"[..], b"", b"%PD", b"GIF89a", b"PK\x03\x04", b" %PDF-1.7"] {
            assert_eq!(ProofKind::of(file), None);
        }
    }
}
