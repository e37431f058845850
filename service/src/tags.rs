//! Tags as pages one can follow.

use crate::{Actor, Context, Outcome, feed, limits};
use domain::Problem;
use domain::feed::Cursor;
use domain::tags::{Tag, TagPage};

/// A tag's page. A tag that only stands on threads the reader may not read does not exist for them.
pub async fn page(ctx: &Context, actor: &Actor, key: &str, cursor: Option<Cursor>) -> Outcome<TagPage> {
    let threads = feed::of_tag(ctx, actor, key, cursor).await?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let following = match &actor.me {
        Some(me) => Some(store::tags::follows(&mut conn, me.id, key).await?),
        None => None,
    };
    let tag = store::tags::by_key(&mut conn, key).await?;
    let (count, communities) = store::tags::counted(&mut conn, actor.reading(), key).await?;
    let related = store::tags::related(&mut conn, actor.reading(), key).await?;
    let public = actor.me.is_none() || !store::atom::of_tag(&mut conn, key, 1).await?.is_empty();
    match tag {
        Some(tag) if !threads.rows.is_empty() || cursor.is_some() || following == Some(true) => {
            Ok(TagPage { tag, following, threads, count, communities, related, public })
        }
        _ => Err(Problem::NotFound.into()),
    }
}

/// Follows or stops following a tag.
pub async fn follow(ctx: &Context, actor: &Actor, key: &str, on: bool) -> Outcome<Tag> {
    let me = actor.signed_in()?;
    limits::check_actor(ctx, "small", actor, limits::SMALL).await?;
    let page = page(ctx, actor, key, None).await?;
    let mut tx = ctx.store.begin().await?;
    if on {
        store::tags::follow(&mut tx.conn(), me.id, key, ctx.now()).await?;
    } else {
        store::tags::unfollow(&mut tx.conn(), me.id, key).await?;
    }
    tx.commit().await?;
    Ok(page.tag)
}
