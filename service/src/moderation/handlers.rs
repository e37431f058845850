//! Who handles what, and what a slowed member may still write.

use crate::members::proved;
use crate::{Actor, Context, Outcome};
use domain::communities::Visibility;
use domain::moderation::{Handler, SLOWED, Subject};
use domain::policy::Place;
use domain::threads::Circle;
use domain::{CommunityId, MemberId, Problem};
use store::Conn;
use store::moderation::{CaseRow, DecisionRow};
use uuid::Uuid;

fn reads(actor: &Actor, place: Option<&str>, visibility: Option<&str>, circle: Option<&str>) -> (bool, bool) {
    let place = place.and_then(Place::from_word);
    let circle = circle.and_then(Circle::from_word);
    let visibility = visibility.and_then(Visibility::from_word);
    let reads = match (visibility, circle) {
        (Some(visibility), Some(circle)) => actor.standing(place).may_read(visibility, circle),
        _ => false,
    };
    (place == Some(Place::Host), reads)
}

/// Whether they look at this among what is reported on the whole instance. Letters that were reported before such reports
/// became cases were handed to administrators alone: their cases have the letter's own id (migration 0030) and stay theirs.
fn looks_at(actor: &Actor, (subject, subject_id): (Subject, Uuid), case: Uuid) -> bool {
    if subject == Subject::Letter && subject_id == case {
        return actor.me.as_ref().is_some_and(|me| me.administrator);
    }
    actor.moderates()
}

/// Whether what is decided about is a community that they host. However many host it, and whoever of them is told of the
/// decision: nobody moderates themselves.
fn theirs(subject: Subject, host: bool) -> bool {
    subject == Subject::Community && host
}

/// What the actor is to this case.
pub(super) fn of_case(actor: &Actor, row: &CaseRow) -> Handler {
    let (host, reads) = reads(actor, row.place.as_deref(), row.visibility.as_deref(), row.circle.as_deref());
    let moderator = looks_at(actor, (row.subject, row.subject_id), row.id.0);
    Handler { moderator, host, reads, concerned: row.concerned }
}

/// Asks whoever handles something because they moderate or administer the instance to have proved lately that it is
/// them, as administration does: what they see and do reaches everywhere. Whoever hosts there acts as a host, and is
/// asked for nothing. Whoever is suspended handles nothing.
pub(crate) fn fresh(ctx: &Context, actor: &Actor, hosting: bool) -> Outcome<()> {
    actor.active()?;
    if !hosting {
        proved(ctx, actor)?;
    }
    Ok(())
}

/// Whether they act for the whole instance now: they moderate it, and proved lately that it is them.
pub(super) fn moderates(ctx: &Context, actor: &Actor) -> bool {
    actor.moderates() && proved(ctx, actor).is_ok()
}

/// Whether the actor handles a case about this text that waits.
pub(crate) async fn handles(ctx: &Context, conn: &mut Conn<'_>, actor: &Actor, subject: Uuid) -> Outcome<bool> {
    // A program has no part in moderation, whatever its member has.
    let Some(me) = actor.me.as_ref().filter(|me| !me.session.0.is_nil()) else { return Ok(false) };
    let Some(case) = store::moderation::open_case(conn, subject).await? else { return Ok(false) };
    let row = store::moderation::case(conn, me.id, case).await?;
    let handler = row.map(|row| of_case(actor, &row)).filter(|handler| handler.may());
    Ok(handler.is_some_and(|handler| fresh(ctx, actor, handler.hosting()).is_ok()))
}

/// What the actor is to the appeal against this decision: who made it does not read it again.
pub(super) fn of_appeal(actor: &Actor, row: &DecisionRow) -> Handler {
    let (host, reads) = reads(actor, row.place.as_deref(), row.visibility.as_deref(), row.circle.as_deref());
    let me = actor.me.as_ref().map(|me| me.id.0);
    let concerned =
        me.is_none() || row.member == me || row.decided_by == me || row.reporter || theirs(row.subject, host);
    let moderator = looks_at(actor, (row.subject, row.subject_id), row.moderation_case);
    Handler { moderator, host, reads, concerned }
}

/// What the actor is to what was decided: who decided it looks at it again.
pub(super) fn of_decision(actor: &Actor, row: &DecisionRow) -> Handler {
    let me = actor.me.as_ref().map(|me| me.id.0);
    let appeal = of_appeal(actor, row);
    let concerned = me.is_none() || row.member == me || row.reporter || theirs(row.subject, appeal.host);
    Handler { concerned, ..appeal }
}

/// Refuses what a slowed member writes too soon: how long to wait.
pub(crate) async fn slowed(
    ctx: &Context,
    conn: &mut Conn<'_>,
    community: CommunityId,
    member: MemberId,
) -> Outcome<()> {
    let now = ctx.now();
    match store::moderation::slowed(conn, community, member).await? {
        Some((until, Some(last))) if until > now.0 && last + SLOWED > now.0 => {
            let seconds = u32::try_from((last + SLOWED - now.0) / domain::time::SECOND).unwrap_or(u32::MAX);
            Err(Problem::TooMany { seconds: seconds.max(1) }.into())
        }
        _ => Ok(()),
    }
}
