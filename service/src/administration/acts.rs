//! What an administrator does, written down twice: that it was done in the audit log, which is never changed, and why
//! beside it, under the key of whom it concerns, because a reason quotes and judges a person and ends with them.

use crate::moderation::audit::{self, Entry, Verb};
use crate::moderation::sealed::{ACT, Sealer};
use crate::{Actor, Context, Outcome};
use domain::administration::ActView;
use domain::{CommunityId, MemberId, Timestamp};
use store::Conn;
use store::administration::ActRow;
use uuid::Uuid;

/// Something that an administrator does.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Act<'a> {
    /// Who.
    pub(crate) by: MemberId,
    /// What.
    pub(crate) verb: Verb,
    /// Whom it concerns.
    pub(crate) about: Option<MemberId>,
    /// Where.
    pub(crate) community: Option<CommunityId>,
    /// More, in words of this program.
    pub(crate) detail: &'a str,
    /// Why, in the administrator's words.
    pub(crate) reason: &'a str,
}

/// Writes it down in the transaction that does it.
pub(crate) async fn record(ctx: &Context, conn: &mut Conn<'_>, act: Act<'_>) -> Outcome<()> {
    let id: Uuid = ctx.new_id();
    let sealer = Sealer::of(ctx, conn, act.about).await?;
    let row = ActRow {
        id,
        verb: act.verb.word().to_owned(),
        member: act.about.map(|about| about.0),
        made_by: Some(act.by.0),
        reason_sealed: sealer.seal(ctx, ACT, act.reason),
        created: ctx.now().0,
    };
    store::administration::insert_act(conn, &row).await?;
    let entry = Entry {
        actor: Some(act.by),
        about: act.about,
        verb: act.verb,
        community: act.community,
        subject: Some(id),
        detail: act.detail,
    };
    audit::note(ctx, conn, entry).await
}

/// Why it was done; empty when that can't be read any more.
pub(super) async fn reason(ctx: &Context, conn: &mut Conn<'_>, row: &ActRow) -> Outcome<String> {
    let sealer = Sealer::of(ctx, conn, row.member.map(MemberId)).await?;
    let sealed = Some(row.reason_sealed.as_slice());
    // Written when the member had no key yet, it is under the instance's.
    Ok(sealer.open(ctx, ACT, sealed).or_else(|_| Sealer::Instance.open(ctx, ACT, sealed)).unwrap_or_default())
}

/// What was done about a member's account, as the interface shows it.
pub(super) async fn about(
    ctx: &Context,
    actor: &Actor,
    conn: &mut Conn<'_>,
    member: MemberId,
    limit: i64,
) -> Outcome<Vec<ActView>> {
    let mut acts = Vec::new();
    for row in store::administration::acts_about(conn, member, limit).await? {
        let reason = reason(ctx, conn, &row).await?;
        acts.push(ActView { verb: row.verb, reason, at: actor.when(Timestamp(row.created)) });
    }
    Ok(acts)
}

/// What was done about a member's account, for their copy: what, why, when.
pub(crate) async fn told(
    ctx: &Context,
    conn: &mut Conn<'_>,
    member: MemberId,
) -> Outcome<Vec<(String, String, Timestamp)>> {
    let mut acts = Vec::new();
    for row in store::administration::acts_about(conn, member, i64::from(i32::MAX)).await? {
        let reason = reason(ctx, conn, &row).await?;
        acts.push((row.verb, reason, Timestamp(row.created)));
    }
    Ok(acts)
}
