//! Fetching a copy: by its member, on a device that proved it, while it is there.

use super::{path, purpose};
use crate::crypto::open;
use crate::members::keys::MemberKey;
use crate::{Actor, Context, Fault, Outcome};
use domain::{ExportId, Problem};
use object_store::ObjectStoreExt as _;
use store::exports;

/// A copy that may be fetched, part by part.
pub struct Fetching {
    id: ExportId,
    key: MemberKey,
    /// Of how many parts it is.
    pub parts: i32,
    /// How large it is, in bytes.
    pub bytes: u64,
    /// Its name, with the day on which it was asked for.
    pub name: String,
}

/// A copy, for whoever may fetch it. For everybody else, and for its member without a proof, it does not exist.
pub async fn fetch(ctx: &Context, actor: &Actor, id: ExportId) -> Outcome<Fetching> {
    let me = actor.signed_in()?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let found = exports::find(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    if found.member != me.id || !found.is_open(me.session, ctx.now()) {
        return Err(Problem::NotFound.into());
    }
    let account = store::members::find(&mut conn, me.id).await?.ok_or(Problem::NotFound)?;
    Ok(Fetching {
        id,
        key: MemberKey::unwrap(ctx, account.wrapped.as_deref())?,
        parts: found.parts,
        bytes: u64::try_from(found.bytes).unwrap_or_default(),
        name: format!("vecu-{}.zip", found.asked.rfc3339().get(..10).unwrap_or_default()),
    })
}

impl Fetching {
    /// A part, opened.
    pub async fn part(&self, ctx: &Context, part: i32) -> Outcome<Vec<u8>> {
        let found = ctx.pictures.get(&path(self.id, part)).await.map_err(Fault::internal)?;
        let sealed = found.bytes().await.map_err(Fault::internal)?;
        open(&self.key.0, purpose(self.id, part).as_bytes(), &sealed)
    }
}
