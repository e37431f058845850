//! The audit log: what moderators and administrators did. Each row's hash holds the hash of the row before, so that
//! a row that is changed, left out or put in between shows. It can't show that its end was cut off: whoever runs the
//! instance keeps the last hash elsewhere (`vecu audit verify` prints it).

use crate::members::keys::MemberKey;
use crate::{Context, Outcome};
use domain::{CommunityId, MemberId};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use store::Conn;
use store::moderation::AuditRow;
use uuid::Uuid;

domain::word_enum! {
    /// What was done.
    Verb {
        /// Read a text by a report that one would not read otherwise.
        Read = "case.read",
        /// Took a case.
        Claimed = "case.claimed",
        /// Gave a case back.
        Released = "case.released",
        /// Noted something about a case.
        Noted = "case.noted",
        /// Decided a case.
        Decided = "case.decided",
        /// Answered an appeal.
        Answered = "appeal.answered",
        /// Read a letter that somebody received and reported.
        LetterRead = "letter.read",
        /// Noted that a reported letter was looked at, before these were cases.
        LetterClosed = "letter.closed",
        /// Said what became of a text that tells of an adverse effect.
        Screened = "screening.decided",
        /// Let a suspended member in again, because the time was over.
        LetIn = "member.let_in",
        /// Confirmed or refused a professional's claim.
        Claim = "claim.decided",
        /// Named or released a host.
        Host = "host.changed",
        /// Published another version of a charter.
        Charter = "charter.changed",
        /// Gave a member a right over the instance, or took it.
        Right = "member.right",
        /// Had an account speak for an organisation, or no longer.
        Organisation = "member.organisation",
        /// Signed a member out on every device.
        SignedOut = "member.signed_out",
        /// Suspended an account on the whole instance.
        Suspended = "member.suspended",
        /// Ended that before its time.
        Lifted = "member.suspension_lifted",
        /// Sent the link that confirms an address again.
        Resent = "member.confirmation_sent",
        /// Changed a setting of the instance.
        Setting = "setting.changed",
        /// Made an invitation.
        Invited = "invitation.made",
        /// Took an invitation back.
        Uninvited = "invitation.revoked",
    }
}

/// What is written down.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Who did it; `None` is the program itself.
    pub actor: Option<MemberId>,
    /// Whom it concerns.
    pub about: Option<MemberId>,
    /// What.
    pub verb: Verb,
    /// Where.
    pub community: Option<CommunityId>,
    /// The text it is about, or the act of an administrator whose reason lies beside; never a member.
    pub subject: Option<Uuid>,
    /// More, in words of this program: never a name, never a text.
    pub detail: &'a str,
}

/// Writes it down in the transaction that does it.
pub async fn note(ctx: &Context, conn: &mut Conn<'_>, entry: Entry<'_>) -> Outcome<()> {
    let actor = shadow(ctx, conn, entry.actor).await?;
    let about = shadow(ctx, conn, entry.about).await?;
    let previous = store::moderation::end_of_audit(conn).await?;
    let mut row = AuditRow {
        id: 0,
        at: ctx.now(),
        actor,
        about,
        verb: entry.verb.word().to_owned(),
        community: entry.community.map(|id| id.0),
        subject: entry.subject,
        detail: entry.detail.to_owned(),
        previous,
        hash: Vec::new(),
    };
    row.hash = hash(&row);
    Ok(store::moderation::append_audit(conn, &row).await?)
}

/// The same once: what stands in a list that is opened again and again is written down the first time it is read.
pub async fn note_once(ctx: &Context, conn: &mut Conn<'_>, entry: Entry<'_>) -> Outcome<()> {
    if let (Some(actor), Some(subject)) = (shadow(ctx, conn, entry.actor).await?, entry.subject)
        && store::moderation::is_in_audit(conn, entry.verb.word(), &actor, subject).await?
    {
        return Ok(());
    }
    note(ctx, conn, entry).await
}

/// A member under their own key: who has the key finds all their rows, and after their erasure nobody does.
async fn shadow(ctx: &Context, conn: &mut Conn<'_>, member: Option<MemberId>) -> Outcome<Option<Vec<u8>>> {
    let Some(member) = member else { return Ok(None) };
    let account = store::members::find(conn, member).await?;
    let Some(wrapped) = account.and_then(|account| account.wrapped) else { return Ok(None) };
    Ok(Some(MemberKey::unwrap(ctx, Some(&wrapped))?.shadow(member).to_vec()))
}

/// SHA-256 over all that a row says and the hash before it, each part under its length.
fn hash(row: &AuditRow) -> Vec<u8> {
    let mut hasher = Sha256::new();
    let mut part = |bytes: Option<&[u8]>| {
        hasher.update(bytes.map_or(u64::MAX, |bytes| bytes.len() as u64).to_be_bytes());
        hasher.update(bytes.unwrap_or_default());
    };
    part(Some(&row.previous));
    part(Some(&row.at.0.to_be_bytes()));
    part(row.actor.as_deref());
    part(row.about.as_deref());
    part(Some(row.verb.as_bytes()));
    part(row.community.as_ref().map(|id| id.as_bytes().as_slice()));
    part(row.subject.as_ref().map(|id| id.as_bytes().as_slice()));
    part(Some(row.detail.as_bytes()));
    hasher.finalize().to_vec()
}

/// What reading the whole log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Rows that hold.
    pub rows: u64,
    /// The hash of the last one that does, in hexadecimal; empty when there is none.
    pub last: String,
    /// The number of the first row that does not.
    pub broken: Option<i64>,
}

/// Rows read at once.
const BATCH: i64 = 1_000;

/// Reads the whole log and says how far it holds.
pub async fn verify(ctx: &Context) -> Outcome<Verified> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let (mut rows, mut last, mut after) = (0, Vec::new(), 0);
    loop {
        let some = store::moderation::audit_after(&mut conn, after, BATCH).await?;
        let Some(end) = some.last().map(|row| row.id) else { break };
        for row in some {
            if row.previous != last || row.hash != hash(&row) {
                return Ok(Verified { rows, last: hex(&last), broken: Some(row.id) });
            }
            (rows, last) = (rows + 1, row.hash);
        }
        after = end;
    }
    Ok(Verified { rows, last: hex(&last), broken: None })
}

/// In hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Timestamp;

    fn row() -> AuditRow {
        AuditRow {
            id: 0,
            at: Timestamp(1),
            actor: Some(vec![1; 32]),
            about: None,
            verb: "case.decided".into(),
            community: Some(Uuid::from_u128(7)),
            subject: None,
            detail: "hide none".into(),
            previous: vec![2; 32],
            hash: Vec::new(),
        }
    }

    #[test]
    fn whatever_is_changed_changes_the_hash() {
        let changed: [fn(&mut AuditRow); 8] = [
            |row| row.at = Timestamp(2),
            |row| row.actor = None,
            |row| row.about = Some(Vec::new()),
            |row| row.verb = "case.read".into(),
            |row| row.community = None,
            |row| row.subject = Some(Uuid::from_u128(7)),
            |row| row.detail = "hide".into(),
            |row| row.previous = Vec::new(),
        ];
        let whole = hash(&row());
        for change in changed {
            let mut other = row();
            change(&mut other);
            assert_ne!(hash(&other), whole, "{other:?}");
        }
        // A byte that moves from one part to the next is another row.
        let mut moved = row();
        moved.verb.push('h');
        moved.detail.remove(0);
        assert_ne!(hash(&moved), whole);
    }
}
