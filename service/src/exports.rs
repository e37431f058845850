//! Exports: a copy of all that concerns a member, made for them by the worker.
//!
//! What goes into one is described in `docs/export.md`. Its file lies beside the pictures, in parts sealed under the
//! member's key, for seven days.

mod ask;
mod csv;
mod data;
mod fetch;
mod mails;
mod make;
mod others;
mod sweep;

pub use ask::{ask, list, open};
pub use data::gather;
pub use fetch::{Fetching, fetch};
pub use make::make;
pub(crate) use others::{Others, make_anew, others, strays};
pub use sweep::sweep;
pub(crate) use sweep::take;

use crate::Context;
use domain::ExportId;
use object_store::path::Path;
use std::time::Duration;

/// Time takes copies away without anything happening.
const LOOKED_FOR: Duration = Duration::from_secs(30);
/// Where copies lie.
const FOLDER: &str = "exports";

/// The folder of a copy.
fn folder(id: ExportId) -> Path {
    Path::from_iter([FOLDER, &id.0.simple().to_string()])
}

/// Where a part of a copy lies.
fn path(id: ExportId, part: i32) -> Path {
    folder(id).join(format!("{part:06}"))
}

/// What a part is sealed for: in no other place than its own.
fn purpose(id: ExportId, part: i32) -> String {
    format!("export {id} {part}")
}

/// Where the document of a copy lies by itself, to be looked through when somebody leaves who may be named in it.
fn document(id: ExportId) -> Path {
    folder(id).join("document")
}

/// What it is sealed for.
fn document_purpose(id: ExportId) -> String {
    format!("export {id} document")
}

/// Makes copies, and takes them away, until it is dropped. Several nodes may run it.
pub async fn run(ctx: Context) {
    let mut moved = ctx.live.moved();
    if let Err(fault) = strays(&ctx).await {
        tracing::error!(%fault, "files of copies that nobody has any more could not be taken away");
    }
    loop {
        if let Err(fault) = make(&ctx).await {
            tracing::error!(%fault, "a copy for a member could not be made; it is tried again");
        }
        if let Err(fault) = sweep(&ctx).await {
            tracing::error!(%fault, "copies for members could not be taken away; it is tried again");
        }
        let _ = tokio::time::timeout(LOOKED_FOR, moved.changed()).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
