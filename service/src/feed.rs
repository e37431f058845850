//! The feed, and every other list of threads.

use crate::{Actor, Context, Outcome};
use domain::feed::{Cursor, FeedKind, FeedPage, Order, Page};
use domain::members::Role;
use domain::text::bind;
use domain::threads::ThreadRow;
use domain::{CommunityId, Timestamp};
use std::collections::HashSet;
use store::feed::Addressed;
use store::threads::ListRow;

/// Threads on a page of a list.
pub const PAGE: usize = 20;
/// Rows asked for: one more than a page tells that there is another.
const ASKED: i64 = 21;

/// A row as this reader sees it.
pub(crate) fn view(actor: &Actor, row: ListRow) -> ThreadRow {
    let count = |n: i32| u32::try_from(n).unwrap_or_default();
    ThreadRow {
        id: row.id,
        community: row.community(),
        kind: row.kind,
        circle: row.circle,
        state: row.question_state(),
        lived: count(row.lived),
        professional: count(row.professional),
        created: actor.when(row.created),
        active: actor.when(row.active),
        title: bind(&row.title),
        excerpt: bind(&row.excerpt),
        author: row.author.byline(),
    }
}

fn page(actor: &Actor, rows: Vec<ListRow>, order: Order) -> Page<ThreadRow> {
    let page = Page::from_rows(rows, PAGE, |row| {
        let (at, id) = store::feed::key(row, order);
        Cursor { at, id }
    });
    Page { rows: page.rows.into_iter().map(|row| view(actor, row)).collect(), next: page.next }
}

/// Threads of a community that the reader may read, but for what stands first on its page: what is pinned,
/// and announcements from `announced` on.
pub async fn below(
    ctx: &Context,
    actor: &Actor,
    community: CommunityId,
    announced: Timestamp,
    order: Order,
    cursor: Option<Cursor>,
) -> Outcome<Page<ThreadRow>> {
    let mut reader = ctx.store.read().await?;
    let rows =
        store::feed::below(&mut reader.conn(), actor.reading(), community, announced, order, cursor, ASKED).await?;
    Ok(page(actor, rows, order))
}

/// Every thread of a community that the reader may read, in order.
pub async fn of_community(
    ctx: &Context,
    actor: &Actor,
    slug: &str,
    order: Order,
    cursor: Option<Cursor>,
) -> Outcome<Page<ThreadRow>> {
    let mut reader = ctx.store.read().await?;
    let community = CommunityId(crate::communities::find(&mut reader.conn(), slug).await?.id);
    let rows = store::feed::of_community(&mut reader.conn(), actor.reading(), community, order, cursor, ASKED).await?;
    Ok(page(actor, rows, order))
}

/// Threads of a tag that the reader may read.
pub async fn of_tag(ctx: &Context, actor: &Actor, tag: &str, cursor: Option<Cursor>) -> Outcome<Page<ThreadRow>> {
    let mut reader = ctx.store.read().await?;
    let rows = store::feed::of_tag(&mut reader.conn(), actor.reading(), tag, Order::New, cursor, ASKED).await?;
    Ok(page(actor, rows, Order::New))
}

/// Public threads of open communities.
pub async fn public(ctx: &Context, actor: &Actor, order: Order, cursor: Option<Cursor>) -> Outcome<Page<ThreadRow>> {
    let mut reader = ctx.store.read().await?;
    let rows = store::feed::public(&mut reader.conn(), order, cursor, ASKED).await?;
    Ok(page(actor, rows, order))
}

/// The reader's feed. `everything` shows a professional what members see instead of the questions
/// that wait.
pub async fn read(
    ctx: &Context,
    actor: &Actor,
    order: Order,
    everything: bool,
    cursor: Option<Cursor>,
) -> Outcome<FeedPage> {
    // Before anything is read: what happens from here on may be missing.
    let live = ctx.live.position();
    let Some(me) = &actor.me else {
        let threads = public(ctx, actor, order, cursor).await?;
        return Ok(FeedPage { kind: FeedKind::Visitor, order, first: vec![], threads, communities: vec![], live });
    };
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let communities = store::feed::communities_of(&mut conn, me.id).await?;
    let links = communities.iter().map(|(_, link)| link.clone()).collect();

    // Each source is read in its own order from its own index, and merged: what a member with few
    // quiet communities pays does not grow with what the others write.
    let reading = actor.reading();
    if let (Role::Professional, Some(profession), false) = (me.role, me.badge, everything) {
        let (mut first, mut others) = (Vec::new(), Vec::new());
        for &(community, _) in &communities {
            if cursor.is_none() {
                let theirs = Addressed::To(profession);
                first.extend(store::feed::waiting(&mut conn, reading, community, theirs, None, ASKED).await?);
            }
            let not_theirs = Addressed::NotTo(profession);
            others.extend(store::feed::waiting(&mut conn, reading, community, not_theirs, cursor, ASKED).await?);
        }
        return Ok(FeedPage {
            kind: FeedKind::Waiting,
            order: Order::New,
            first: merged(first, Order::New).into_iter().map(|row| view(actor, row)).collect(),
            threads: page(actor, merged(others, Order::New), Order::New),
            communities: links,
            live,
        });
    }

    let mut rows = store::feed::followed(&mut conn, reading, order, cursor, ASKED).await?;
    for tag in store::tags::followed(&mut conn, me.id).await? {
        rows.extend(store::feed::of_tag(&mut conn, reading, &tag, order, cursor, ASKED).await?);
    }
    for &(community, _) in &communities {
        rows.extend(store::feed::of_community(&mut conn, reading, community, order, cursor, ASKED).await?);
    }
    let rows = merged(rows, order);
    let threads = page(actor, rows, order);
    Ok(FeedPage { kind: FeedKind::Member, order, first: vec![], threads, communities: links, live })
}

/// What several sources hold, each thread once, in order, as far as a page goes.
fn merged(mut rows: Vec<ListRow>, order: Order) -> Vec<ListRow> {
    let mut seen = HashSet::new();
    rows.retain(|row| seen.insert(row.id));
    rows.sort_by_key(|row| std::cmp::Reverse(store::feed::key(row, order)));
    rows.truncate(PAGE + 1);
    rows
}
