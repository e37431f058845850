//! What an administrator changes while the instance runs. Each node remembers it for some seconds: pages ask often, and
//! somebody who changes it on another node waits no longer than that.

use crate::{Conn, Db, Result};
use domain::Timestamp;
use domain::time::SECOND;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How long a node goes by what it read.
const REMEMBERED: i64 = 5 * SECOND;

#[derive(Debug)]
struct Read {
    at: i64,
    values: HashMap<String, String>,
}

/// What one process remembers.
#[derive(Debug, Default)]
pub struct Settings(Mutex<Option<Read>>);

impl Db {
    /// The value of a setting, if somebody set it. At most some seconds old.
    pub async fn instance_setting(&self, name: &str, now: Timestamp) -> Result<Option<String>> {
        {
            let remembered = self.settings.0.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(read) = remembered.as_ref().filter(|read| (0..REMEMBERED).contains(&(now.0 - read.at))) {
                return Ok(read.values.get(name).cloned());
            }
        }
        let rows =
            fetch_all!(&mut self.read().await?.conn(), (String, String), "SELECT name, value FROM instance_setting")?;
        let values: HashMap<String, String> = rows.into_iter().collect();
        let value = values.get(name).cloned();
        *self.settings.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Read { at: now.0, values });
        Ok(value)
    }

    /// Asks the database again at the next look: this node changed something.
    pub fn forget_settings(&self) {
        *self.settings.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Sets a setting.
pub async fn set(conn: &mut Conn<'_>, name: &str, value: &str, now: Timestamp) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO instance_setting (name, value, changed) VALUES ($1, $2, $3) \
         ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed = excluded.changed",
        name,
        value,
        now.0
    )
    .map(|_| ())
}
