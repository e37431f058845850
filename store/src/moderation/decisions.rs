//! Decisions, what they do to somebody in a community, the public log.

use super::Part;
use crate::{Conn, Result};
use domain::moderation::{Action, Measure, Reason, Rule, Subject};
use domain::{CaseId, CommunityId, DecisionId, MemberId, Timestamp};
use uuid::Uuid;

/// A decision to be noted.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "columns of `decision`")]
pub struct NewDecision<'a> {
    pub id: DecisionId,
    pub case: CaseId,
    pub community: Option<CommunityId>,
    pub member: Option<MemberId>,
    pub decided_by: MemberId,
    pub subject: Subject,
    pub subject_id: Uuid,
    pub thread: Option<Uuid>,
    pub action: Action,
    pub measure: Measure,
    pub rule: Option<Rule>,
    pub reasons_sealed: Option<&'a [u8]>,
    pub excerpt_sealed: Option<&'a [u8]>,
    pub reports: i32,
    pub noticed: bool,
    pub until: Option<Timestamp>,
    pub opened: Timestamp,
    pub created: Timestamp,
}

/// Notes a decision.
pub async fn insert_decision(conn: &mut Conn<'_>, new: &NewDecision<'_>) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO decision (id, moderation_case, community, member, decided_by, subject, subject_id, thread, action, \
         measure, rule, reasons_sealed, excerpt_sealed, reports, noticed, until, opened, created) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        new.id.0,
        new.case.0,
        new.community.map(|id| id.0),
        new.member.map(|id| id.0),
        new.decided_by.0,
        new.subject.word(),
        new.subject_id,
        new.thread,
        new.action.word(),
        new.measure.word(),
        new.rule.map(Rule::word),
        new.reasons_sealed,
        new.excerpt_sealed,
        new.reports,
        new.noticed,
        new.until.map(|at| at.0),
        new.opened.0,
        new.created.0
    )
    .map(|_| ())
}

/// A decision with its appeal.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `decision` and `appeal`")]
pub struct DecisionRow {
    #[sqlx(try_from = "Uuid")]
    pub id: DecisionId,
    pub moderation_case: Uuid,
    pub community: Option<Uuid>,
    pub slug: Option<String>,
    pub name: Option<String>,
    pub company: Option<bool>,
    pub visibility: Option<String>,
    /// What the asking member is there.
    pub place: Option<String>,
    pub circle: Option<String>,
    pub member: Option<Uuid>,
    pub decided_by: Option<Uuid>,
    #[sqlx(try_from = "String")]
    pub subject: Subject,
    pub subject_id: Uuid,
    pub thread: Option<Uuid>,
    #[sqlx(try_from = "String")]
    pub action: Action,
    #[sqlx(try_from = "String")]
    pub measure: Measure,
    pub rule: Option<String>,
    pub reasons_sealed: Option<Vec<u8>>,
    pub excerpt_sealed: Option<Vec<u8>>,
    pub reports: i32,
    pub noticed: bool,
    pub until: Option<i64>,
    #[sqlx(try_from = "i64")]
    pub opened: Timestamp,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
    pub reversed: Option<i64>,
    pub appealed: Option<i64>,
    pub appeal_due: Option<i64>,
    pub appeal_sealed: Option<Vec<u8>>,
    pub outcome: Option<String>,
    pub answer_sealed: Option<Vec<u8>>,
    pub answered: Option<i64>,
    /// The asking member reported what it is about.
    pub reporter: bool,
}

macro_rules! decision_columns {
    () => {
        "SELECT d.id, d.moderation_case, d.community, c.slug, c.name, c.owner_type = 'company' AS company, c.visibility, mb.place, t.circle, d.member, d.decided_by, d.subject, \
         d.subject_id, d.thread, d.action, d.measure, d.rule, d.reasons_sealed, d.excerpt_sealed, d.reports, d.noticed, \
         d.until, d.opened, d.created, d.reversed, p.created AS appealed, p.due AS appeal_due, p.sealed AS appeal_sealed, \
         p.outcome, p.answer_sealed, p.answered, EXISTS (SELECT 1 FROM report r WHERE \
         r.moderation_case = d.moderation_case AND r.member = $1) AS reporter FROM decision d \
         LEFT JOIN community c ON c.id = d.community LEFT JOIN membership mb ON mb.community = d.community AND \
         mb.member = $1 LEFT JOIN thread t ON t.id = d.thread LEFT JOIN appeal p ON p.decision = d.id "
    };
}

/// One decision, as this member sees it.
pub async fn decision(conn: &mut Conn<'_>, reader: MemberId, id: DecisionId) -> Result<Option<DecisionRow>> {
    fetch_optional!(conn, DecisionRow, concat!(decision_columns!(), "WHERE d.id = $2"), reader.0, id.0)
}

/// Whether something was decided about a text after this decision.
pub async fn decided_since(conn: &mut Conn<'_>, decision: DecisionId, subject_id: Uuid, at: Timestamp) -> Result<bool> {
    let row = fetch_optional!(
        conn,
        (i32,),
        "SELECT 1 FROM decision WHERE subject_id = $1 AND id <> $2 AND created > $3 AND action IN ('hide', 'remove') \
         AND reversed IS NULL LIMIT 1",
        subject_id,
        decision.0,
        at.0
    )?;
    Ok(row.is_some())
}

/// What stands of what was decided about a text, as this member sees it: the latest decision that says whether it may
/// stay as it is and was not taken back, but for that of one case.
pub async fn standing_decision(
    conn: &mut Conn<'_>,
    reader: MemberId,
    subject_id: Uuid,
    but: CaseId,
) -> Result<Option<DecisionRow>> {
    fetch_optional!(
        conn,
        DecisionRow,
        concat!(
            decision_columns!(),
            "WHERE d.subject_id = $2 AND d.moderation_case <> $3 AND d.reversed IS NULL \
             AND d.action IN ('keep', 'ask-edit', 'hide', 'remove') ORDER BY d.created DESC, d.id DESC LIMIT 1"
        ),
        reader.0,
        subject_id,
        but.0
    )
}

/// Whether what stands of what was decided about a text is that its author is asked to change it.
pub async fn asked_to_edit(conn: &mut Conn<'_>, subject_id: Uuid) -> Result<bool> {
    let row = fetch_optional!(
        conn,
        (String,),
        "SELECT action FROM decision WHERE subject_id = $1 AND reversed IS NULL \
         AND action IN ('keep', 'ask-edit', 'hide', 'remove') ORDER BY created DESC, id DESC LIMIT 1",
        subject_id
    )?;
    Ok(row.is_some_and(|(action,)| action == Action::AskEdit.word()))
}

/// Who asked for what was mended in a text that waits to be looked at again; `None` where nothing was.
pub async fn asker(conn: &mut Conn<'_>, subject_id: Uuid) -> Result<Option<MemberId>> {
    let row = fetch_optional!(
        conn,
        (Option<Uuid>,),
        "SELECT d.decided_by FROM decision d WHERE d.subject_id = $1 AND d.reversed IS NULL \
         AND d.action IN ('keep', 'ask-edit', 'hide', 'remove') \
         AND EXISTS (SELECT 1 FROM moderation_case k JOIN report r ON r.moderation_case = k.id \
         WHERE k.subject_id = $1 AND k.closed IS NULL AND r.reason = $2) \
         ORDER BY d.created DESC, d.id DESC LIMIT 1",
        subject_id,
        Reason::Mended.word()
    )?;
    Ok(row.and_then(|(member,)| member).map(MemberId))
}

/// What was decided about a member and changed something, latest first.
pub async fn decisions_about(conn: &mut Conn<'_>, member: MemberId, limit: i64) -> Result<Vec<DecisionRow>> {
    fetch_all!(
        conn,
        DecisionRow,
        concat!(
            decision_columns!(),
            "WHERE d.member = $1 AND (d.action <> 'keep' OR d.measure <> 'none') ORDER BY d.created DESC, d.id DESC LIMIT $2"
        ),
        member.0,
        limit
    )
}

/// What was decided about one member in one community, or everywhere, latest first.
pub async fn decisions_earlier(
    conn: &mut Conn<'_>,
    reader: MemberId,
    member: MemberId,
    community: Option<CommunityId>,
    limit: i64,
) -> Result<Vec<DecisionRow>> {
    fetch_all!(
        conn,
        DecisionRow,
        concat!(
            decision_columns!(),
            "WHERE d.member = $2 AND ($3 IS NULL OR d.community = $3) ORDER BY d.created DESC, d.id DESC LIMIT $4"
        ),
        reader.0,
        member.0,
        community.map(|id| id.0),
        limit
    )
}

/// Found by the name of the community or of whom it was decided about, which the list tells with each.
macro_rules! found {
    () => {
        "($5 = '' OR (c.name_key >= $5 AND c.name_key < $6) OR (s.pseudonym_key >= $5 AND s.pseudonym_key < $6)) "
    };
}

/// Appeals that wait, what is due first: for a moderator all, else of the communities one hosts.
pub async fn appeals_waiting(
    conn: &mut Conn<'_>,
    reader: MemberId,
    moderator: bool,
    part: Part<'_>,
) -> Result<Vec<DecisionRow>> {
    let (due, id) = part.above();
    fetch_all!(
        conn,
        DecisionRow,
        concat!(
            decision_columns!(),
            "LEFT JOIN member s ON s.id = d.member \
             WHERE p.answered IS NULL AND p.decision IS NOT NULL AND ($2 OR mb.place = 'host') \
             AND (p.due, p.decision) > ($3, $4) AND ",
            found!(),
            "ORDER BY p.due, p.decision LIMIT $7"
        ),
        reader.0,
        moderator,
        due,
        id,
        part.beginning,
        part.end(),
        part.limit
    )
}

/// What was decided, latest first: for a moderator all, else in the communities one hosts.
pub async fn decided(
    conn: &mut Conn<'_>,
    reader: MemberId,
    moderator: bool,
    part: Part<'_>,
) -> Result<Vec<DecisionRow>> {
    let (created, id) = part.below();
    fetch_all!(
        conn,
        DecisionRow,
        concat!(
            decision_columns!(),
            "LEFT JOIN member s ON s.id = d.member WHERE ($2 OR mb.place = 'host') AND (d.created, d.id) < ($3, $4) AND ",
            found!(),
            "ORDER BY d.created DESC, d.id DESC LIMIT $7"
        ),
        reader.0,
        moderator,
        created,
        id,
        part.beginning,
        part.end(),
        part.limit
    )
}

/// Notes that a decision was taken back.
pub async fn reverse(conn: &mut Conn<'_>, id: DecisionId, at: Timestamp) -> Result<()> {
    execute!(conn, "UPDATE decision SET reversed = $2 WHERE id = $1", id.0, at.0).map(|_| ())
}

/// What the public log counts of a decision: when (microseconds), action, measure, rule, whether it was taken back.
pub type LogLine = (i64, String, String, Option<String>, bool);

/// What was decided in a community, or everywhere, latest first: when, and what.
pub async fn log(conn: &mut Conn<'_>, community: Option<CommunityId>, since: Timestamp) -> Result<Vec<LogLine>> {
    fetch_all!(
        conn,
        LogLine,
        "SELECT created, action, measure, rule, reversed IS NOT NULL FROM decision \
         WHERE ($1 IS NULL OR community = $1) AND created >= $2 ORDER BY created DESC, id DESC LIMIT 20000",
        community.map(|id| id.0),
        since.0
    )
}
