//! Notices that ring: the devices there are, what is due, what members chose.

use super::{NoticeRow, list_columns};
use crate::{Conn, Result};
use domain::notices::NoticeKind;
use domain::{MemberId, NoticeId, SessionId, Timestamp};
use uuid::Uuid;

/// A device to be rung, as it is stored.
#[derive(Debug, Clone)]
pub struct NewSubscription {
    /// Its row.
    pub id: Uuid,
    /// Whose device.
    pub member: MemberId,
    /// The session it was made in, and ends with.
    pub session: SessionId,
    /// Keyed hash of its address.
    pub address_hash: [u8; 32],
    /// Address and keys, sealed.
    pub sealed: Vec<u8>,
    /// When.
    pub created: Timestamp,
}

/// Notes a device. One that is known already, perhaps as another member's, is theirs from now on.
pub async fn subscribe(conn: &mut Conn<'_>, new: &NewSubscription) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO push_subscription (id, member, session, address_hash, sealed, created) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (address_hash) DO UPDATE SET \
         member = excluded.member, session = excluded.session, sealed = excluded.sealed, created = excluded.created",
        new.id,
        new.member.0,
        new.session.0,
        &new.address_hash[..],
        &new.sealed[..],
        new.created.0
    )
    .map(|_| ())
}

/// Keeps the latest so many devices of a member.
pub async fn keep_latest(conn: &mut Conn<'_>, member: MemberId, many: i64) -> Result<u64> {
    execute!(
        conn,
        "DELETE FROM push_subscription WHERE member = $1 AND id NOT IN \
         (SELECT id FROM push_subscription WHERE member = $1 ORDER BY created DESC, id DESC LIMIT $2)",
        member.0,
        many
    )
}

/// Forgets a device of a member by its address.
pub async fn unsubscribe(conn: &mut Conn<'_>, member: MemberId, address_hash: &[u8; 32]) -> Result<u64> {
    execute!(conn, "DELETE FROM push_subscription WHERE member = $1 AND address_hash = $2", member.0, &address_hash[..])
}

/// Forgets all devices of a member.
pub async fn unsubscribe_all(conn: &mut Conn<'_>, member: MemberId) -> Result<()> {
    execute!(conn, "DELETE FROM push_subscription WHERE member = $1", member.0).map(|_| ())
}

/// Whether any device of a member is to ring.
pub async fn subscribed(conn: &mut Conn<'_>, member: MemberId) -> Result<bool> {
    let row = fetch_optional!(conn, (i32,), "SELECT 1 FROM push_subscription WHERE member = $1 LIMIT 1", member.0)?;
    Ok(row.is_some())
}

/// Forgets a device that its push service no longer knows.
pub async fn gone(conn: &mut Conn<'_>, id: Uuid) -> Result<u64> {
    execute!(conn, "DELETE FROM push_subscription WHERE id = $1", id)
}

/// A member's devices whose sessions last: row and sealed address. A session that was last used at `unused` or before has
/// ended, whether or not it was swept.
pub async fn subscriptions(
    conn: &mut Conn<'_>,
    member: MemberId,
    now: Timestamp,
    unused: Timestamp,
) -> Result<Vec<(Uuid, Vec<u8>)>> {
    fetch_all!(
        conn,
        (Uuid, Vec<u8>),
        "SELECT p.id, p.sealed FROM push_subscription p JOIN session s ON s.id = p.session \
         WHERE p.member = $1 AND s.expires > $2 AND s.last_seen > $3 ORDER BY p.created, p.id",
        member.0,
        now.0,
        unused.0
    )
}

/// Notices to ring for, the longest wait first.
pub async fn push_due(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<(NoticeId, MemberId)>> {
    let rows = fetch_all!(
        conn,
        (Uuid, Uuid),
        "SELECT id, member FROM notice WHERE push_due IS NOT NULL AND push_due <= $1 ORDER BY push_due LIMIT $2",
        now.0,
        limit
    )?;
    Ok(rows.into_iter().map(|(id, member)| (NoticeId(id), MemberId(member))).collect())
}

/// Takes a notice to ring for it: until `again` nobody else does. False when somebody else took it, or it
/// was seen, which needs no ringing.
pub async fn take_push(conn: &mut Conn<'_>, notice: NoticeId, now: Timestamp, again: Timestamp) -> Result<bool> {
    execute!(conn, "UPDATE notice SET push_due = NULL WHERE id = $1 AND seen IS NOT NULL", notice.0)?;
    execute!(
        conn,
        "UPDATE notice SET push_due = $3 WHERE id = $1 AND push_due <= $2 AND seen IS NULL",
        notice.0,
        now.0,
        again.0
    )
    .map(|rows| rows > 0)
}

/// Notes that there is nothing to ring for any more.
pub async fn pushed(conn: &mut Conn<'_>, notice: NoticeId) -> Result<()> {
    execute!(conn, "UPDATE notice SET push_due = NULL WHERE id = $1", notice.0).map(|_| ())
}

/// One notice.
pub async fn one(conn: &mut Conn<'_>, notice: NoticeId) -> Result<Option<NoticeRow>> {
    fetch_optional!(conn, NoticeRow, concat!(list_columns!(), "WHERE n.id = $1"), notice.0)
}

/// One notice, of this member.
pub async fn own(conn: &mut Conn<'_>, member: MemberId, notice: NoticeId) -> Result<Option<NoticeRow>> {
    fetch_optional!(conn, NoticeRow, concat!(list_columns!(), "WHERE n.id = $1 AND n.member = $2"), notice.0, member.0)
}

/// Which kinds ring, where a member chose.
pub async fn ringing(conn: &mut Conn<'_>, member: MemberId) -> Result<Vec<(String, bool)>> {
    fetch_all!(conn, (String, bool), "SELECT kind, pushed FROM notice_push WHERE member = $1 ORDER BY kind", member.0)
}

/// Notes whether a kind rings.
pub async fn set_ringing(conn: &mut Conn<'_>, member: MemberId, kind: NoticeKind, rings: bool) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO notice_push (member, kind, pushed) VALUES ($1, $2, $3) \
         ON CONFLICT (member, kind) DO UPDATE SET pushed = excluded.pushed",
        member.0,
        kind.word(),
        rings
    )
    .map(|_| ())
}

/// Whether a member's lock screens may say who and where.
pub async fn reveals(conn: &mut Conn<'_>, member: MemberId) -> Result<bool> {
    fetch_optional!(conn, (bool,), "SELECT push_reveals FROM member WHERE id = $1", member.0)
        .map(|found| found.is_some_and(|(reveals,)| reveals))
}

/// Notes it.
pub async fn set_reveals(conn: &mut Conn<'_>, member: MemberId, reveals: bool) -> Result<()> {
    execute!(conn, "UPDATE member SET push_reveals = $2 WHERE id = $1", member.0, reveals).map(|_| ())
}
