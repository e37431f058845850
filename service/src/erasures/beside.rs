//! Where others name the member by an `@` beside their texts: in sources, in what is to be seen on a picture, in the line
//! about themselves. The name goes, the rest stays.

use super::carry_out::{Gone, alive};
use super::names::{again, edited};
use crate::{Context, Outcome};
use domain::erasures::without_name;
use domain::events::EventKind;
use domain::{ReplyId, ThreadId};
use store::{erasures, threads};
use uuid::Uuid;

/// Rows read at once.
const SOME: i64 = 500;

/// Takes the name out of all of them; what changes meanwhile is gone through again.
pub(super) async fn take(ctx: &Context, gone: &Gone) -> Outcome<()> {
    let mut tries = 0;
    while !sources(ctx, gone).await? {
        again(&mut tries)?;
    }
    let mut tries = 0;
    while !pictures(ctx, gone).await? {
        again(&mut tries)?;
    }
    let mut tries = 0;
    while !members(ctx, gone).await? {
        again(&mut tries)?;
    }
    Ok(())
}

async fn sources(ctx: &Context, gone: &Gone) -> Outcome<bool> {
    let (mut after, mut whole) = ((Uuid::nil(), i32::MIN), true);
    loop {
        let some = erasures::naming_sources(&mut ctx.store.read().await?.conn(), after, SOME).await?;
        let Some(last) = some.last() else { return Ok(whole) };
        after = (last.reply.0, last.place);
        for row in &some {
            let text = without_name(&row.text, &gone.key, true);
            // Half an address leads nowhere.
            let url = row.url.as_deref().filter(|url| without_name(url, &gone.key, true).is_none());
            if text.is_none() && url == row.url.as_deref() {
                continue;
            }
            let mut tx = ctx.store.begin().await?;
            let mut conn = tx.conn();
            threads::hold_thread(&mut conn, row.thread).await?;
            let text = text.as_deref().unwrap_or(&row.text);
            if erasures::set_naming_source(&mut conn, row, text, url).await? {
                edited(ctx, &mut conn, EventKind::ReplyEdited, row.thread, Some(row.reply)).await?;
            } else {
                whole = false;
            }
            alive(ctx, &mut conn, gone).await?;
            tx.commit().await?;
        }
    }
}

async fn pictures(ctx: &Context, gone: &Gone) -> Outcome<bool> {
    let (mut after, mut whole) = (Uuid::nil(), true);
    loop {
        let some = erasures::naming_pictures(&mut ctx.store.read().await?.conn(), after, SOME).await?;
        let Some(last) = some.last() else { return Ok(whole) };
        after = last.id.0;
        for row in &some {
            let Some(alt) = without_name(&row.alt, &gone.key, true) else { continue };
            let mut tx = ctx.store.begin().await?;
            let mut conn = tx.conn();
            if let Some(thread) = row.thread {
                threads::hold_thread(&mut conn, ThreadId(thread)).await?;
            }
            if !erasures::set_naming_picture(&mut conn, row, &alt).await? {
                whole = false;
            } else if let (Some(thread), Some(post)) = (row.thread, row.post) {
                let reply = (post != thread).then_some(ReplyId(post));
                let kind = if reply.is_some() { EventKind::ReplyEdited } else { EventKind::ThreadEdited };
                edited(ctx, &mut conn, kind, ThreadId(thread), reply).await?;
            }
            alive(ctx, &mut conn, gone).await?;
            tx.commit().await?;
        }
    }
}

async fn members(ctx: &Context, gone: &Gone) -> Outcome<bool> {
    let (mut after, mut whole) = (Uuid::nil(), true);
    loop {
        let some = erasures::naming_members(&mut ctx.store.read().await?.conn(), after, SOME).await?;
        let Some(last) = some.last() else { return Ok(whole) };
        after = last.id.0;
        for row in some.iter().filter(|row| row.id != gone.member) {
            let Some(about) = without_name(&row.about, &gone.key, true) else { continue };
            let mut tx = ctx.store.begin().await?;
            let mut conn = tx.conn();
            whole &= erasures::set_naming_member(&mut conn, row, &about).await?;
            alive(ctx, &mut conn, gone).await?;
            tx.commit().await?;
        }
    }
}
