//! Accounts that only read, on the whole instance. Each is suspended by a decision: its statement of reasons.

use crate::{Conn, Result};
use domain::{CaseId, DecisionId, MemberId, Timestamp};
use uuid::Uuid;

/// A suspended account in the list.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `member` and of the decision")]
pub struct SuspendedRow {
    #[sqlx(try_from = "Uuid")]
    pub id: MemberId,
    pub pseudonym: String,
    pub company: Option<bool>,
    pub until: Option<i64>,
    pub rule: Option<String>,
    pub since: Option<i64>,
    /// An appeal waits to be read.
    pub appealed: bool,
}

macro_rules! suspended_where {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, m.pseudonym, m.organisation = 'company' AS company, m.suspended_until AS until, d.rule, ",
            "d.created AS since, EXISTS (SELECT 1 FROM appeal p WHERE p.decision = d.id AND p.answered IS NULL) AS appealed ",
            "FROM member m LEFT JOIN decision d ON d.id = m.suspension ",
            "WHERE m.suspension IS NOT NULL AND (m.suspended_until IS NULL OR m.suspended_until > $1) AND ",
            $rest
        )
    };
}

/// Suspended accounts whose folded name begins so, by it, behind a member.
pub async fn suspended(
    conn: &mut Conn<'_>,
    beginning: &str,
    after: Option<MemberId>,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<SuspendedRow>> {
    let after = match after {
        Some(id) => {
            let row = fetch_optional!(&mut *conn, (String,), "SELECT pseudonym_key FROM member WHERE id = $1", id.0)?;
            row.map(|(key,)| key).unwrap_or_default()
        }
        None => String::new(),
    };
    fetch_all!(
        conn,
        SuspendedRow,
        suspended_where!("m.pseudonym_key LIKE $2 || '%' AND m.pseudonym_key > $3 ORDER BY m.pseudonym_key LIMIT $4"),
        now.0,
        beginning,
        after,
        limit
    )
}

/// The suspension of one account, if it is suspended now.
pub async fn suspension(conn: &mut Conn<'_>, id: MemberId, now: Timestamp) -> Result<Option<SuspendedRow>> {
    fetch_optional!(conn, SuspendedRow, suspended_where!("m.id = $2"), now.0, id.0)
}

/// Opens and closes a case about a member in one: what an administrator decides waits in no queue.
pub async fn insert_closed_case(conn: &mut Conn<'_>, id: CaseId, about: MemberId, at: Timestamp) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO moderation_case (id, subject, subject_id, member, urgent, opened, due, closed) \
         VALUES ($1, 'member', $2, $2, FALSE, $3, $3, $3)",
        id.0,
        about.0,
        at.0
    )
    .map(|_| ())
}

/// Suspends an account by a decision: until then, or until somebody lifts it. Whether it was not suspended yet.
pub async fn suspend(
    conn: &mut Conn<'_>,
    id: MemberId,
    by: DecisionId,
    until: Option<Timestamp>,
    now: Timestamp,
) -> Result<bool> {
    execute!(
        conn,
        "UPDATE member SET suspension = $2, suspended_until = $3 \
         WHERE id = $1 AND (suspension IS NULL OR suspended_until <= $4)",
        id.0,
        by.0,
        until.map(|at| at.0),
        now.0
    )
    .map(|touched| touched > 0)
}

/// Ends the suspension that this decision began, and none that another did; whether there was one.
pub async fn end_suspension(conn: &mut Conn<'_>, id: MemberId, of: DecisionId) -> Result<bool> {
    execute!(
        conn,
        "UPDATE member SET suspension = NULL, suspended_until = NULL WHERE id = $1 AND suspension = $2",
        id.0,
        of.0
    )
    .map(|touched| touched > 0)
}

/// Ends an account's suspension now, and says so in its decision; whether there was one.
pub async fn lift_suspension(conn: &mut Conn<'_>, id: MemberId, now: Timestamp) -> Result<bool> {
    execute!(
        conn,
        "UPDATE decision SET until = $2 WHERE id = (SELECT suspension FROM member WHERE id = $1 \
         AND suspension IS NOT NULL AND (suspended_until IS NULL OR suspended_until > $2))",
        id.0,
        now.0
    )?;
    execute!(
        conn,
        "UPDATE member SET suspension = NULL, suspended_until = NULL WHERE id = $1 AND suspension IS NOT NULL \
         AND (suspended_until IS NULL OR suspended_until > $2)",
        id.0,
        now.0
    )
    .map(|touched| touched > 0)
}

/// Forgets suspensions whose time is over; whose they were. Nothing waits for that: whoever asks is looked at by the clock.
pub async fn end_due_suspensions(conn: &mut Conn<'_>, now: Timestamp) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "UPDATE member SET suspension = NULL, suspended_until = NULL \
         WHERE suspension IS NOT NULL AND suspended_until <= $1 RETURNING id",
        now.0
    )?;
    Ok(rows.into_iter().map(|(id,)| MemberId(id)).collect())
}
