//! Cases, the reports they are made of, what their handlers note.

use super::Part;
use crate::{Conn, Result};
use domain::moderation::{Reason, Source, Subject};
use domain::{CaseId, CommunityId, MemberId, ThreadId, Timestamp};
use uuid::Uuid;

/// A case.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `moderation_case` and of where it is")]
pub struct CaseRow {
    #[sqlx(try_from = "Uuid")]
    pub id: CaseId,
    pub community: Option<Uuid>,
    pub slug: Option<String>,
    pub name: Option<String>,
    pub company: Option<bool>,
    pub visibility: Option<String>,
    /// What the asking member is there.
    pub place: Option<String>,
    #[sqlx(try_from = "String")]
    pub subject: Subject,
    pub subject_id: Uuid,
    pub thread: Option<Uuid>,
    /// The circle of its thread.
    pub circle: Option<String>,
    /// The title of its thread, or the member's or community's name.
    pub title: String,
    pub member: Option<Uuid>,
    /// Whether the member is a company.
    pub member_company: Option<bool>,
    pub urgent: bool,
    #[sqlx(try_from = "i64")]
    pub opened: Timestamp,
    #[sqlx(try_from = "i64")]
    pub due: Timestamp,
    pub claimed_by: Option<Uuid>,
    pub claimer: Option<String>,
    pub claimer_company: Option<bool>,
    pub closed: Option<i64>,
    /// The asking member reported it, or it is about them, or about a community that they host.
    pub concerned: bool,
}

/// A case as `$1` sees it. A text that moderation took out has no title any more: its decision tells what it was.
macro_rules! case_columns {
    () => {
        "SELECT k.id, k.community, c.slug, c.name, c.owner_type = 'company' AS company, c.visibility, mb.place, k.subject, k.subject_id, k.thread, t.circle, \
         COALESCE(CASE k.subject WHEN 'member' THEN a.pseudonym WHEN 'community' THEN c.name ELSE t.title END, '') AS title, k.member, \
         a.organisation = 'company' AS member_company, k.urgent, k.opened, k.due, k.claimed_by, b.pseudonym AS claimer, \
         b.organisation = 'company' AS claimer_company, k.closed, \
         (COALESCE(k.member = $1, FALSE) OR (k.subject = 'community' AND COALESCE(mb.place = 'host', FALSE)) OR \
         EXISTS (SELECT 1 FROM report r WHERE r.moderation_case = k.id AND r.member = $1)) AS concerned \
         FROM moderation_case k LEFT JOIN community c ON c.id = k.community \
         LEFT JOIN membership mb ON mb.community = k.community AND mb.member = $1 \
         LEFT JOIN thread t ON t.id = k.thread LEFT JOIN member a ON a.id = k.member \
         LEFT JOIN member b ON b.id = k.claimed_by "
    };
}

/// A case, as this member sees it.
pub async fn case(conn: &mut Conn<'_>, reader: MemberId, id: CaseId) -> Result<Option<CaseRow>> {
    fetch_optional!(conn, CaseRow, concat!(case_columns!(), "WHERE k.id = $2"), reader.0, id.0)
}

/// Cases that wait and that this member might handle, what is due first: all for a moderator, those of the
/// communities they host otherwise. By the name of whom it concerns no letter is found: its list doesn't tell whose it is.
pub async fn waiting(conn: &mut Conn<'_>, reader: MemberId, moderator: bool, part: Part<'_>) -> Result<Vec<CaseRow>> {
    let (due, id) = part.above();
    fetch_all!(
        conn,
        CaseRow,
        concat!(
            case_columns!(),
            "WHERE k.closed IS NULL AND ($2 OR mb.place = 'host') AND (k.due, k.id) > ($3, $4) \
             AND ($5 = '' OR (c.name_key >= $5 AND c.name_key < $6) \
             OR (k.subject <> 'letter' AND a.pseudonym_key >= $5 AND a.pseudonym_key < $6)) \
             ORDER BY k.due, k.id LIMIT $7"
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

/// Takes a case for what follows in this transaction, so that two decisions about it wait for each other.
/// Whether it still waits.
pub async fn hold_case(conn: &mut Conn<'_>, id: CaseId) -> Result<bool> {
    execute!(conn, "UPDATE moderation_case SET urgent = urgent WHERE id = $1 AND closed IS NULL", id.0)
        .map(|held| held > 0)
}

/// The case about a text or member that waits.
pub async fn open_case(conn: &mut Conn<'_>, subject_id: Uuid) -> Result<Option<CaseId>> {
    let row = fetch_optional!(
        conn,
        (Uuid,),
        "SELECT id FROM moderation_case WHERE subject_id = $1 AND closed IS NULL",
        subject_id
    )?;
    Ok(row.map(|(id,)| CaseId(id)))
}

/// A case to be opened.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "columns of `moderation_case`")]
pub struct NewCase {
    pub id: CaseId,
    pub community: Option<CommunityId>,
    pub subject: Subject,
    pub subject_id: Uuid,
    pub thread: Option<ThreadId>,
    pub member: Option<MemberId>,
    pub urgent: bool,
    pub opened: Timestamp,
    pub due: Timestamp,
}

/// Where a report went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gathered {
    /// Into this case.
    pub case: CaseId,
    /// None waited: it was opened for it.
    pub opened: bool,
    /// It waited, and is urgent by this report, which it was not before.
    pub roused: bool,
}

/// Opens a case, or finds the one that waits and makes it as urgent as this one.
pub async fn gather_case(conn: &mut Conn<'_>, new: &NewCase) -> Result<Gathered> {
    // Its row is held from here on: of two reports in the same moment one is the first, and one makes it urgent.
    let (case, urgent) = fetch_one!(
        conn,
        (Uuid, bool),
        "INSERT INTO moderation_case (id, community, subject, subject_id, thread, member, urgent, opened, due) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (subject_id) WHERE closed IS NULL DO UPDATE SET \
         due = CASE WHEN excluded.due < moderation_case.due THEN excluded.due ELSE moderation_case.due END \
         RETURNING id, urgent",
        new.id.0,
        new.community.map(|id| id.0),
        new.subject.word(),
        new.subject_id,
        new.thread.map(|id| id.0),
        new.member.map(|id| id.0),
        new.urgent,
        new.opened.0,
        new.due.0
    )?;
    let roused = new.urgent && !urgent;
    if roused {
        execute!(conn, "UPDATE moderation_case SET urgent = TRUE WHERE id = $1", case)?;
    }
    Ok(Gathered { case: CaseId(case), opened: case == new.id.0, roused })
}

/// A report to be noted.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "columns of `report`")]
pub struct NewReport<'a> {
    pub id: Uuid,
    pub case: CaseId,
    pub member: Option<MemberId>,
    pub source: Source,
    pub reason: Reason,
    pub sealed: Option<&'a [u8]>,
    pub contact_sealed: Option<&'a [u8]>,
    pub created: Timestamp,
}

/// Notes a report. Whether it is new: a member reports a thing once.
pub async fn insert_report(conn: &mut Conn<'_>, new: NewReport<'_>) -> Result<bool> {
    execute!(
        conn,
        "INSERT INTO report (id, moderation_case, member, source, reason, sealed, contact_sealed, created) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
         ON CONFLICT DO NOTHING",
        new.id,
        new.case.0,
        new.member.map(|id| id.0),
        new.source.word(),
        new.reason.word(),
        new.sealed,
        new.contact_sealed,
        new.created.0
    )
    .map(|inserted| inserted > 0)
}

/// Has a member's report say this from now on.
pub async fn change_report(
    conn: &mut Conn<'_>,
    case: CaseId,
    member: MemberId,
    reason: Reason,
    at: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        "UPDATE report SET reason = $3, created = $4 WHERE moderation_case = $1 AND member = $2",
        case.0,
        member.0,
        reason.word(),
        at.0
    )
    .map(|_| ())
}

/// A report.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `report`")]
pub struct ReportRow {
    pub moderation_case: Uuid,
    pub member: Option<Uuid>,
    #[sqlx(try_from = "String")]
    pub source: Source,
    #[sqlx(try_from = "String")]
    pub reason: Reason,
    pub sealed: Option<Vec<u8>>,
    pub contact_sealed: Option<Vec<u8>>,
    #[sqlx(try_from = "i64")]
    pub created: Timestamp,
}

/// The reports of these cases, oldest first.
pub async fn reports(conn: &mut Conn<'_>, cases: &[Uuid]) -> Result<Vec<ReportRow>> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(
        conn,
        ReportRow,
        "SELECT moderation_case, member, source, reason, sealed, contact_sealed, created FROM report \
         WHERE moderation_case ",
        cases,
        " ORDER BY created, id"
    )
}

/// Whether a member has reported this, and it waits.
pub async fn has_reported(conn: &mut Conn<'_>, member: MemberId, subject_id: Uuid) -> Result<bool> {
    let row = fetch_optional!(
        conn,
        (i32,),
        "SELECT 1 FROM moderation_case k JOIN report r ON r.moderation_case = k.id \
         WHERE k.subject_id = $2 AND k.closed IS NULL AND r.member = $1",
        member.0,
        subject_id
    )?;
    Ok(row.is_some())
}

/// Closes a case, and forgets where its visitors were to be told.
pub async fn close_case(conn: &mut Conn<'_>, case: CaseId, at: Timestamp) -> Result<()> {
    execute!(conn, "UPDATE moderation_case SET closed = $2 WHERE id = $1", case.0, at.0)?;
    execute!(conn, "UPDATE report SET contact_sealed = NULL WHERE moderation_case = $1", case.0).map(|_| ())
}

/// Whether a member hosts any community.
pub async fn hosts_any(conn: &mut Conn<'_>, member: MemberId) -> Result<bool> {
    let row = fetch_optional!(
        conn,
        (i32,),
        "SELECT 1 FROM membership WHERE member = $1 AND place = 'host' LIMIT 1",
        member.0
    )?;
    Ok(row.is_some())
}

/// The instance's moderators and administrators whose account is not suspended now.
pub async fn moderators(conn: &mut Conn<'_>, now: Timestamp) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "SELECT id FROM member WHERE (moderator OR administrator) \
         AND (suspension IS NULL OR suspended_until <= $1) ORDER BY id LIMIT 100",
        now.0
    )?;
    Ok(rows.into_iter().map(|(id,)| MemberId(id)).collect())
}

/// How many reported each of these cases for which reason.
pub async fn report_counts(conn: &mut Conn<'_>, cases: &[Uuid]) -> Result<Vec<(Uuid, String, i64)>> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(
        conn,
        (Uuid, String, i64),
        "SELECT moderation_case, reason, COUNT(*) FROM report WHERE moderation_case ",
        cases,
        " GROUP BY moderation_case, reason"
    )
}
