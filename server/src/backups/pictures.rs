//! The files of pictures beside the backups: one copy of each, for all backups together.
//!
//! A file never changes once it is written, and it is sealed. So a copy holds what is missing in it, and lets go of
//! what is gone: what a member deleted is in no copy after the next night, as it is with their keys.

use anyhow::{Context as _, bail};
use domain::PictureId;
use domain::pictures::Size;
use futures::TryStreamExt as _;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use std::collections::{HashMap, HashSet};
use store::Db;
use uuid::Uuid;

/// The folder beside the backups.
pub const FOLDER: &str = "pictures";

/// What copying did, in files.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// Copied now.
    pub new: usize,
    /// There already.
    pub there: usize,
    /// Taken away.
    pub gone: usize,
}

/// Copies what is missing, and takes away the copies of pictures that the database no longer knows. What lies there
/// otherwise is somebody else's, and what is missing in the place (a disk that is not mounted, another bucket) is
/// no order to forget it.
///
/// # Errors
/// When a file cannot be read or written, or the place is empty although the database knows pictures.
pub async fn out(db: &Db, from: &dyn ObjectStore, to: &dyn ObjectStore) -> anyhow::Result<Copied> {
    let (there, copies) = (listed(from).await?, listed(to).await?);
    let ids: Vec<Uuid> =
        there.keys().chain(copies.keys()).filter_map(id_of).collect::<HashSet<_>>().into_iter().collect();
    let mut known = HashSet::new();
    for some in ids.chunks(500) {
        known.extend(store::pictures::known(&mut db.read().await?.conn(), some).await?.into_iter().map(|id| id.0));
    }
    if there.is_empty() && copies.keys().filter_map(id_of).any(|id| known.contains(&id)) {
        bail!("the place of pictures (setting `pictures`) is empty, although the database knows some: is it mounted?");
    }
    let wanted = there.into_iter().filter(|(path, _)| id_of(path).is_some_and(|id| known.contains(&id))).collect();
    let mut copied = copy(from, to, &wanted, &copies).await?;
    for path in copies.keys().filter(|path| id_of(path).is_some_and(|id| !known.contains(&id))) {
        to.delete(path).await.with_context(|| format!("removing {path}"))?;
        copied.gone += 1;
    }
    Ok(copied)
}

/// The picture that a file belongs to, by where it lies (`service::pictures::path`).
fn id_of(path: &Path) -> Option<Uuid> {
    let parts: Vec<_> = path.parts().collect();
    let [_, hex, file] = parts.as_slice() else { return None };
    let id = Uuid::try_parse(hex.as_ref()).ok()?;
    let size = Size::from_file(file.as_ref())?;
    (service::pictures::path(PictureId(id), size) == *path).then_some(id)
}

/// Puts back what is missing, and takes nothing away.
///
/// # Errors
/// When a file cannot be read or written.
pub async fn back(from: &dyn ObjectStore, to: &dyn ObjectStore) -> anyhow::Result<Copied> {
    let (copies, there) = (listed(from).await?, listed(to).await?);
    copy(from, to, &copies, &there).await
}

async fn listed(place: &dyn ObjectStore) -> anyhow::Result<HashMap<Path, u64>> {
    let all: Vec<_> = place.list(None).try_collect().await.context("listing pictures")?;
    Ok(all.into_iter().map(|one| (one.location, one.size)).collect())
}

async fn copy(
    from: &dyn ObjectStore,
    to: &dyn ObjectStore,
    wanted: &HashMap<Path, u64>,
    have: &HashMap<Path, u64>,
) -> anyhow::Result<Copied> {
    let mut copied = Copied::default();
    for (path, size) in wanted {
        if have.get(path) == Some(size) {
            copied.there += 1;
            continue;
        }
        let file = match from.get(path).await {
            Ok(found) => found.bytes().await.with_context(|| format!("reading {path}"))?,
            // Deleted since it was listed.
            Err(object_store::Error::NotFound { .. }) => continue,
            Err(error) => return Err(error).with_context(|| format!("reading {path}")),
        };
        let length = file.len() as u64;
        to.put(path, file.into()).await.with_context(|| format!("writing {path}"))?;
        if to.head(path).await?.size != length {
            bail!("{path} is not whole in the copy");
        }
        copied.new += 1;
    }
    Ok(copied)
}
