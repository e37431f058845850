//! What those who handle a case note for each other. A note judges a person: it is sealed under the key of whom its case
//! is about, like the reasons of a decision, and ends with them.

use super::audit::{self, Verb};
use super::case::{entry, handled};
use super::sealed::{self, NOTE, Sealer};
use crate::{Actor, Context, Outcome};
use domain::members::labelled;
use domain::moderation::NoteView;
use domain::{CaseId, Fields, MemberId, Problem, Refused};
use store::Conn;
use store::moderation::CaseRow;
use uuid::Uuid;

/// Longest note, in characters.
const NOTE_MAX: u32 = 2_000;
/// Notes read at once.
const SOME: i64 = 100;

/// Notes something for the others who handle it.
pub async fn note(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<CaseId> {
    let me = actor.signed_in()?.id;
    let id: CaseId = fields.get("case").parse().map_err(|_| Problem::NotFound)?;
    let body =
        domain::text::body(fields.get("note"), 1, NOTE_MAX).map_err(|error| Refused::one("note", error, fields))?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let row = handled(ctx, &mut conn, actor, id).await?;
    let sealed = Sealer::of(ctx, &mut conn, row.member.map(MemberId)).await?.seal(ctx, NOTE, &body);
    store::moderation::insert_note(&mut conn, ctx.new_id(), id, me, &sealed, ctx.now()).await?;
    audit::note(ctx, &mut conn, entry(me, &row, Verb::Noted)).await?;
    tx.commit().await?;
    Ok(id)
}

/// The notes of a case, for whoever handles it.
pub(super) async fn of_case(
    ctx: &Context,
    conn: &mut Conn<'_>,
    actor: &Actor,
    row: &CaseRow,
) -> Outcome<Vec<NoteView>> {
    let mut views = Vec::new();
    for note in store::moderation::notes(conn, row.id).await? {
        let kept = (note.sealed.as_deref(), note.body.as_str());
        views.push(NoteView {
            text: sealed::note(ctx, conn, row.member.map(MemberId), kept).await?,
            author: note.pseudonym.map(|name| labelled(&name, note.company == Some(true), actor.locale)),
            created: actor.when(note.created),
        });
    }
    Ok(views)
}

/// Seals notes that were written before notes were sealed; how many. Done once, it finds nothing. One that cannot be
/// sealed keeps no other in clear.
pub async fn seal_notes(ctx: &Context) -> Outcome<usize> {
    let (mut sealed, mut after) = (0, Uuid::nil());
    loop {
        let some = store::moderation::clear_notes(&mut ctx.store.read().await?.conn(), after, SOME).await?;
        let Some((last, ..)) = some.last() else { return Ok(sealed) };
        after = *last;
        for (id, concerned, body) in &some {
            match seal(ctx, *id, concerned.map(MemberId), body).await {
                Ok(()) => sealed += 1,
                Err(fault) => tracing::error!(%fault, note = %id, "a note among moderators stays in clear"),
            }
        }
    }
}

/// Seals one, in a transaction of its own: what fails in it takes nothing along.
async fn seal(ctx: &Context, id: Uuid, concerned: Option<MemberId>, body: &str) -> Outcome<()> {
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let sealed = Sealer::of(ctx, &mut conn, concerned).await?.seal(ctx, NOTE, body);
    store::moderation::seal_note(&mut conn, id, &sealed).await?;
    Ok(tx.commit().await?)
}
