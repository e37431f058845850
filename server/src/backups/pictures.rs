//! The files of pictures beside the backups: one copy of each, for all backups together.
//!
//! A file never changes once it is written, and it is sealed. So a copy holds what is missing in it, and lets go of
//! what is gone: what a member deleted is in no copy after the next night, as it is with their keys.

use anyhow::{Context as _, bail};
use futures::TryStreamExt as _;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use std::collections::HashMap;

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

/// Copies what is missing, and takes away what is gone. `known` is how many pictures the database knows: a place
/// that is empty although there are some is one that is not there (not mounted, another bucket).
///
/// # Errors
/// When a file cannot be read or written, or the place is empty although it must not be.
pub async fn out(from: &dyn ObjectStore, to: &dyn ObjectStore, known: u64) -> anyhow::Result<Copied> {
    let (there, copies) = (listed(from).await?, listed(to).await?);
    if there.is_empty() && known > 0 {
        bail!("the place of pictures (setting `pictures`) is empty, although the database knows {known}");
    }
    let mut copied = copy(from, to, &there, &copies).await?;
    for path in copies.keys().filter(|path| !there.contains_key(path)) {
        to.delete(path).await.with_context(|| format!("removing {path}"))?;
        copied.gone += 1;
    }
    Ok(copied)
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

#[cfg(test)]
mod tests {
    use super::*;
    use object_store::memory::InMemory;

    #[tokio::test]
    async fn a_copy_holds_what_is_there_and_an_empty_place_is_no_order_to_forget() {
        let (place, copy) = (InMemory::new(), InMemory::new());
        for name in ["a/1", "a/2"] {
            place.put(&name.into(), name.into()).await.unwrap();
        }
        assert_eq!(out(&place, &copy, 2).await.unwrap(), Copied { new: 2, there: 0, gone: 0 });
        place.delete(&"a/1".into()).await.unwrap();
        place.put(&"a/3".into(), "3".into()).await.unwrap();
        assert_eq!(out(&place, &copy, 2).await.unwrap(), Copied { new: 1, there: 1, gone: 1 });
        let empty = InMemory::new();
        assert!(out(&empty, &copy, 2).await.is_err());
        assert_eq!(back(&copy, &empty).await.unwrap(), Copied { new: 2, there: 0, gone: 0 });
        assert_eq!(empty.get(&"a/3".into()).await.unwrap().bytes().await.unwrap().as_ref(), b"3");
        assert_eq!(back(&copy, &empty).await.unwrap(), Copied { new: 0, there: 2, gone: 0 });
    }
}
