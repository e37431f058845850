//! Sessions: who asks, on which devices somebody is signed in, and ending that.

use super::SESSION_LASTS;
use crate::crypto::Token;
use crate::{Actor, Context, Me, Outcome};
use domain::events::EventKind;
use domain::members::{SessionView, Theme};
use domain::time::{DAY, SECOND};
use domain::{Locale, MemberId, Problem, SessionId, Timestamp};
use store::Conn;
use store::events::{self, Event};
use store::members::NewSession;

/// A use is noted at most this often.
const NOTED_EVERY: i64 = 3_600 * SECOND;

/// A session last used then, or before, has ended: whoever left a shared computer is not signed in there for ever.
pub(crate) fn unused(ctx: &Context, now: Timestamp) -> Timestamp {
    match ctx.settings.session_idle_days {
        0 => Timestamp(i64::MIN),
        days => now.plus(-i64::from(days) * DAY),
    }
}

/// How a member reads, whatever device they are on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberPrefs {
    /// Language.
    pub locale: Locale,
    /// Colours.
    pub theme: Theme,
    /// Time zone, by its IANA name.
    pub zone: String,
}

/// A session just begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The account.
    pub member: MemberId,
    /// The secret for the cookie.
    pub token: String,
}

/// Who a cookie's token belongs to: one query. The last use is noted beside the request, once an
/// hour at most.
pub async fn authenticate(ctx: &Context, token: &str) -> Outcome<Option<(Me, MemberPrefs)>> {
    let Some(hash) = Token::hash_of(token) else { return Ok(None) };
    let now = ctx.now();
    let unused = unused(ctx, now);
    let found = store::members::authenticate(&mut ctx.store.read().await?.conn(), &hash, now, unused).await?;
    let Some(found) = found else { return Ok(None) };
    if now.0 - found.last_seen.0 >= NOTED_EVERY {
        let (store, session) = (ctx.store.clone(), found.session);
        tokio::spawn(async move {
            let noted = async {
                let mut tx = store.begin().await?;
                store::members::touch_session(&mut tx.conn(), session, now).await?;
                tx.commit().await
            };
            if let Err(cause) = noted.await {
                tracing::warn!(%cause, "the last use of a session was not noted");
            }
        });
    }
    let me = Me {
        id: found.id,
        badge: found.badge(),
        organisation: found.organisation(),
        pseudonym: found.pseudonym,
        role: found.role,
        confirmed: found.confirmed,
        administrator: found.administrator,
        moderator: found.moderator,
        suspended: found.suspended,
        hosts: found.hosts,
        session: found.session,
        proved: found.proved,
        passkeys: found.passkeys,
        unseen: u32::try_from(found.unseen).unwrap_or_default(),
    };
    Ok(Some((me, MemberPrefs { locale: found.locale, theme: found.theme, zone: found.zone })))
}

/// How somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proved {
    /// By what only the member knows or has: password, passkey, recovery code.
    Yes,
    /// By a link in a mail.
    No,
}

/// Begins a session inside a transaction.
pub(crate) async fn begin(
    ctx: &Context,
    conn: &mut Conn<'_>,
    member: MemberId,
    user_agent: &str,
    proved: Proved,
) -> Outcome<SignedIn> {
    let token = Token::draw(ctx);
    let now = ctx.now();
    let session = NewSession {
        id: ctx.new_id(),
        token_hash: token.hash,
        member,
        device: super::device::describe(user_agent),
        created: now,
        expires: now.plus(SESSION_LASTS),
        proved: if proved == Proved::Yes { now } else { Timestamp(0) },
    };
    store::members::insert_session(conn, &session).await?;
    Ok(SignedIn { member, token: token.text })
}

/// Notes that sessions of a member ended: whatever node has a stream of theirs open closes it.
pub(crate) async fn ended(ctx: &Context, conn: &mut Conn<'_>, member: MemberId) -> Outcome<()> {
    let event = Event { actor: Some(member), member: Some(member), ..Event::default() };
    Ok(events::append(conn, EventKind::SessionEnded, ctx.now(), event).await?)
}

/// One's own devices, latest use first.
pub async fn list(ctx: &Context, actor: &Actor) -> Outcome<Vec<SessionView>> {
    let me = actor.signed_in()?;
    let now = ctx.now();
    let unused = unused(ctx, now);
    let rows = store::members::sessions(&mut ctx.store.read().await?.conn(), me.id, now, unused).await?;
    Ok(rows
        .into_iter()
        .map(|row| SessionView {
            id: row.id,
            device: row.device,
            created: actor.when(row.created),
            last_seen: actor.when(row.last_seen),
            current: row.id == me.session,
        })
        .collect())
}

/// Signs one of one's own devices out.
pub async fn revoke(ctx: &Context, actor: &Actor, id: SessionId) -> Outcome<()> {
    let me = actor.signed_in()?;
    let mut tx = ctx.store.begin().await?;
    let there = store::members::delete_session(&mut tx.conn(), me.id, id).await?;
    ended(ctx, &mut tx.conn(), me.id).await?;
    tx.commit().await?;
    if there { Ok(()) } else { Err(Problem::NotFound.into()) }
}

/// Signs every other of one's own devices out.
pub async fn revoke_others(ctx: &Context, actor: &Actor) -> Outcome<()> {
    let me = actor.signed_in()?;
    let mut tx = ctx.store.begin().await?;
    store::members::delete_sessions(&mut tx.conn(), me.id, Some(me.session)).await?;
    ended(ctx, &mut tx.conn(), me.id).await?;
    Ok(tx.commit().await?)
}
