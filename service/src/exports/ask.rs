//! Asking for a copy, and opening it.

use crate::members::proved;
use crate::{Actor, Context, Outcome, limits};
use domain::events::EventKind;
use domain::exports::{ExportView, OPENED, State};
use store::events::{self, Event};
use store::exports;

/// Asks for a copy; once more while one is being made changes nothing.
pub async fn ask(ctx: &Context, actor: &Actor) -> Outcome<()> {
    let me = actor.signed_in()?;
    let there = exports::of_member(&mut ctx.store.read().await?.conn(), me.id).await?;
    if there.iter().any(|one| one.state == State::Asked) {
        return Ok(());
    }
    limits::check_actor(ctx, "exports", actor, limits::EXPORTS).await?;
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    exports::ask(&mut tx.conn(), ctx.new_id(), me.id, now).await?;
    let event = Event { actor: Some(me.id), member: Some(me.id), ..Event::default() };
    events::append(&mut tx.conn(), EventKind::ExportAsked, now, event).await?;
    Ok(tx.commit().await?)
}

/// One's own copies, latest first.
pub async fn list(ctx: &Context, actor: &Actor) -> Outcome<Vec<ExportView>> {
    let me = actor.signed_in()?;
    let now = ctx.now();
    let rows = exports::of_member(&mut ctx.store.read().await?.conn(), me.id).await?;
    Ok(rows
        .into_iter()
        .filter(|row| row.expires.is_none_or(|expires| expires > now.0))
        .map(|row| ExportView {
            id: row.id,
            state: row.state,
            asked: actor.when(row.asked),
            expires: row.expires.map(|at| actor.when(domain::Timestamp(at))),
            kilobytes: u32::try_from((row.bytes + 1_023) / 1_024).unwrap_or(u32::MAX),
            open: row.is_open(me.session, now),
        })
        .collect())
}

/// Opens one's copies to this device, which proved lately whose it is, for ten minutes.
pub async fn open(ctx: &Context, actor: &Actor) -> Outcome<()> {
    let me = proved(ctx, actor)?;
    let mut tx = ctx.store.begin().await?;
    exports::open(&mut tx.conn(), me.id, me.session, ctx.now().plus(OPENED)).await?;
    Ok(tx.commit().await?)
}
