//! Badges that end: their members are told before, and when it is so.

use super::badge_ends;
use crate::{Context, Outcome};
use domain::MemberId;
use domain::events::EventKind;
use domain::pro_sante::WARNED_BEFORE;
use std::time::Duration;
use store::Conn;
use store::events::{self, Event};

/// Between two times of looking. Who acts with a badge is looked at by the minute's clock in any case
/// (`store::members::authenticate`); until then others see a badge that has ended.
const EVERY: Duration = Duration::from_mins(1);
/// Badges in one go.
const SOME: i64 = 100;

/// Sweeps for as long as the server runs.
pub async fn run(ctx: Context) {
    loop {
        if let Err(cause) = sweep(&ctx).await {
            tracing::error!(?cause, "ending badges failed; it is tried again");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Gives badges a date that have none, tells of those that end soon, and ends those whose time is over. What depends on
/// a badge (circles, queues, open streams) asks for it each time, so that nothing more is to be stopped.
pub async fn sweep(ctx: &Context) -> Outcome<()> {
    loop {
        let now = ctx.now();
        let mut tx = ctx.store.begin().await?;
        let mut conn = tx.conn();
        store::pro_sante::delete_expired(&mut conn, now).await?;
        store::pro_sante::date_badges(&mut conn, badge_ends(ctx, now)).await?;
        let ended = store::pro_sante::end_badges(&mut conn, now, SOME).await?;
        tell(ctx, &mut conn, EventKind::BadgeEnded, &ended).await?;
        let ending = store::pro_sante::warn_badges(&mut conn, now.plus(WARNED_BEFORE), now, SOME).await?;
        tell(ctx, &mut conn, EventKind::BadgeEnding, &ending).await?;
        tx.commit().await?;
        if ended.is_empty() && ending.is_empty() {
            return Ok(());
        }
    }
}

async fn tell(ctx: &Context, conn: &mut Conn<'_>, kind: EventKind, members: &[MemberId]) -> Outcome<()> {
    for member in members {
        let event = Event { member: Some(*member), ..Event::default() };
        events::append(conn, kind, ctx.now(), event).await?;
    }
    Ok(())
}
