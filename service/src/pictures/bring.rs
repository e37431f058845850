//! Bringing a picture: it waits until a text is posted with it.

use super::{Made, make, path, purpose};
use crate::crypto::seal;
use crate::members::keys::MemberKey;
use crate::{Actor, Context, Fault, Outcome, limits};
use domain::pictures::{FIELD, FILE_MAX, PictureView};
use domain::{FieldError, Fields, PictureId, Problem, Refused, Timestamp};
use object_store::ObjectStoreExt as _;
use store::pictures::NewPicture;
use tokio::sync::Semaphore;

/// How long a picture waits for its text, in microseconds: as long as a draft or a text without a network may.
const WAITS: i64 = 14 * 86_400 * 1_000_000;
/// The most that wait for one member: drafts and texts without a network together.
const WAITING_MOST: i64 = 60;
/// Pictures made at once: each may take some hundred megabytes for a moment.
static MAKING: Semaphore = Semaphore::const_new(2);

/// Takes a file from a member, makes the picture anew and keeps it for the text that will name it.
/// What is wrong with it is told at `picture`.
pub async fn bring(ctx: &Context, actor: &Actor, file: Vec<u8>) -> Outcome<PictureView> {
    let me = actor.confirmed()?;
    let refuse = |error: FieldError| Fault::from(Refused::one(FIELD, error, &Fields::default()));
    limits::check_actor(ctx, "pictures", actor, limits::PICTURES).await?;
    if file.len() > FILE_MAX {
        return Err(refuse(super::make::too_heavy()));
    }
    if store::pictures::waiting(&mut ctx.store.read().await?.conn(), me.id).await? >= WAITING_MOST {
        return Err(refuse(FieldError::TooMany { max: u32::try_from(WAITING_MOST).unwrap_or(u32::MAX) }));
    }
    let account = store::members::find(&mut ctx.store.read().await?.conn(), me.id).await?;
    let wrapped = account.ok_or(Problem::SignInNeeded)?.wrapped;
    let key = MemberKey::unwrap(ctx, wrapped.as_deref())?;

    let turn = MAKING.acquire().await.map_err(Fault::internal)?;
    // A decoder that gives up on a file takes nothing else with it.
    // It keeps its turn until it is done, also when whoever sent the file has gone away meanwhile.
    let making = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        make(&file)
    });
    let made = making.await.unwrap_or(Err(FieldError::NotAPicture));
    let Made { width, height, files } = made.map_err(refuse)?;

    let (id, now): (PictureId, _) = (ctx.new_id(), ctx.now());
    let new = NewPicture { id, member: me.id, width, height, created: now, until: Timestamp(now.0 + WAITS) };
    // Known before its files are there: what is cut off here is swept like whatever no text took.
    let mut tx = ctx.store.begin().await?;
    store::pictures::insert(&mut tx.conn(), &new).await?;
    tx.commit().await?;
    for (size, file) in files {
        let sealed = seal(ctx, &key.0, purpose(id, size).as_bytes(), &file);
        ctx.pictures.put(&path(id, size), sealed.into()).await.map_err(Fault::internal)?;
    }
    Ok(PictureView { id, alt: String::new(), width, height })
}
