//! Rate limits: the generic cell rate algorithm (ITU-T I.371), one number per bucket.
//!
//! Several nodes on one PostgreSQL count together in an unlogged table; SQLite, which one process
//! serves, counts in memory. Bucket names hold keyed hashes, never an address in clear.

use crate::{Conn, Db, Result, dialect};
use domain::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The buckets of one process.
#[derive(Debug, Default)]
pub struct Buckets(Mutex<HashMap<String, i64>>);

/// How often something may be done: `burst` at once, then one each `interval` microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many may come at once.
    pub burst: u32,
    /// Microseconds after which one more may come.
    pub interval: i64,
}

impl Rate {
    /// So many at once, refilled over so many seconds.
    pub const fn per(burst: u32, seconds: i64) -> Self {
        Self { burst, interval: seconds * domain::time::SECOND / burst as i64 }
    }

    fn tolerance(self) -> i64 {
        self.interval * (i64::from(self.burst) - 1)
    }
}

/// Above this many buckets the finished ones are forgotten.
const SWEEP: usize = 50_000;

impl Db {
    /// Counts one arrival. `Ok(0)` when it may pass, else the seconds to wait.
    pub async fn arrive(&self, bucket: &str, rate: Rate, now: Timestamp) -> Result<u32> {
        let mut reader = match self.engine() {
            crate::Engine::Sqlite => {
                return Ok(wait(self.buckets.arrive(bucket, rate, now.0), now));
            }
            crate::Engine::Postgres => self.read().await?,
        };
        let Conn::Postgres(conn) = reader.conn() else { return Ok(0) };
        Ok(wait(dialect::pg_arrive(conn, bucket, now.0, rate.interval, rate.tolerance()).await?, now))
    }

    /// Forgets the buckets whose names end so: how often somebody did something.
    pub async fn forget_arrivals(&self, ending: &str) -> Result<()> {
        self.buckets.forget(ending);
        let mut tx = self.begin().await?;
        execute!(&mut tx.conn(), "DELETE FROM rate_limit WHERE bucket LIKE '%' || $1", ending)?;
        tx.commit().await
    }
}

/// Forgets the buckets of other moments: nobody waits for them any more.
pub async fn forget_past(conn: &mut Conn<'_>, now: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM rate_limit WHERE arrival < $1", now.0)
}

fn wait(from: Option<i64>, now: Timestamp) -> u32 {
    from.map_or(0, |from| {
        let micros = (from - now.0).max(1);
        u32::try_from(micros.div_euclid(domain::time::SECOND) + 1).unwrap_or(u32::MAX)
    })
}

impl Buckets {
    fn forget(&self, ending: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|bucket, _| !bucket.ends_with(ending));
    }

    fn arrive(&self, bucket: &str, rate: Rate, now: i64) -> Option<i64> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > SWEEP {
            buckets.retain(|_, arrival| *arrival > now);
        }
        let arrival = buckets.get(bucket).copied().unwrap_or(now).max(now);
        if arrival - now > rate.tolerance() {
            return Some(arrival - rate.tolerance());
        }
        buckets.insert(bucket.to_owned(), arrival + rate.interval);
        None
    }
}
