//! The page a visitor begins at.

use crate::{Actor, Context, Outcome};
use domain::communities::CommunityLink;
use domain::threads::ThreadRow;
use store::home::ThreadLine;

/// Threads shown.
const LATEST: i64 = 5;

/// The latest of what open communities show everybody.
pub async fn latest(ctx: &Context, actor: &Actor) -> Outcome<Vec<ThreadRow>> {
    let lines = store::home::latest_public(&mut ctx.store.read().await?.conn(), LATEST).await?;
    Ok(lines.iter().map(|line| row(actor, line)).collect())
}

/// A thread as the lists of this reader show it.
pub(crate) fn row(actor: &Actor, line: &ThreadLine) -> ThreadRow {
    ThreadRow {
        id: line.id,
        community: CommunityLink { slug: line.slug.clone(), name: line.community.clone() },
        kind: line.kind,
        circle: line.circle,
        title: line.title.clone(),
        excerpt: line.excerpt.clone(),
        author: line.author(),
        state: line.state(),
        lived: u32::try_from(line.lived).unwrap_or_default(),
        professional: u32::try_from(line.professional).unwrap_or_default(),
        created: actor.when(line.created),
        active: actor.when(line.active),
    }
}
