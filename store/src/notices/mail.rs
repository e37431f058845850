//! Notices that go out by mail: gathered, sent, noted as sent.

use super::{NoticeRow, list_columns};
use crate::{Conn, Result};
use domain::{MemberId, Timestamp};
use uuid::Uuid;

/// Members for whom mail is due, the longest wait first.
pub async fn due(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid, i64),
        "SELECT member, MIN(mail_due) AS since FROM notice WHERE mail IN ('due', 'sending') AND mail_due <= $1 \
         GROUP BY member ORDER BY since, member LIMIT $2",
        now.0,
        limit
    )?;
    Ok(rows.into_iter().map(|(id, _)| MemberId(id)).collect())
}

/// Gathers what is due for a member into the mail `mail`, unless a mail begun before is to be tried again:
/// that one's id. Until `again` nobody else tries. `None` when nothing is due any more.
pub async fn gather(
    conn: &mut Conn<'_>,
    member: MemberId,
    mail: Uuid,
    now: Timestamp,
    again: Timestamp,
) -> Result<Option<Uuid>> {
    // What was seen meanwhile need not be told again.
    execute!(
        conn,
        "UPDATE notice SET mail = 'none' WHERE member = $1 AND mail = 'due' AND mail_due <= $2 AND seen IS NOT NULL",
        member.0,
        now.0
    )?;
    let begun = fetch_optional!(
        conn,
        (Uuid,),
        "SELECT mail_id FROM notice WHERE member = $1 AND mail = 'sending' AND mail_due <= $2 \
         ORDER BY created, id LIMIT 1",
        member.0,
        now.0
    )?;
    let touched = match begun {
        Some((begun,)) => execute!(
            conn,
            "UPDATE notice SET mail_due = $4 WHERE member = $1 AND mail_id = $2 AND mail = 'sending' AND mail_due <= $3",
            member.0,
            begun,
            now.0,
            again.0
        )?,
        None => execute!(
            conn,
            "UPDATE notice SET mail = 'sending', mail_id = $2, mail_due = $4 \
             WHERE member = $1 AND mail = 'due' AND mail_due <= $3",
            member.0,
            mail,
            now.0,
            again.0
        )?,
    };
    Ok((touched > 0).then(|| begun.map_or(mail, |(begun,)| begun)))
}

/// The notices of a mail, in their order.
pub async fn of_mail(conn: &mut Conn<'_>, member: MemberId, mail: Uuid) -> Result<Vec<NoticeRow>> {
    fetch_all!(
        conn,
        NoticeRow,
        concat!(list_columns!(), "WHERE n.member = $1 AND n.mail_id = $2 ORDER BY n.created, n.id LIMIT 200"),
        member.0,
        mail
    )
}

/// Notes that a mail went out.
pub async fn sent(conn: &mut Conn<'_>, member: MemberId, mail: Uuid) -> Result<()> {
    execute!(conn, "UPDATE notice SET mail = 'sent' WHERE member = $1 AND mail_id = $2", member.0, mail).map(|_| ())
}

/// Mails that have not gone out.
#[derive(Debug, Clone, Copy, Default)]
pub struct MailsWaiting {
    /// All of them: now, or when their hour comes.
    pub waiting: i64,
    /// Those whose moment has passed.
    pub overdue: i64,
}

/// How many mails have not gone out: one for each member to whom something is due.
pub async fn mails_waiting(conn: &mut Conn<'_>, now: Timestamp) -> Result<MailsWaiting> {
    let (waiting, overdue) = fetch_one!(
        conn,
        (i64, i64),
        "SELECT COUNT(DISTINCT member), COUNT(DISTINCT CASE WHEN mail_due <= $1 THEN member END) FROM notice \
         WHERE mail IN ('due', 'sending')",
        now.0
    )?;
    Ok(MailsWaiting { waiting, overdue })
}
