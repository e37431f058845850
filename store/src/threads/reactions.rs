//! Reactions: one of each per member and subject, counted on the subject's row as they are given.

use crate::{Conn, Result};
use domain::threads::Reaction;
use domain::{MemberId, ThreadId, Timestamp};
use uuid::Uuid;

/// What is reacted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The thread itself.
    Thread(ThreadId),
    /// A reply in it.
    Reply(ThreadId, domain::ReplyId),
}

impl Subject {
    /// The thread.
    pub fn thread(self) -> ThreadId {
        match self {
            Self::Thread(thread) | Self::Reply(thread, _) => thread,
        }
    }

    /// The id reacted to.
    pub fn id(self) -> Uuid {
        match self {
            Self::Thread(thread) => thread.0,
            Self::Reply(_, reply) => reply.0,
        }
    }
}

/// Gives or takes back a reaction; whether anything changed.
pub async fn react(
    conn: &mut Conn<'_>,
    subject: Subject,
    member: MemberId,
    reaction: Reaction,
    given: bool,
    at: Timestamp,
) -> Result<bool> {
    let changed = if given {
        execute!(
            conn,
            "INSERT INTO reaction (thread, subject, member, kind, created) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            subject.thread().0,
            subject.id(),
            member.0,
            reaction.word(),
            at.0,
        )?
    } else {
        execute!(
            conn,
            "DELETE FROM reaction WHERE subject = $1 AND member = $2 AND kind = $3",
            subject.id(),
            member.0,
            reaction.word(),
        )?
    };
    if changed == 0 {
        return Ok(false);
    }
    let step = if given { 1 } else { -1 };
    macro_rules! count {
        ($table:literal, $column:literal) => {
            execute!(
                conn,
                concat!("UPDATE ", $table, " SET ", $column, " = ", $column, " + $2 WHERE id = $1"),
                subject.id(),
                step
            )?
        };
    }
    match (subject, reaction) {
        (Subject::Thread(_), Reaction::Thanks) => count!("thread", "thanks"),
        (Subject::Thread(_), Reaction::MeToo) => count!("thread", "me_too"),
        (Subject::Thread(_), Reaction::Courage) => count!("thread", "courage"),
        (Subject::Thread(_), Reaction::Useful) => count!("thread", "useful"),
        (Subject::Reply(..), Reaction::Thanks) => count!("reply", "thanks"),
        (Subject::Reply(..), Reaction::MeToo) => count!("reply", "me_too"),
        (Subject::Reply(..), Reaction::Courage) => count!("reply", "courage"),
        (Subject::Reply(..), Reaction::Useful) => count!("reply", "useful"),
    };
    Ok(true)
}

/// What a member reacted to in a thread: subject and kind.
pub async fn reactions_of(conn: &mut Conn<'_>, member: MemberId, thread: ThreadId) -> Result<Vec<(Uuid, String)>> {
    fetch_all!(
        conn,
        (Uuid, String),
        "SELECT subject, kind FROM reaction WHERE member = $1 AND thread = $2",
        member.0,
        thread.0
    )
}
