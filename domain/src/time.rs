//! Moments: microseconds since 1970 in UTC, the same number on both engines.

use serde::{Deserialize, Serialize};

/// A moment, in microseconds UTC since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
pub struct Timestamp(pub i64);

/// Microseconds in a second.
pub const SECOND: i64 = 1_000_000;
/// Microseconds in a day of 24 hours.
pub const DAY: i64 = 86_400 * SECOND;

impl Timestamp {
    /// Reads RFC 3339 (`2026-11-21T08:00:00Z`). `None` when it is not a date.
    pub fn parse(text: &str) -> Option<Self> {
        let moment: jiff::Timestamp = text.parse().ok()?;
        Some(Self(moment.as_microsecond()))
    }

    /// Writes RFC 3339 in UTC.
    pub fn rfc3339(self) -> String {
        jiff::Timestamp::from_microsecond(self.0).map_or_else(|_| String::new(), |moment| moment.to_string())
    }

    /// This moment and so many microseconds more.
    #[must_use]
    pub fn plus(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// Whole seconds since 1970.
    pub fn seconds(self) -> i64 {
        self.0.div_euclid(SECOND)
    }
}

impl From<i64> for Timestamp {
    fn from(micros: i64) -> Self {
        Self(micros)
    }
}

/// A moment as the reader's clock shows it.
///
/// The offset is worked out on the server, which knows the zones: the browser needs no zone
/// database and renders from data, never from its own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The moment itself.
    #[serde(rename = "u")]
    pub utc: Timestamp,
    /// The reader's zone at that moment, in minutes east of UTC.
    #[serde(rename = "o")]
    pub offset_minutes: i16,
}

/// A calendar reading of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// Year, 4 digits.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, 1 to 31.
    pub day: i8,
    /// Monday 0 to Sunday 6.
    pub weekday: i8,
    /// Hour, 0 to 23.
    pub hour: i8,
    /// Minute, 0 to 59.
    pub minute: i8,
}

impl When {
    /// The reading of this moment's clock and calendar where the reader is.
    pub fn civil(self) -> Civil {
        let shifted = self.utc.0.saturating_add(i64::from(self.offset_minutes) * 60 * SECOND);
        let moment = jiff::Timestamp::from_microsecond(shifted).unwrap_or_default();
        let date = jiff::tz::Offset::UTC.to_datetime(moment);
        Civil {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            weekday: date.weekday().to_monday_zero_offset(),
            hour: date.hour(),
            minute: date.minute(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc3339_goes_both_ways() {
        let moment = Timestamp::parse("2026-11-21T08:00:00Z").unwrap();
        assert_eq!(moment.rfc3339(), "2026-11-21T08:00:00Z");
        assert_eq!(Timestamp::parse("yesterday"), None);
    }

    #[test]
    fn the_readers_clock_is_used() {
        let utc = Timestamp::parse("2026-11-21T23:30:00Z").unwrap();
        let civil = When { utc, offset_minutes: 60 }.civil();
        assert_eq!((civil.day, civil.hour, civil.minute, civil.weekday), (22, 0, 30, 6));
    }
}
