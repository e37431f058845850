//! Identities: UUIDv7 inside, 22 base62 characters in addresses.
//!
//! The clock and the random bytes come from `service::Context`; this module only knows the form.
//! Order in lists is always `(created, id)`, never the id alone: a client may bring its own id.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Length of an id in an address: the smallest count of base62 digits that holds 128 bits.
pub const LENGTH: usize = 22;

/// What is said of a text that is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a 22-character base62 id")
    }
}

impl std::error::Error for NotAnId {}

/// 62^10: as many digits as a 64-bit division gives in one go.
const TEN_DIGITS: u128 = 62u128.pow(10);

/// The 22 base62 digits of 128 bits, most significant first.
///
/// A page holds hundreds of ids, and dividing 128 bits is slow: two such divisions cut the number
/// into pieces that fit 64 bits.
fn digits(id: Uuid) -> [u8; LENGTH] {
    let mut digits = [b'0'; LENGTH];
    let mut rest = id.as_u128();
    for ten in digits.rchunks_mut(10) {
        let mut piece = u64::try_from(rest % TEN_DIGITS).unwrap_or_default();
        rest /= TEN_DIGITS;
        for slot in ten.iter_mut().rev() {
            *slot = ALPHABET[(piece % 62) as usize];
            piece /= 62;
        }
    }
    digits
}

/// Writes 128 bits as 22 base62 digits, most significant first.
pub fn to_base62(id: Uuid) -> String {
    digits(id).iter().map(|&byte| char::from(byte)).collect()
}

/// Reads 22 base62 digits; refuses any other length, letter, or a number above 128 bits.
pub fn from_base62(text: &str) -> Result<Uuid, NotAnId> {
    if text.len() != LENGTH {
        return Err(NotAnId);
    }
    text.bytes()
        .try_fold(0u128, |number, byte| {
            let digit = ALPHABET.iter().position(|&letter| letter == byte)?;
            number.checked_mul(62)?.checked_add(digit as u128)
        })
        .map(Uuid::from_u128)
        .ok_or(NotAnId)
}

/// A UUIDv7 from its parts (RFC 9562 §5.7): milliseconds since 1970 and ten random bytes.
pub fn uuid_v7(unix_millis: u64, random: [u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(unix_millis, &random).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(str::from_utf8(&digits(self.0)).unwrap_or_default())
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                from_base62(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

ids! {
    /// A person (or organisation) with an account.
    MemberId,
    /// A community.
    CommunityId,
    /// One version of a community's charter.
    CharterId,
    /// A thread: discussion or question.
    ThreadId,
    /// A reply in a thread.
    ReplyId,
    /// An earlier text of a thread or reply.
    RevisionId,
    /// A signed-in device.
    SessionId,
    /// A professional's request to be verified.
    ClaimId,
    /// The proof that somebody agreed to something.
    ReceiptId,
    /// Something that concerns one member.
    NoticeId,
    /// Two members who write to each other.
    CorrespondenceId,
    /// A letter between them.
    LetterId,
    /// What lets a program act in a member's name.
    TokenId,
    /// What signs a member in without a password.
    PasskeyId,
    /// A picture that stands with a text.
    PictureId,
    /// What was reported about one text or member, until it is decided.
    CaseId,
    /// What was decided about it.
    DecisionId,
    /// A link that lets people sign up.
    InvitationId,
    /// What a member asked for who wants to be erased.
    ErasureId,
    /// A copy of all that concerns a member, made for them.
    ExportId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_id_survives_its_address(number: u128) {
            let id = ThreadId(Uuid::from_u128(number));
            let address = id.to_string();
            prop_assert_eq!(address.len(), LENGTH);
            prop_assert_eq!(address.parse::<ThreadId>(), Ok(id));
        }

        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = text.parse::<ThreadId>();
        }
    }

    #[test]
    fn more_than_128_bits_are_refused() {
        assert_eq!("z".repeat(22).parse::<ThreadId>(), Err(NotAnId));
    }

    #[test]
    fn version_and_variant_are_those_of_rfc_9562() {
        let id = uuid_v7(1_700_000_000_000, [0xff; 10]);
        assert_eq!(id.get_version_num(), 7);
    }
}
