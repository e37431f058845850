//! Announcements and new charters are told to a whole community: some members at a time, so that nobody's writing waits
//! while thousands are told. How far one is, is committed with what was told.

use super::make::{NAME, insert, mail_due};
use crate::{Context, Outcome};
use domain::notices::NoticeKind;
use store::events;
use store::notices::{self, NewNotice};

/// Members told in one transaction.
const BATCH: i64 = 200;

/// Tells the next members of an announcement; whether there may be more to tell.
pub async fn tell_some(ctx: &Context) -> Outcome<bool> {
    // Nothing to tell is the usual case, and no reason to write.
    if notices::telling(&mut ctx.store.read().await?.conn()).await?.is_none() {
        return Ok(false);
    }
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    // Two nodes take turns.
    events::hold(&mut conn, NAME).await?;
    let Some(telling) = notices::telling(&mut conn).await? else { return Ok(false) };
    let facts = store::live::thread_facts(&mut conn, telling.thread).await?;
    let members = if telling.deleted { Vec::new() } else { notices::to_tell(&mut conn, &telling, BATCH).await? };
    for who in &members {
        let reads = facts.is_some_and(|facts| who.standing().may_read(facts.visibility, facts.circle));
        if !reads || telling.author() == Some(who.member) {
            continue;
        }
        let new = NewNotice {
            id: ctx.new_id(),
            member: who.member,
            kind: NoticeKind::Announcement,
            event: telling.event(),
            actor: telling.author(),
            community: Some(telling.community),
            thread: Some(telling.thread),
            reply: None,
            given: true,
            created: telling.at,
            mail_due: mail_due(who, NoticeKind::Announcement, telling.at),
            push_due: who.rings(NoticeKind::Announcement).then_some(telling.at),
        };
        // Whoever was told already for a stronger reason (named in it) is not told again.
        insert(ctx, &mut conn, &new).await?;
    }
    notices::told(&mut conn, telling.thread, members.last().map(|who| who.member)).await?;
    tx.commit().await?;
    Ok(true)
}

/// The same of a charter that changed.
pub async fn tell_some_of_charter(ctx: &Context) -> Outcome<bool> {
    if notices::charter_telling(&mut ctx.store.read().await?.conn()).await?.is_none() {
        return Ok(false);
    }
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    events::hold(&mut conn, NAME).await?;
    let Some(telling) = notices::charter_telling(&mut conn).await? else { return Ok(false) };
    let members = notices::to_tell_of_charter(&mut conn, &telling, BATCH).await?;
    for who in &members {
        let new = NewNotice {
            id: ctx.new_id(),
            member: who.member,
            kind: NoticeKind::Charter,
            event: telling.event(),
            actor: None,
            community: Some(telling.community),
            thread: None,
            reply: None,
            given: true,
            created: telling.at,
            mail_due: mail_due(who, NoticeKind::Charter, telling.at),
            push_due: who.rings(NoticeKind::Charter).then_some(telling.at),
        };
        insert(ctx, &mut conn, &new).await?;
    }
    notices::told_of_charter(&mut conn, telling.charter, members.last().map(|who| who.member)).await?;
    tx.commit().await?;
    Ok(true)
}
