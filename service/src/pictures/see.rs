//! Seeing a picture: whoever reads the thread it stands in or handles a case about it, and while it waits only who
//! brought it.

use super::{path, purpose};
use crate::crypto::open;
use crate::members::keys::MemberKey;
use crate::{Actor, Context, Fault, Outcome};
use domain::pictures::Size;
use domain::{PictureId, Problem, ThreadId};
use object_store::ObjectStoreExt as _;

/// A file of a picture, opened.
#[derive(Debug, Clone)]
pub struct Seen {
    /// What is to be sent.
    pub file: Vec<u8>,
    /// Whether it stands with a text; else only its member sees it.
    pub posted: bool,
}

/// Whether the reader may see a picture: the file itself need not be fetched to tell.
pub async fn may_see(ctx: &Context, actor: &Actor, id: PictureId) -> Outcome<store::pictures::FoundRow> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let found = store::pictures::find(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let sees = match found.thread {
        Some(thread) => store::threads::head(&mut conn, actor.reading(), ThreadId(thread)).await?.is_some(),
        None => actor.me.as_ref().is_some_and(|me| me.id == found.member),
    };
    // Whoever looks at a text that was reported, or that waits, looks at its pictures.
    let sees = match found.post.or(found.veil) {
        Some(post) if !sees => crate::moderation::handles(ctx, &mut conn, actor, post).await?,
        _ => sees,
    };
    if !sees {
        return Err(Problem::NotFound.into());
    }
    // Their member was erased, and with them what opens it.
    if found.wrapped.is_none() {
        return Err(Problem::NotFound.into());
    }
    Ok(found)
}

/// Opens a file of a picture that the reader may see. For everybody else it does not exist.
pub async fn see(ctx: &Context, actor: &Actor, id: PictureId, size: Size) -> Outcome<Seen> {
    let found = may_see(ctx, actor, id).await?;
    let key = MemberKey::unwrap(ctx, found.wrapped.as_deref())?;
    let sealed = match ctx.pictures.get(&path(id, size)).await {
        Ok(found) => found.bytes().await.map_err(Fault::internal)?,
        Err(object_store::Error::NotFound { .. }) => return Err(Problem::NotFound.into()),
        Err(error) => return Err(Fault::internal(error)),
    };
    Ok(Seen { file: open(&key.0, purpose(id, size).as_bytes(), &sealed)?, posted: found.thread.is_some() })
}
