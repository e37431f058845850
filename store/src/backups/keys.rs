//! The members' keys, put back beside a restored database.

use crate::{Conn, Db, Result};
use domain::MemberId;
use uuid::Uuid;

/// A member's wrapped key.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct MemberKeyRow {
    /// Whose.
    pub member: Uuid,
    /// Wrapped under the instance's secret.
    pub wrapped: Vec<u8>,
}

/// What became of the keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyFate {
    /// Put back.
    pub given: u64,
    /// Of members whom the backup does not know.
    pub strangers: u64,
    /// Members for whom something is sealed and whose key is gone: it stays unreadable.
    pub unreadable: Vec<MemberId>,
}

/// Puts keys back beside the members they belong to, where they are not yet.
pub async fn give_keys(db: &Db, keys: &[MemberKeyRow]) -> Result<KeyFate> {
    let mut tx = db.begin().await?;
    let mut conn = tx.conn();
    for key in keys {
        execute!(
            &mut conn,
            "INSERT INTO member_key (member, wrapped) SELECT id, $2 FROM member WHERE id = $1 \
             ON CONFLICT (member) DO NOTHING",
            key.member,
            key.wrapped.as_slice()
        )?;
    }
    let (given,) = fetch_one!(&mut conn, (i64,), "SELECT COUNT(*) FROM member_key")?;
    let given = super::count(given);
    let strangers = (keys.len() as u64).saturating_sub(given);
    let fate = KeyFate { given, strangers, unreadable: unreadable(&mut conn).await? };
    tx.commit().await?;
    Ok(fate)
}

async fn unreadable(conn: &mut Conn<'_>) -> Result<Vec<MemberId>> {
    let rows = fetch_all!(
        conn,
        (Uuid,),
        "SELECT m.id FROM member m WHERE NOT EXISTS (SELECT 1 FROM member_key k WHERE k.member = m.id) AND \
         (m.email_sealed IS NOT NULL OR EXISTS (SELECT 1 FROM claim c WHERE c.member = m.id AND c.number_sealed IS NOT NULL)) \
         ORDER BY m.id"
    )?;
    Ok(rows.into_iter().map(|(id,)| MemberId(id)).collect())
}
