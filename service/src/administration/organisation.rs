//! Which accounts speak for an organisation. Signing up refuses them: anybody can say so, an administrator has asked.

use super::acts::{Act, record};
use super::members::{Ordered, account, end, ordered};
use crate::members::administers;
use crate::moderation::audit::Verb;
use crate::{Actor, Context, Outcome};
use domain::events::EventKind;
use domain::fields::Errors;
use domain::members::{OrganisationKind, Role};
use domain::{FieldError, Fields, Refused};
use store::events::{self, Event};

/// The field of the kind, and the word of none.
const FIELD: &str = "organisation";
const NONE: &str = "none";
/// The field of what somebody is, whom a dump took for an organisation.
const PERSON: &str = "person";

/// Has an account speak for an organisation (`organisation` = its kind), or be again what it was (`none`). Where nobody
/// knows what that was, because a dump made it an organisation, `person` says so: `patient`, `carer` or `professional`,
/// the last without a badge until it is proved. An organisation has no badge: the claims end. Its label shows at once,
/// and it reads as one: the sessions end. Tells whether it was one's own account.
pub async fn set_organisation(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<bool> {
    administers(ctx, actor)?;
    let mut errors = Errors::default();
    let kind = match fields.get(FIELD) {
        NONE => None,
        word => errors.take(FIELD, OrganisationKind::from_word(word).ok_or(FieldError::NotAChoice)),
    };
    let person = match fields.get(PERSON) {
        "" => None,
        word => {
            let role = Role::from_word(word).filter(|role| kind.is_none() && *role != Role::Organisation);
            errors.take(FIELD, role.ok_or(FieldError::NotAChoice))
        }
    };
    let Ordered { me, about, reason } = ordered(ctx, actor, fields, errors)?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    // Who is vouched for at this moment waits, and finds that it is an organisation.
    store::tokens::lock(&mut conn, about).await?;
    let account = account(&mut conn, about).await?;
    let before = store::administration::member(&mut conn, about).await?.and_then(|row| row.role_before);
    // What it was is known of most: then nobody says otherwise here.
    let person = person.filter(|_| before.is_none());
    if store::administration::set_organisation(&mut conn, about, kind, person).await? {
        if kind.is_some() {
            store::members::end_claims(&mut conn, about).await?;
        }
        end(ctx, &mut conn, about).await?;
        let event = Event { actor: Some(me.id), member: Some(about), ..Event::default() };
        events::append(&mut conn, EventKind::OrganisationChanged, ctx.now(), event).await?;
        let detail = match (kind, person) {
            (Some(kind), _) => kind.word().to_owned(),
            (None, Some(person)) => format!("{NONE} {}", person.word()),
            (None, None) => NONE.to_owned(),
        };
        let act = Act {
            by: me.id,
            verb: Verb::Organisation,
            about: Some(about),
            community: None,
            detail: &detail,
            reason: &reason,
        };
        record(ctx, &mut conn, act).await?;
    } else if kind.is_none() && account.role == Role::Organisation {
        // A dump made it one: what else it would be has to be said.
        return Err(Refused::one(FIELD, FieldError::Missing, fields).into());
    }
    tx.commit().await?;
    Ok(about == me.id)
}
