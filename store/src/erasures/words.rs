//! What moderation and administration keep of people's words, sealed or in clear: somebody may be named in them.

use crate::{Conn, Result};
use uuid::Uuid;

/// Where such words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worded {
    /// What was said in a report.
    Reports,
    /// What handlers noted for each other.
    Notes,
    /// The reasons of a decision.
    Reasons,
    /// How the text begins that was decided about.
    Excerpts,
    /// Why somebody appeals.
    Appeals,
    /// What they were answered.
    Answers,
    /// Why an administrator did something.
    Acts,
}

impl Worded {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Reports, Self::Notes, Self::Reasons, Self::Excerpts, Self::Appeals, Self::Answers, Self::Acts];
}

/// Words of moderation, as they are kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct WordedRow {
    /// The row they stand in.
    pub id: Uuid,
    /// Under whose key.
    pub member: Option<Uuid>,
    /// The words.
    pub sealed: Vec<u8>,
}

/// Words behind an id: who is named in them is known once they are open.
pub async fn worded(conn: &mut Conn<'_>, of: Worded, after: Uuid, limit: i64) -> Result<Vec<WordedRow>> {
    let sql = match of {
        Worded::Reports => {
            "SELECT id, member, sealed FROM report WHERE sealed IS NOT NULL AND id > $1 ORDER BY id LIMIT $2"
        }
        Worded::Notes => {
            "SELECT n.id, k.member, n.sealed FROM case_note n JOIN moderation_case k ON k.id = n.moderation_case \
             WHERE n.sealed IS NOT NULL AND n.id > $1 ORDER BY n.id LIMIT $2"
        }
        Worded::Reasons => {
            "SELECT id, member, reasons_sealed AS sealed FROM decision \
             WHERE reasons_sealed IS NOT NULL AND id > $1 ORDER BY id LIMIT $2"
        }
        Worded::Excerpts => {
            "SELECT id, member, excerpt_sealed AS sealed FROM decision \
             WHERE excerpt_sealed IS NOT NULL AND id > $1 ORDER BY id LIMIT $2"
        }
        Worded::Appeals => {
            "SELECT decision AS id, member, sealed FROM appeal WHERE decision > $1 ORDER BY decision LIMIT $2"
        }
        Worded::Answers => {
            "SELECT decision AS id, member, answer_sealed AS sealed FROM appeal \
             WHERE answer_sealed IS NOT NULL AND decision > $1 ORDER BY decision LIMIT $2"
        }
        Worded::Acts => {
            "SELECT id, member, reason_sealed AS sealed FROM administration_act WHERE id > $1 ORDER BY id LIMIT $2"
        }
    };
    fetch_all!(conn, WordedRow, sql, after, limit)
}

/// Sets words as they are without a name, unless they changed since they were read; whether they did not.
pub async fn set_worded(conn: &mut Conn<'_>, of: Worded, was: &WordedRow, sealed: &[u8]) -> Result<bool> {
    let sql = match of {
        Worded::Reports => "UPDATE report SET sealed = $3 WHERE id = $1 AND sealed = $2",
        Worded::Notes => "UPDATE case_note SET sealed = $3 WHERE id = $1 AND sealed = $2",
        Worded::Reasons => "UPDATE decision SET reasons_sealed = $3 WHERE id = $1 AND reasons_sealed = $2",
        Worded::Excerpts => "UPDATE decision SET excerpt_sealed = $3 WHERE id = $1 AND excerpt_sealed = $2",
        Worded::Appeals => "UPDATE appeal SET sealed = $3 WHERE decision = $1 AND sealed = $2",
        Worded::Answers => "UPDATE appeal SET answer_sealed = $3 WHERE decision = $1 AND answer_sealed = $2",
        Worded::Acts => "UPDATE administration_act SET reason_sealed = $3 WHERE id = $1 AND reason_sealed = $2",
    };
    execute!(conn, sql, was.id, was.sealed.as_slice(), sealed).map(|rows| rows > 0)
}

/// Where such words stand in clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// What hosts note about texts that they look at.
    Screenings,
    /// What administrators note about invitations.
    Invitations,
    /// What handlers noted for each other before notes were sealed, until they are.
    Notes,
}

impl Noted {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Screenings, Self::Invitations, Self::Notes];
}

/// Words in clear, as they are kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct NotedRow {
    /// The row they stand in.
    pub id: Uuid,
    /// The words.
    pub note: String,
}

/// Words in clear behind an id.
pub async fn noted(conn: &mut Conn<'_>, of: Noted, after: Uuid, limit: i64) -> Result<Vec<NotedRow>> {
    let sql = match of {
        Noted::Screenings => {
            "SELECT subject_id AS id, note FROM screening WHERE note <> '' AND subject_id > $1 \
             ORDER BY subject_id LIMIT $2"
        }
        Noted::Invitations => "SELECT id, note FROM invitation WHERE note <> '' AND id > $1 ORDER BY id LIMIT $2",
        Noted::Notes => "SELECT id, body AS note FROM case_note WHERE sealed IS NULL AND id > $1 ORDER BY id LIMIT $2",
    };
    fetch_all!(conn, NotedRow, sql, after, limit)
}

/// Sets words in clear as they are without a name, unless they changed since they were read; whether they did not.
/// `key` is the same folded, by which an invitation is found.
pub async fn set_noted(conn: &mut Conn<'_>, of: Noted, was: &NotedRow, note: &str, key: &str) -> Result<bool> {
    match of {
        Noted::Screenings => execute!(
            conn,
            "UPDATE screening SET note = $3 WHERE subject_id = $1 AND note = $2",
            was.id,
            was.note.as_str(),
            note
        ),
        Noted::Invitations => execute!(
            conn,
            "UPDATE invitation SET note = $3, note_key = $4 WHERE id = $1 AND note = $2",
            was.id,
            was.note.as_str(),
            note,
            key
        ),
        Noted::Notes => execute!(
            conn,
            "UPDATE case_note SET body = $3 WHERE id = $1 AND body = $2 AND sealed IS NULL",
            was.id,
            was.note.as_str(),
            note
        ),
    }
    .map(|rows| rows > 0)
}
