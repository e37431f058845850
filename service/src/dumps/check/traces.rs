//! What hangs on threads, and what is left of them: traces, follows, pins.

use crate::dumps::Reason;
use crate::dumps::checked::{Checked, CheckedReply, CheckedThread, Rendered};
use crate::dumps::record::{FollowRecord, PinRecord, TombstoneRecord};
use crate::dumps::texts::{Reading, at, id, maybe_id};
use domain::tags::Tag;
use domain::threads::MAX_PINS;

pub(super) fn tombstone(record: TombstoneRecord, reading: Reading) -> Result<Checked, Reason> {
    Ok(match record {
        TombstoneRecord::Thread {
            id: own,
            community,
            kind_of,
            locale,
            circle,
            profession,
            author,
            created,
            deleted,
        } => Checked::Thread(Box::new(CheckedThread {
            id: id("id", &own)?,
            community: id("community", &community)?,
            kind: kind_of,
            locale,
            circle,
            title: String::new(),
            body: Rendered::default(),
            excerpt: String::new(),
            author: maybe_id("author", author.as_deref())?,
            profession,
            tags: Vec::new(),
            closed: None,
            created: reading.date("created", &created)?,
            edited: None,
            deleted: Some(reading.date("deleted", &deleted)?),
        })),
        TombstoneRecord::Reply { id: own, thread, parent, voice, imported, author, created, deleted } => {
            Checked::Reply(Box::new(CheckedReply {
                id: id("id", &own)?,
                thread: id("thread", &thread)?,
                parent: maybe_id("parent", parent.as_deref())?,
                author: maybe_id("author", author.as_deref())?,
                voice,
                imported,
                body: Rendered::default(),
                sources: Vec::new(),
                no_source: false,
                helped: None,
                created: reading.date("created", &created)?,
                edited: None,
                deleted: Some(reading.date("deleted", &deleted)?),
            }))
        }
    })
}

pub(super) fn follow(record: FollowRecord, reading: Reading) -> Result<Checked, Reason> {
    let member = id("member", &record.member)?;
    let created = reading.date("created", &record.created)?;
    match (record.thread, record.tag) {
        (Some(thread), None) => Ok(Checked::FollowThread { member, thread: id("thread", &thread)?, created }),
        (None, Some(tag)) => Ok(Checked::FollowTag { member, tag: at("tag", Tag::parse(&tag))?, created }),
        _ => Err(Reason::Inconsistent("follow: names either a thread or a tag")),
    }
}

pub(super) fn pin(record: PinRecord, reading: Reading) -> Result<Checked, Reason> {
    if record.place == 0 || usize::from(record.place) > MAX_PINS {
        return Err(Reason::Inconsistent("pin.place: not one of the places there are"));
    }
    Ok(Checked::Pin {
        thread: id("thread", &record.thread)?,
        place: i32::from(record.place),
        created: reading.date("created", &record.created)?,
    })
}
