//! Appeals against decisions.

use crate::{Conn, Result};
use domain::moderation::AppealOutcome;
use domain::{DecisionId, MemberId, Timestamp};

/// Notes an appeal. Whether it is the first about this decision.
pub async fn insert_appeal(
    conn: &mut Conn<'_>,
    decision: DecisionId,
    member: MemberId,
    sealed: &[u8],
    created: Timestamp,
    due: Timestamp,
) -> Result<bool> {
    execute!(
        conn,
        "INSERT INTO appeal (decision, member, sealed, created, due) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (decision) DO NOTHING",
        decision.0,
        member.0,
        sealed,
        created.0,
        due.0
    )
    .map(|inserted| inserted > 0)
}

/// Notes what came of an appeal. Whether it waited.
pub async fn answer_appeal(
    conn: &mut Conn<'_>,
    decision: DecisionId,
    by: MemberId,
    outcome: AppealOutcome,
    answer_sealed: &[u8],
    at: Timestamp,
) -> Result<bool> {
    execute!(
        conn,
        "UPDATE appeal SET read_by = $2, outcome = $3, answer_sealed = $4, answered = $5 \
         WHERE decision = $1 AND answered IS NULL",
        decision.0,
        by.0,
        outcome.word(),
        answer_sealed,
        at.0
    )
    .map(|answered| answered > 0)
}
