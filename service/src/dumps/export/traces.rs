//! What hangs on threads and replies: reactions, pins, follows.

use super::{Out, PAGE, date, name, word};
use crate::Outcome;
use crate::dumps::record::{FollowRecord, PinRecord, ReactionRecord};
use domain::threads::Reaction;
use store::{Conn, dumps};
use uuid::Uuid;

pub(super) async fn reactions(conn: &mut Conn<'_>, out: &mut Out<'_>) -> Outcome<()> {
    let (mut subject, mut kind, mut member) = (Uuid::nil(), String::new(), Uuid::nil());
    loop {
        let page = dumps::export_reactions(conn, (subject, &kind, member), PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        (subject, kind, member) = (last.0, last.1.clone(), last.2);
        for (subject, kind, member, created) in page {
            let record = ReactionRecord {
                subject: name(subject),
                member: name(member),
                reaction: word(Reaction::from_word(&kind))?,
                created: Some(date(created)),
            };
            out.write("reaction", &record)?;
        }
    }
}

pub(super) async fn follows(conn: &mut Conn<'_>, out: &mut Out<'_>) -> Outcome<()> {
    let mut after = (Uuid::nil(), Uuid::nil());
    loop {
        let page = dumps::export_follows(conn, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = (last.0, last.1);
        for (member, thread, created) in page {
            let record =
                FollowRecord { member: name(member), thread: Some(name(thread)), tag: None, created: date(created) };
            out.write("follow", &record)?;
        }
    }
    let (mut member, mut key) = (Uuid::nil(), String::new());
    loop {
        let page = dumps::export_tag_follows(conn, (member, &key), PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        (member, key) = (last.0, last.1.clone());
        for (member, _, label, created) in page {
            let record = FollowRecord { member: name(member), thread: None, tag: Some(label), created: date(created) };
            out.write("follow", &record)?;
        }
    }
}

pub(super) async fn pins(conn: &mut Conn<'_>, out: &mut Out<'_>) -> Outcome<()> {
    let mut after = (Uuid::nil(), 0);
    loop {
        let page = dumps::export_pins(conn, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = (last.0, last.1);
        for (_, place, thread, created) in page {
            let record = PinRecord {
                thread: name(thread),
                place: u8::try_from(place).unwrap_or_default(),
                created: date(created),
            };
            out.write("pin", &record)?;
        }
    }
}
