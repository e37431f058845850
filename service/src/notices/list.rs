//! A member's own notices.

use crate::{Actor, Context, Outcome};
use domain::communities::{CommunityLink, Visibility};
use domain::feed::{Cursor, Page};
use domain::notices::{NoticeView, NoticesPage};
use domain::policy::Place;
use domain::threads::Circle;
use domain::{NoticeId, Problem, ReplyId, ThreadId, text};
use store::notices::{self, NoticeRow};

/// Notices on a page.
const PAGE: usize = 30;
/// Rows asked for: one more than a page tells that there is another.
const ASKED: i64 = 31;

/// One's own notices, latest first.
pub async fn list(ctx: &Context, actor: &Actor, cursor: Option<Cursor>) -> Outcome<NoticesPage> {
    let me = actor.signed_in()?;
    let mut reader = ctx.store.read().await?;
    let rows = notices::of_member(&mut reader.conn(), me.id, cursor, ASKED).await?;
    let new = notices::count_new(&mut reader.conn(), me.id).await?;
    drop(reader);
    let page = Page::from_rows(rows, PAGE, |row| Cursor { at: row.created, id: row.id.0 });
    let rows = page.rows.into_iter().map(|row| view(actor, row)).collect();
    Ok(NoticesPage { notices: Page { rows, next: page.next }, new: u32::try_from(new).unwrap_or_default() })
}

/// A notice as its member may read it now: what they may no longer read has no title, no place and no way
/// there.
pub(super) fn view(actor: &Actor, row: NoticeRow) -> NoticeView {
    let place = row.place.as_deref().and_then(Place::from_word);
    let circle = row.circle.as_deref().and_then(Circle::from_word);
    let visibility = row.visibility.as_deref().and_then(Visibility::from_word);
    let standing = actor.standing(place);
    let readable = match (circle, visibility) {
        (Some(circle), Some(visibility)) => standing.may_read(visibility, circle),
        _ => false,
    };
    let thread = row.thread.zip(row.title).filter(|_| readable);
    // A community is named to those who belong to it, or where everybody may read.
    let named = standing.belongs() || visibility == Some(Visibility::Open);
    let company = row.company == Some(true);
    let community = row.slug.zip(row.name).filter(|_| named || row.circle.is_none());
    NoticeView {
        id: row.id,
        kind: row.kind,
        actor: row.actor.byline(),
        community: community.map(|(slug, name)| CommunityLink { slug, name, company }),
        reply: row.reply.map(ReplyId).filter(|_| thread.is_some()),
        thread: thread.map(|(id, title)| (ThreadId(id), text::bind(&title))),
        given: row.given,
        texts: u32::try_from(row.texts).unwrap_or(1),
        created: actor.when(row.created),
        new: row.seen.is_none(),
    }
}

/// Where one's own notice leads; to the list when it leads nowhere any more.
pub async fn lead(ctx: &Context, actor: &Actor, notice: NoticeId) -> Outcome<String> {
    let me = actor.signed_in()?;
    let mut reader = ctx.store.read().await?;
    let row = notices::own(&mut reader.conn(), me.id, notice).await?.ok_or(Problem::NotFound)?;
    Ok(view(actor, row).path().unwrap_or_else(|| "/notices".to_owned()))
}

/// Notes that one's notices were seen: those of a thread, or all.
pub async fn see(ctx: &Context, actor: &Actor, thread: Option<ThreadId>) -> Outcome<()> {
    let me = actor.signed_in()?;
    let mut tx = ctx.store.begin().await?;
    notices::see(&mut tx.conn(), me.id, thread, ctx.now()).await?;
    Ok(tx.commit().await?)
}
