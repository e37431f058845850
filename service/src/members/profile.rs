//! A member's page.

use crate::{Actor, Context, Outcome, feed};
use domain::feed::{Cursor, Page};
use domain::members::ProfilePage;
use domain::{MemberId, Problem};

/// Threads on one page.
const PAGE: usize = 20;

/// What the reader may know of a member: name, badge, the communities both belong to, and the
/// threads the reader may read.
pub async fn profile(ctx: &Context, actor: &Actor, id: MemberId, after: Option<Cursor>) -> Outcome<ProfilePage> {
    let mut reader = ctx.store.read().await?;
    let account = store::members::find(&mut reader.conn(), id).await?.ok_or(Problem::NotFound)?;
    let member = store::members::byline(&mut reader.conn(), id).await?.ok_or(Problem::NotFound)?;
    let communities = match &actor.me {
        Some(me) => store::members::shared_communities(&mut reader.conn(), id, me.id).await?,
        None => Vec::new(),
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let rows = store::feed::by_author(&mut reader.conn(), actor.reading(), id, after, limit).await?;
    let rows = rows.into_iter().map(|row| feed::view(actor, row)).collect();
    Ok(ProfilePage {
        member,
        joined: actor.when(account.created),
        own: actor.me.as_ref().is_some_and(|me| me.id == id),
        communities,
        threads: Page::from_rows(rows, PAGE, |row| Cursor { at: row.created.utc, id: row.id.0 }),
    })
}
