//! Invitations: links that let people sign up where one is needed. The link is shown once; only its hash is kept.

use super::acts::{Act, record};
use crate::crypto::Token;
use crate::members::administers;
use crate::moderation::audit::Verb;
use crate::{Actor, Context, Outcome, limits};
use domain::administration::{self, InvitationState, InvitationView, InvitationsPage, NewInvitation, PAGE};
use domain::fields::Errors;
use domain::members::labelled;
use domain::text::fold;
use domain::{Fields, InvitationId, Problem, Timestamp};
use store::administration::InvitationRow;
use uuid::Uuid;

/// Notes read at once.
const SOME: i64 = 500;

/// Invitations in whose note this stands, or that somebody made whose pseudonym begins so; latest first. `made` is a
/// secret that came back from the request before: its link is shown while it opens.
pub async fn invitations(
    ctx: &Context,
    actor: &Actor,
    typed: &str,
    after: Option<InvitationId>,
    made: Option<&str>,
) -> Outcome<InvitationsPage> {
    administers(ctx, actor)?;
    limits::check_actor(ctx, "search", actor, limits::SEARCHES).await?;
    let now = ctx.now();
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = store::administration::invitations(&mut conn, &fold(typed), after, limit).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = if more { rows.last().map(|row| row.id) } else { None };
    let link = match made.and_then(|made| Token::hash_of(made).map(|hash| (made, hash))) {
        Some((made, hash)) if store::administration::invitation_opens(&mut conn, &hash, now).await? => {
            Some(format!("{}/sign-up?invitation={made}", ctx.settings.public_url))
        }
        _ => None,
    };
    drop(reader);
    let rows = rows.into_iter().map(|row| view(actor, row, now)).collect();
    Ok(InvitationsPage { rows, next, sign_ups: super::sign_ups(ctx).await?, link })
}

fn view(actor: &Actor, row: InvitationRow, now: Timestamp) -> InvitationView {
    let state = if row.revoked.is_some() {
        InvitationState::Revoked
    } else if row.expires <= now {
        InvitationState::Expired
    } else if row.used >= row.uses {
        InvitationState::UsedUp
    } else {
        InvitationState::Open
    };
    InvitationView {
        id: row.id,
        note: row.note,
        by: row.by_name.map(|name| labelled(&name, row.by_company == Some(true), actor.locale)),
        uses: u32::try_from(row.uses).unwrap_or_default(),
        used: u32::try_from(row.used).unwrap_or_default(),
        created: actor.when(row.created),
        expires: actor.when(row.expires),
        state,
    }
}

/// Makes an invitation: fields `note`, `uses`, `days`. The note says why. Gives back the secret of its link.
pub async fn invite(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<String> {
    let me = administers(ctx, actor)?;
    let mut errors = Errors::default();
    let Some(new) = NewInvitation::parse(fields, &mut errors) else { return Err(errors.refuse(fields).into()) };
    limits::check_actor(ctx, "invitations", actor, limits::SMALL).await?;
    let (token, now) = (Token::draw(ctx), ctx.now());
    let row = store::administration::NewInvitation {
        id: ctx.new_id(),
        token_hash: token.hash,
        note: &new.note,
        note_key: &fold(&new.note),
        made_by: me.id,
        uses: new.uses,
        created: now,
        expires: now.plus(new.lasts),
    };
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::administration::insert_invitation(&mut conn, &row).await?;
    let detail = format!("{} uses, {} days", new.uses, new.lasts / domain::time::DAY);
    let act = Act { by: me.id, verb: Verb::Invited, about: None, community: None, detail: &detail, reason: &new.note };
    record(ctx, &mut conn, act).await?;
    tx.commit().await?;
    Ok(token.text)
}

/// Takes an invitation back: fields `about` and `reason`. Who came by it stays.
pub async fn uninvite(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = administers(ctx, actor)?;
    let id: InvitationId = fields.get("about").parse().map_err(|_| Problem::NotFound)?;
    let mut errors = Errors::default();
    let Some(reason) = administration::reason(fields, &mut errors) else { return Err(errors.refuse(fields).into()) };
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    if !store::administration::revoke_invitation(&mut conn, id, ctx.now()).await? {
        return Err(Problem::NotFound.into());
    }
    let act = Act { by: me.id, verb: Verb::Uninvited, about: None, community: None, detail: "", reason: &reason };
    record(ctx, &mut conn, act).await?;
    Ok(tx.commit().await?)
}

/// Folds notes of invitations that were not folded as names are: the database did it as well as it could, once, when
/// invitations began to be found by their notes. How many; done once, it finds nothing.
pub async fn fold_notes(ctx: &Context) -> Outcome<usize> {
    let (mut folded, mut after) = (0, Uuid::nil());
    loop {
        let some = store::administration::invitation_keys(&mut ctx.store.read().await?.conn(), after, SOME).await?;
        let Some((last, ..)) = some.last() else { return Ok(folded) };
        after = *last;
        for (id, note, was) in &some {
            let key = fold(note);
            if key != *was {
                let mut tx = ctx.store.begin().await?;
                store::administration::set_invitation_key(&mut tx.conn(), *id, note, &key).await?;
                tx.commit().await?;
                folded += 1;
            }
        }
    }
}
