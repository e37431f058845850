//! What administrators look at, and what they change of the instance.

mod acts;
mod communities;
mod invitations;
mod members;
mod settings;
mod suspensions;

pub use acts::*;
pub use communities::*;
pub use invitations::*;
pub use members::*;
pub(crate) use settings::Settings;
pub use settings::set;
pub use suspensions::*;

use crate::{Conn, Result};

/// How much there is of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named after what is counted")]
pub struct Counts {
    pub members: i64,
    pub communities: i64,
    pub claims: i64,
    pub cases: i64,
}

/// Counts members with a confirmed address, communities, and what waits.
pub async fn counts(conn: &mut Conn<'_>) -> Result<Counts> {
    fetch_one!(
        conn,
        Counts,
        "SELECT (SELECT COUNT(*) FROM member WHERE confirmed IS NOT NULL) AS members, \
         (SELECT COUNT(*) FROM community) AS communities, \
         (SELECT COUNT(*) FROM claim WHERE state = 'pending') AS claims, \
         (SELECT COUNT(*) FROM moderation_case WHERE closed IS NULL) AS cases"
    )
}
