//! Making a copy: written, sealed and put away part by part, so that a member with many pictures needs no more memory
//! than one with none.

use super::{csv, data, document_purpose, mails, path, purpose, sweep};
use crate::crypto::{open, seal};
use crate::members::keys::{self, MemberKey};
use crate::{Context, Fault, Outcome};
use crate::{pictures, pro_sante};
use domain::exports::KEPT;
use domain::pictures::Size;
use domain::time::SECOND;
use domain::{ExportId, Locale, MemberId, PictureId, Problem};
use object_store::ObjectStoreExt as _;
use serde_json::{Map, Value};
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use store::exports::{self, ExportRow};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};

/// Who makes a copy and has not finished after so long has died; another begins anew. In microseconds.
const HELD: i64 = 1_800 * SECOND;
/// Copies looked at together.
const SOME: i64 = 10;
/// A part, in bytes.
const PART: usize = 4 << 20;

/// Makes every copy that waits and that nobody is at. One that fails holds up no other.
pub async fn make(ctx: &Context) -> Outcome<()> {
    loop {
        let mut failed = None;
        let now = ctx.now();
        let waiting = exports::waiting(&mut ctx.store.read().await?.conn(), now, SOME).await?;
        if waiting.is_empty() {
            return Ok(());
        }
        for row in waiting {
            if let Err(fault) = one(ctx, &row).await {
                failed = Some(fault);
            }
        }
        // Tried again later, not at once and again and again.
        if let Some(fault) = failed {
            return Err(fault);
        }
    }
}

async fn one(ctx: &Context, row: &ExportRow) -> Outcome<()> {
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mine = exports::hold(&mut tx.conn(), row.id, now, now.plus(HELD)).await?;
    tx.commit().await?;
    if !mine {
        return Ok(());
    }
    let account = store::members::find(&mut ctx.store.read().await?.conn(), row.member).await?;
    let account = account.ok_or(Problem::NotFound)?;
    let key = MemberKey::unwrap(ctx, account.wrapped.as_deref())?;
    // Of an attempt that was cut off.
    sweep::files_of(ctx, row.id).await?;
    let (parts, bytes) = write(ctx, row.id, row.member, &key, account.locale).await?;
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let made = exports::made(&mut tx.conn(), row.id, (parts, bytes), now, now.plus(KEPT)).await?;
    tx.commit().await?;
    if !made {
        // Its member has left meanwhile, or somebody who may be named in it has, and it is made anew.
        return sweep::files_of(ctx, row.id).await;
    }
    if let Some(email) = keys::email_of(ctx, &account)? {
        ctx.mailer.send(mails::ready(ctx, account.locale, &email, &account.pseudonym)).await;
    }
    Ok(())
}

/// What was written and not yet put away.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A copy on its way: the archive, and where it is put.
struct Making<'a> {
    ctx: &'a Context,
    id: ExportId,
    key: &'a MemberKey,
    written: Written,
    parts: i32,
    bytes: i64,
}

impl Making<'_> {
    /// Puts away whole parts; at the end, what is left too.
    async fn put(&mut self, end: bool) -> Outcome<()> {
        loop {
            let part = {
                let mut written = self.written.0.lock().unwrap_or_else(PoisonError::into_inner);
                if written.is_empty() || (written.len() < PART && !end) {
                    return Ok(());
                }
                let end = written.len().min(PART);
                let rest = written.split_off(end);
                std::mem::replace(&mut *written, rest)
            };
            let sealed = seal(self.ctx, &self.key.0, purpose(self.id, self.parts).as_bytes(), &part);
            self.ctx.pictures.put(&path(self.id, self.parts), sealed.into()).await.map_err(Fault::internal)?;
            self.parts += 1;
            self.bytes += i64::try_from(part.len()).unwrap_or_default();
        }
    }
}

type Archive = ZipWriter<StreamWriter<Written>>;

fn add(archive: &mut Archive, name: &str, content: &[u8], method: CompressionMethod) -> Outcome<()> {
    let options = SimpleFileOptions::default().compression_method(method);
    archive.start_file(name, options).map_err(Fault::internal)?;
    archive.write_all(content).map_err(Fault::internal)
}

async fn write(ctx: &Context, id: ExportId, member: MemberId, key: &MemberKey, locale: Locale) -> Outcome<(i32, i64)> {
    let document = data::gather(ctx, member).await?;
    let mut making = Making { ctx, id, key, written: Written::default(), parts: 0, bytes: 0 };
    let mut archive: Archive = ZipWriter::new_stream(making.written.clone());
    let (name, text) = mails::read_me(locale);
    add(&mut archive, name, text.as_bytes(), CompressionMethod::Deflated)?;
    let whole = serde_json::to_vec_pretty(&document).map_err(Fault::internal)?;
    add(&mut archive, "export.json", &whole, CompressionMethod::Deflated)?;
    // Once more by itself: who leaves is looked for in it, not in the archive.
    let sealed = seal(ctx, &key.0, document_purpose(id).as_bytes(), &whole);
    ctx.pictures.put(&super::document(id), sealed.into()).await.map_err(Fault::internal)?;
    drop(whole);
    tables(&mut archive, &document)?;
    making.put(false).await?;
    for (name, file) in proofs(ctx, member, key).await? {
        add(&mut archive, &name, &file, CompressionMethod::Stored)?;
        making.put(false).await?;
    }
    for picture in pictures_in(&document) {
        let Some(file) = picture_file(ctx, picture, key).await? else { continue };
        add(&mut archive, &format!("pictures/{picture}.webp"), &file, CompressionMethod::Stored)?;
        making.put(false).await?;
    }
    archive.finish().map_err(Fault::internal)?;
    making.put(true).await?;
    Ok((making.parts, making.bytes))
}

fn tables(archive: &mut Archive, document: &Map<String, Value>) -> Outcome<()> {
    for (name, table) in document {
        let text = match table {
            Value::Array(rows) => csv::table(rows),
            Value::Object(_) => csv::table(std::slice::from_ref(table)),
            _ => None,
        };
        if let Some(text) = text {
            add(archive, &format!("csv/{name}.csv"), text.as_bytes(), CompressionMethod::Deflated)?;
        }
    }
    Ok(())
}

/// What proves a claim that waits.
async fn proofs(ctx: &Context, member: MemberId, key: &MemberKey) -> Outcome<Vec<(String, Vec<u8>)>> {
    pro_sante::in_copy(&mut ctx.store.read().await?.conn(), member, key).await
}

fn pictures_in(document: &Map<String, Value>) -> Vec<PictureId> {
    let rows = document.get("pictures").and_then(Value::as_array).into_iter().flatten();
    rows.filter_map(|row| row["id"].as_str()?.parse().ok()).collect()
}

/// The largest file that is kept of a picture; none when it is gone meanwhile.
async fn picture_file(ctx: &Context, id: PictureId, key: &MemberKey) -> Outcome<Option<Vec<u8>>> {
    let sealed = match ctx.pictures.get(&pictures::path(id, Size::Large)).await {
        Ok(found) => found.bytes().await.map_err(Fault::internal)?,
        Err(object_store::Error::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(Fault::internal(error)),
    };
    open(&key.0, pictures::purpose(id, Size::Large).as_bytes(), &sealed).map(Some)
}
