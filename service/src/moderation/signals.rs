//! An automatic look at what was just written. It may call somebody to look; it never hides anything.

use super::report::{Opened, Place, open};
use crate::{Context, Outcome};
use domain::moderation::{Newness, Reason, Source, Subject, signals};
use domain::time::DAY;
use domain::{CommunityId, MemberId, ReplyId, ThreadId, Timestamp};
use store::Conn;

/// Texts that make somebody known.
const KNOWN_AFTER: i64 = 5;
/// The same for somebody whose address is given away for minutes: another account costs them nothing.
const DISPOSABLE_KNOWN_AFTER: i64 = 25;
/// The same text in another place within this time is repeated.
const REPEATED_WITHIN: i64 = DAY;
/// Shorter texts are repeated without meaning anything by it ("merci").
const REPEATED_LEAST: usize = 60;

/// A text that was just written or changed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Posted<'a> {
    /// Whose.
    pub(crate) author: MemberId,
    /// Where.
    pub(crate) community: CommunityId,
    /// In which thread.
    pub(crate) thread: ThreadId,
    /// As which reply; none is the thread's own text.
    pub(crate) reply: Option<ReplyId>,
    /// Its title; empty for a reply.
    pub(crate) title: &'a str,
    /// Its source.
    pub(crate) body: &'a str,
}

impl Posted<'_> {
    /// What a case about it is about.
    pub(super) fn subject(&self) -> (Subject, uuid::Uuid) {
        match self.reply {
            Some(reply) => (Subject::Reply, reply.0),
            None => (Subject::Thread, self.thread.0),
        }
    }

    /// A report of it that nobody wrote.
    pub(super) fn noticed(&self, reason: Reason) -> Opened<'static> {
        let (subject, subject_id) = self.subject();
        let place = Place {
            community: Some(self.community),
            thread: Some(self.thread),
            reply: self.reply,
            author: Some(self.author),
        };
        Opened { subject, subject_id, place, member: None, source: Source::Noticed, reason, words: None, contact: None }
    }
}

/// Looks at it, in the transaction that writes it.
pub(crate) async fn look(ctx: &Context, conn: &mut Conn<'_>, posted: Posted<'_>, now: Timestamp) -> Outcome<()> {
    let wrote = store::moderation::texts_of(conn, posted.author, DISPOSABLE_KNOWN_AFTER + 1).await?;
    let disposable = wrote > KNOWN_AFTER
        && store::administration::member(conn, posted.author).await?.is_some_and(|author| author.disposable);
    let newness = if wrote <= if disposable { DISPOSABLE_KNOWN_AFTER } else { KNOWN_AFTER } {
        Newness::New
    } else {
        Newness::Known
    };
    let text = format!("{}\n\n{}", posted.title, posted.body);
    let mut found = signals(&text, newness);
    if !domain::crisis::signs(&text).is_empty() {
        found.insert(0, Reason::Distress);
    }
    if posted.body.chars().count() >= REPEATED_LEAST
        && store::moderation::repeated(conn, posted.author, posted.body, now.plus(-REPEATED_WITHIN)).await? > 1
    {
        found.push(Reason::Repeated);
    }
    for reason in found {
        open(ctx, conn, &posted.noticed(reason), now).await?;
    }
    crate::vigilance::look(conn, posted, now).await
}
