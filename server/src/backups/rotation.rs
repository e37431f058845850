//! Which backups are kept: the newest of each of the last days, weeks and months; or the last few.

use domain::Timestamp;
use domain::time::DAY;
use std::collections::BTreeSet;

/// How many are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The last so many.
    Last(u32),
    /// The newest of each of the last days, weeks and months that have one.
    Calendar {
        /// Days.
        days: u32,
        /// Weeks, from Monday.
        weeks: u32,
        /// Months.
        months: u32,
    },
}

/// Those of these moments whose backups go. The newest always stays.
pub fn outlived(moments: &[Timestamp], keep: Keep) -> Vec<Timestamp> {
    let mut newest_first: Vec<Timestamp> = moments.to_vec();
    newest_first.sort_unstable_by(|a, b| b.cmp(a));
    newest_first.dedup();
    let mut kept: BTreeSet<Timestamp> = newest_first.iter().copied().take(1).collect();
    match keep {
        Keep::Last(many) => kept.extend(newest_first.iter().take(many as usize)),
        Keep::Calendar { days, weeks, months } => {
            kept.extend(first_of_each(&newest_first, days, |at| at.0.div_euclid(DAY)));
            // The first of January 1970 was a Thursday.
            kept.extend(first_of_each(&newest_first, weeks, |at| (at.0.div_euclid(DAY) + 3).div_euclid(7)));
            kept.extend(first_of_each(&newest_first, months, month));
        }
    }
    newest_first.into_iter().filter(|at| !kept.contains(at)).collect()
}

fn first_of_each(newest_first: &[Timestamp], many: u32, span: impl Fn(Timestamp) -> i64) -> Vec<Timestamp> {
    let mut seen = BTreeSet::new();
    newest_first.iter().copied().filter(|at| seen.insert(span(*at))).take(many as usize).collect()
}

fn month(at: Timestamp) -> i64 {
    let date = jiff::Timestamp::from_microsecond(at.0).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC);
    i64::from(date.year()) * 12 + i64::from(date.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Midday of a day, counted from Monday, 5 January 2026.
    fn day(number: i64) -> Timestamp {
        Timestamp(1_767_614_400_000_000 + number * DAY)
    }

    #[test]
    fn the_last_ones_are_kept() {
        let days: Vec<_> = (0..5).map(day).collect();
        assert_eq!(outlived(&days, Keep::Last(2)), [day(2), day(1), day(0)]);
        assert_eq!(outlived(&days, Keep::Last(9)), []);
        assert_eq!(outlived(&days[..2], Keep::Last(0)), [day(0)], "the newest always stays");
    }

    #[test]
    fn days_weeks_and_months_are_kept() {
        // One each day for 100 days: Monday 5 January to Tuesday 14 April.
        let all: Vec<_> = (0..100).map(day).collect();
        let gone = outlived(&all, Keep::Calendar { days: 3, weeks: 2, months: 3 });
        let mut kept: Vec<_> = all.iter().filter(|at| !gone.contains(at)).copied().collect();
        kept.sort_unstable();
        // 28 February is day 54, 31 March day 85; Sunday 12 April day 97.
        assert_eq!(kept, [day(54), day(85), day(97), day(98), day(99)]);
    }

    #[test]
    fn night_after_night_keeps_as_many_as_promised() {
        let keep = Keep::Calendar { days: 7, weeks: 4, months: 6 };
        let mut held: Vec<Timestamp> = Vec::new();
        for night in 0..400 {
            held.push(day(night));
            let gone = outlived(&held, keep);
            held.retain(|at| !gone.contains(at));
        }
        assert!((13..=17).contains(&held.len()), "{}", held.len());
        for back in 0..7 {
            assert!(held.contains(&day(399 - back)));
        }
        let months: BTreeSet<_> = held.iter().map(|at| month(*at)).collect();
        assert_eq!(months.len(), 6, "one of each of the last six months is there after 400 nights");
    }
}
