//! Members: found by name or address, given rights, signed out. Which communities somebody belongs to is health data, and
//! nothing here needs it: an administrator sees how many they host, no more.

use super::acts::{self, Act, record};
use super::suspensions;
use crate::members::{administers, keys, send_again, sessions};
use crate::moderation::audit::Verb;
use crate::{Actor, Context, Me, Outcome, limits};
use domain::administration::{self, MemberPage, MembersPage, PAGE, Right};
use domain::events::EventKind;
use domain::fields::Errors;
use domain::members::{OrganisationKind, Profession, Role};
use domain::text::fold;
use domain::{FieldError, Fields, MemberId, Problem, Timestamp};
use store::administration::MemberRow;
use store::events::{self, Event};
use store::members::Account;

/// Acts shown on a member's page.
const ACTS: i64 = 20;

/// Members whose pseudonym begins so, or the one with exactly this address. The address is looked for by its keyed hash
/// and shown nowhere.
pub async fn members(ctx: &Context, actor: &Actor, typed: &str, after: Option<MemberId>) -> Outcome<MembersPage> {
    administers(ctx, actor)?;
    limits::check_actor(ctx, "search", actor, limits::SEARCHES).await?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    if let Ok(address) = domain::members::email(typed) {
        let found = store::administration::member_of_email(&mut conn, &keys::email_hash(ctx, &address)).await?;
        return Ok(MembersPage { rows: found.into_iter().map(|row| view(actor, row)).collect(), next: None });
    }
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = store::administration::members(&mut conn, &fold(typed), after, limit).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = if more { rows.last().map(|row| row.id) } else { None };
    Ok(MembersPage { rows: rows.into_iter().map(|row| view(actor, row)).collect(), next })
}

fn view(actor: &Actor, row: MemberRow) -> administration::MemberRow {
    administration::MemberRow {
        id: row.id,
        pseudonym: row.pseudonym,
        role: row.role,
        organisation: row.organisation.as_deref().and_then(OrganisationKind::from_word),
        badge: row.badge.as_deref().and_then(Profession::from_word),
        confirmed: row.confirmed,
        administrator: row.administrator,
        moderator: row.moderator,
        disposable: row.disposable,
        since: actor.when(Timestamp(row.created)),
    }
}

/// One member.
pub async fn member(ctx: &Context, actor: &Actor, id: MemberId) -> Outcome<MemberPage> {
    let me = administers(ctx, actor)?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let row = store::administration::member(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let counts = store::administration::member_counts(&mut conn, id, ctx.now()).await?;
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(MemberPage {
        own: me.id == id,
        last_administrator: store::erasures::last_administrator(&mut conn, id).await?,
        leaving: counts.leaving,
        sessions: count(counts.sessions),
        hosts: count(counts.hosts),
        decisions: count(counts.decisions),
        reversed: count(counts.reversed),
        acts: acts::about(ctx, actor, &mut conn, id, ACTS).await?,
        role_before: row.role_before.as_deref().and_then(Role::from_word),
        suspension: suspensions::of(ctx, actor, &mut conn, id).await?,
        member: view(actor, row),
    })
}

/// Whom a form is about, and why something is done.
pub(super) struct Ordered<'a> {
    pub(super) me: &'a Me,
    pub(super) about: MemberId,
    pub(super) reason: String,
}

pub(super) fn ordered<'a>(
    ctx: &Context,
    actor: &'a Actor,
    fields: &Fields,
    mut errors: Errors,
) -> Outcome<Ordered<'a>> {
    let me = administers(ctx, actor)?;
    let about = fields.get("about").parse().map_err(|_| Problem::NotFound)?;
    let Some(reason) = administration::reason(fields, &mut errors).filter(|_| errors.is_empty()) else {
        return Err(errors.refuse(fields).into());
    };
    Ok(Ordered { me, about, reason })
}

pub(super) async fn account(conn: &mut store::Conn<'_>, id: MemberId) -> Outcome<Account> {
    Ok(store::members::find(conn, id).await?.ok_or(Problem::NotFound)?)
}

/// Ends every session of a member whose rights change, or whose account is in other hands.
pub(super) async fn end(ctx: &Context, conn: &mut store::Conn<'_>, id: MemberId) -> Outcome<()> {
    store::members::delete_sessions(conn, id, None).await?;
    sessions::ended(ctx, conn, id).await
}

/// Gives a member a right over the instance (`right`, `to` = `on`) or takes it. Never the last administrator's. They sign
/// in again: no session carries a right that it did not begin with. Tells whether it was one's own.
pub async fn set_right(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<bool> {
    administers(ctx, actor)?;
    let mut errors = Errors::default();
    let right = errors.take("right", Right::from_word(fields.get("right")).ok_or(FieldError::NotAChoice));
    let on = match fields.get("to") {
        "on" => true,
        "off" => false,
        _ => {
            errors.add("right", FieldError::NotAChoice);
            false
        }
    };
    let Ordered { me, about, reason } = ordered(ctx, actor, fields, errors)?;
    let Some(right) = right else { return Err(Problem::BadRequest.into()) };
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::administration::lock_administrators(&mut conn).await?;
    let account = account(&mut conn, about).await?;
    // Who never proved an address, or never signs in, looks after nobody.
    if on && (account.confirmed.is_none() || account.wrapped.is_none()) {
        return Err(Problem::Forbidden.into());
    }
    if !on && right == Right::Administrator && store::erasures::last_administrator(&mut conn, about).await? {
        let mut errors = Errors::default();
        errors.add("right", FieldError::LastAdministrator);
        return Err(errors.refuse(fields).into());
    }
    // A second press: done already.
    if store::administration::set_right(&mut conn, about, right, on).await? {
        end(ctx, &mut conn, about).await?;
        if !on {
            // What they had begun to look at waits for others; where they host still, for them too.
            store::moderation::release_claims(&mut conn, about).await?;
        }
        if on && right == Right::Administrator {
            let event = Event { actor: Some(me.id), member: Some(about), ..Event::default() };
            events::append(&mut conn, EventKind::MemberPromoted, ctx.now(), event).await?;
        }
        let detail = format!("{} {}", right.word(), if on { "on" } else { "off" });
        let act =
            Act { by: me.id, verb: Verb::Right, about: Some(about), community: None, detail: &detail, reason: &reason };
        record(ctx, &mut conn, act).await?;
    }
    tx.commit().await?;
    Ok(about == me.id)
}

/// Signs a member out on every device, programs included. Tells whether it was oneself.
pub async fn sign_out(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<bool> {
    let Ordered { me, about, reason } = ordered(ctx, actor, fields, Errors::default())?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    account(&mut conn, about).await?;
    end(ctx, &mut conn, about).await?;
    store::tokens::delete_all(&mut conn, about).await?;
    let act =
        Act { by: me.id, verb: Verb::SignedOut, about: Some(about), community: None, detail: "", reason: &reason };
    record(ctx, &mut conn, act).await?;
    tx.commit().await?;
    Ok(about == me.id)
}

/// Sends the link that confirms an address again.
pub async fn resend(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let Ordered { me, about, reason } = ordered(ctx, actor, fields, Errors::default())?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let account = account(&mut conn, about).await?;
    let act = Act { by: me.id, verb: Verb::Resent, about: Some(about), community: None, detail: "", reason: &reason };
    record(ctx, &mut conn, act).await?;
    tx.commit().await?;
    send_again(ctx, &account).await
}
