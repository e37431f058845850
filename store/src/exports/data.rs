//! Values as they stand in a copy: moments as RFC 3339, ids as in addresses, hashes in hexadecimal.

use domain::Timestamp;
use domain::ids::to_base62;
use serde::{Serialize, Serializer};
use std::fmt::Write as _;
use uuid::Uuid;

/// A moment.
#[derive(Debug, Clone, Copy, sqlx::Type)]
#[sqlx(transparent)]
pub struct Moment(pub i64);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Timestamp(self.0).rfc3339())
    }
}

/// An id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub struct Id(pub Uuid);

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&to_base62(self.0))
    }
}

/// A hash.
#[derive(Debug, Clone, sqlx::Type)]
#[sqlx(transparent)]
pub struct Hash(pub Vec<u8>);

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let hex = self.0.iter().fold(String::with_capacity(self.0.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        serializer.serialize_str(&hex)
    }
}

/// Something that is sealed: opened by the service, which puts the text beside it.
#[derive(Debug, Clone, sqlx::Type)]
#[sqlx(transparent)]
pub struct Sealed(pub Vec<u8>);
