//! Copies of others in which somebody who leaves is named: taken away, and made anew without them.

use super::{FOLDER, document, document_purpose, sweep};
use crate::crypto::open;
use crate::members::keys::MemberKey;
use crate::{Context, Fault, Outcome};
use domain::erasures::without_name;
use domain::{ExportId, MemberId};
use object_store::path::Path;
use object_store::{ObjectStore as _, ObjectStoreExt as _};
use serde_json::Value;
use std::collections::BTreeSet;
use store::Conn;
use store::exports::{self, ExportRow};
use uuid::Uuid;

/// The copies of others as they were looked through.
pub(crate) struct Others {
    seen: BTreeSet<ExportId>,
    naming: Vec<ExportId>,
}

/// Looks through the copies of others that are ready. In one of somebody who wrote letters with whoever leaves, they are
/// named for certain, maybe by the name that they had then; in the others, where `key` (their name folded) stands.
pub(crate) async fn others(ctx: &Context, member: MemberId, key: &str) -> Outcome<Others> {
    let mut reader = ctx.store.read().await?;
    let ready = exports::ready_of_others(&mut reader.conn(), member).await?;
    let wrote = exports::correspondents(&mut reader.conn(), member).await?;
    drop(reader);
    let mut found = Others { seen: BTreeSet::new(), naming: Vec::new() };
    for row in ready {
        if names(ctx, &row, &wrote, (member, key)).await? {
            found.naming.push(row.id);
        }
        found.seen.insert(row.id);
    }
    Ok(found)
}

async fn names(ctx: &Context, row: &ExportRow, wrote: &[MemberId], (member, key): (MemberId, &str)) -> Outcome<bool> {
    let account = store::members::find(&mut ctx.store.read().await?.conn(), row.member).await?;
    // What opens for nobody any more tells nobody anything, and can't be made anew.
    let Some(Ok(own)) = account.map(|account| MemberKey::unwrap(ctx, account.wrapped.as_deref())) else {
        return Ok(false);
    };
    if wrote.contains(&row.member) {
        return Ok(true);
    }
    let sealed = match ctx.pictures.get(&document(row.id)).await {
        Ok(found) => found.bytes().await.map_err(Fault::internal)?,
        // Made before documents were kept beside copies: nobody knows.
        Err(object_store::Error::NotFound { .. }) => return Ok(true),
        Err(error) => return Err(Fault::internal(error)),
    };
    let Ok(text) = open(&own.0, document_purpose(row.id).as_bytes(), &sealed) else { return Ok(true) };
    let (id, key) = (member.to_string(), key.to_owned());
    let looked = tokio::task::spawn_blocking(move || {
        serde_json::from_slice::<Value>(&text).map_or(true, |document| named(&document, &id, &key))
    });
    looked.await.map_err(Fault::internal)
}

fn named(value: &Value, id: &str, key: &str) -> bool {
    match value {
        Value::String(text) => text == id || without_name(text, key, false).is_some(),
        Value::Array(all) => all.iter().any(|one| named(one, id, key)),
        Value::Object(all) => all.values().any(|one| named(one, id, key)),
        _ => false,
    }
}

/// Has those that name them made anew, in the transaction in which they go; and those that somebody is at, because they
/// were begun before. False when one became ready that was not looked through, or is another by now: then it is all done
/// again.
pub(crate) async fn make_anew(ctx: &Context, conn: &mut Conn<'_>, member: MemberId, others: &Others) -> Outcome<bool> {
    let being_made = exports::being_made_of_others(conn, member).await?;
    let ready: BTreeSet<ExportId> =
        exports::ready_of_others(conn, member).await?.into_iter().map(|row| row.id).collect();
    if !ready.is_subset(&others.seen) {
        return Ok(false);
    }
    let naming = others.naming.iter().copied().filter(|id| ready.contains(id));
    let old: Vec<ExportId> = naming.chain(being_made).collect();
    for id in old {
        // Another erasure took it at this moment: what it is now is looked at again.
        if !exports::anew(conn, id, ctx.new_id()).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Deletes the files of copies that the database does not know: those that are made anew, and what was left behind where
/// a process was cut off. Who makes a copy notes it first.
pub(crate) async fn strays(ctx: &Context) -> Outcome<()> {
    let listed = ctx.pictures.list_with_delimiter(Some(&Path::from(FOLDER))).await.map_err(Fault::internal)?;
    for folder in listed.common_prefixes {
        let Some(id) = folder.filename().and_then(|name| Uuid::try_parse(name).ok()).map(ExportId) else { continue };
        let known = exports::find(&mut ctx.store.read().await?.conn(), id).await?.is_some();
        if !known {
            sweep::files_of(ctx, id).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_document_names_somebody_wherever_it_does() {
        let document = json!({ "letters": [{ "with": "Marie-Noël", "text": null }], "made": 7 });
        assert!(named(&document, "x", "marienoel"));
        assert!(!named(&document, "x", "mari"));
        assert!(named(&json!({ "texts": ["Merci", "0123"] }), "0123", "marienoel"));
        assert!(!named(&json!({ "Marie-Noël": true }), "x", "marienoel"), "fields are ours");
    }
}
