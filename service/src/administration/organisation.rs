//! Which accounts speak for an organisation. Signing up refuses them: anybody can say so, an administrator has asked.

use super::acts::{Act, record};
use super::members::{Ordered, account, end, ordered};
use crate::members::administers;
use crate::moderation::audit::Verb;
use crate::{Actor, Context, Outcome};
use domain::events::EventKind;
use domain::fields::Errors;
use domain::members::{OrganisationKind, Role};
use domain::{FieldError, Fields, Problem};
use store::events::{self, Event};

/// The field of the kind, and the word of none.
const FIELD: &str = "organisation";
const NONE: &str = "none";

/// Has an account speak for an organisation (`organisation` = its kind), or be again what it was (`none`). An organisation
/// has no badge: the claims end. Its label shows at once, and it reads as one: the sessions end. Tells whether it was
/// one's own account.
pub async fn set_organisation(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<bool> {
    administers(ctx, actor)?;
    let mut errors = Errors::default();
    let kind = match fields.get(FIELD) {
        NONE => None,
        word => errors.take(FIELD, OrganisationKind::from_word(word).ok_or(FieldError::NotAChoice)),
    };
    let Ordered { me, about, reason } = ordered(ctx, actor, fields, errors)?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    // Who is vouched for at this moment waits, and finds that it is an organisation.
    store::tokens::lock(&mut conn, about).await?;
    let account = account(&mut conn, about).await?;
    if store::administration::set_organisation(&mut conn, about, kind).await? {
        if kind.is_some() {
            store::members::end_claims(&mut conn, about).await?;
        }
        end(ctx, &mut conn, about).await?;
        let event = Event { actor: Some(me.id), member: Some(about), ..Event::default() };
        events::append(&mut conn, EventKind::OrganisationChanged, ctx.now(), event).await?;
        let detail = kind.map_or(NONE, OrganisationKind::word);
        let act =
            Act { by: me.id, verb: Verb::Organisation, about: Some(about), community: None, detail, reason: &reason };
        record(ctx, &mut conn, act).await?;
    } else if kind.is_none() && account.role == Role::Organisation {
        // A dump made it one: nobody knows what else it would be.
        return Err(Problem::Forbidden.into());
    }
    tx.commit().await?;
    Ok(about == me.id)
}
