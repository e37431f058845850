//! What time asks of moderation.

use super::audit::{self, Entry, Verb};
use super::{notes, veil};
use crate::{Context, Outcome};

/// Lets those in again whose suspension is over, forgets texts that no appeal can ask for any more, and seals notes that
/// could not be when the server started.
pub async fn sweep(ctx: &Context) -> Outcome<()> {
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    for (community, member) in store::moderation::let_in_due(&mut conn, ctx.now()).await? {
        let entry = Entry {
            actor: None,
            about: Some(member),
            verb: Verb::LetIn,
            community: Some(community),
            subject: None,
            detail: "",
        };
        audit::note(ctx, &mut conn, entry).await?;
    }
    for member in store::administration::end_due_suspensions(&mut conn, ctx.now()).await? {
        let entry = Entry {
            actor: None,
            about: Some(member),
            verb: Verb::LetIn,
            community: None,
            subject: None,
            detail: "account",
        };
        audit::note(ctx, &mut conn, entry).await?;
    }
    veil::forget(ctx, &mut conn).await?;
    store::letters::empty_closed(&mut conn).await?;
    tx.commit().await?;
    notes::seal_notes(ctx).await.map(|_| ())
}
