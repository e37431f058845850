//! What is due rings the member's devices. On a lock screen it says that there is something, never about
//! which illness or where, unless the member chose so.

use super::{list, mail, words};
use crate::members::agreements;
use crate::members::keys::MemberKey;
use crate::push::{Push, Rung};
use crate::{Actor, Context, Outcome};
use domain::members::Purpose;
use domain::notices::{NoticeKind, PushAddress};
use domain::time::{DAY, SECOND};
use domain::{FieldError, Fields, MemberId, NoticeId, Problem, Refused};
use store::notices::{self, NewSubscription};
use uuid::Uuid;

/// What an address is sealed for.
const SEALED_FOR: &str = "push address";
/// Notices looked after at once.
const NOTICES: i64 = 50;
/// Devices of a member.
const DEVICES: i64 = 10;
/// What could not be delivered is tried again after this long,
const AGAIN: i64 = 300 * SECOND;
/// and no more when it is older than this.
const STALE: i64 = DAY;

/// Notes that this device wants to be rung.
pub async fn ring(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.signed_in()?;
    let to = PushAddress {
        endpoint: fields.get("endpoint").to_owned(),
        p256dh: fields.get("p256dh").to_owned(),
        auth: fields.get("auth").to_owned(),
    };
    if to.endpoint.len() > 1_000 || !ctx.pusher.speaks_to(&to.endpoint) {
        return Err(Refused::one("endpoint", FieldError::NotAChoice, fields).into());
    }
    let account = store::members::find(&mut ctx.store.read().await?.conn(), me.id).await?;
    let account = account.ok_or(Problem::SignInNeeded)?;
    let text = serde_json::to_string(&to).map_err(crate::Fault::internal)?;
    let subscription = NewSubscription {
        id: ctx.new_id(),
        member: me.id,
        session: me.session,
        address_hash: ctx.keys.find(SEALED_FOR, &to.endpoint),
        sealed: MemberKey::unwrap(ctx, account.wrapped.as_deref())?.seal(ctx, SEALED_FOR, &text),
        created: ctx.now(),
    };
    let mut tx = ctx.store.begin().await?;
    notices::subscribe(&mut tx.conn(), &subscription).await?;
    notices::keep_latest(&mut tx.conn(), me.id, DEVICES).await?;
    agreements::give(ctx, &mut tx.conn(), me.id, &agreements::push(actor.locale), ctx.now()).await?;
    Ok(tx.commit().await?)
}

/// Notes that it wants it no more; with the last device the agreement ends.
pub async fn silence(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.signed_in()?;
    let mut tx = ctx.store.begin().await?;
    let hash = ctx.keys.find(SEALED_FOR, fields.get("endpoint"));
    notices::unsubscribe(&mut tx.conn(), me.id, &hash).await?;
    if !notices::subscribed(&mut tx.conn(), me.id).await? {
        store::members::withdraw(&mut tx.conn(), me.id, Purpose::Push, ctx.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Rings for everything that is due.
pub async fn ring_due(ctx: &Context) -> Outcome<()> {
    loop {
        let due = notices::push_due(&mut ctx.store.read().await?.conn(), ctx.now(), NOTICES).await?;
        if due.is_empty() {
            return Ok(());
        }
        for (notice, member) in due {
            ring_for(ctx, notice, member).await?;
        }
    }
}

async fn ring_for(ctx: &Context, notice: NoticeId, member: MemberId) -> Outcome<()> {
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let taken = notices::take_push(&mut tx.conn(), notice, now, now.plus(AGAIN)).await?;
    tx.commit().await?;
    if !taken {
        return Ok(());
    }
    let mut later = false;
    let mut gone = Vec::new();
    for (device, push) in pushes(ctx, notice, member).await? {
        match ctx.pusher.ring(push).await {
            Rung::Taken => {}
            Rung::Gone => gone.push(device),
            Rung::Later => later = true,
        }
    }
    let mut tx = ctx.store.begin().await?;
    for device in gone {
        notices::gone(&mut tx.conn(), device).await?;
    }
    // What waits is tried again when its time has come: under the same topic and tag, so that a device
    // that rang already shows nothing new.
    let stale = notices::one(&mut tx.conn(), notice).await?.is_none_or(|row| row.created.plus(STALE) < now);
    if !later || stale {
        notices::pushed(&mut tx.conn(), notice).await?;
    }
    Ok(tx.commit().await?)
}

/// What each of the member's devices is told; nothing when they may no longer read what it is about.
async fn pushes(ctx: &Context, notice: NoticeId, member: MemberId) -> Outcome<Vec<(Uuid, Push)>> {
    let mut reader = ctx.store.read().await?;
    let account = store::members::find(&mut reader.conn(), member).await?;
    let row = notices::one(&mut reader.conn(), notice).await?;
    let now = ctx.now();
    let unused = crate::members::sessions::unused(ctx, now);
    let devices = notices::subscriptions(&mut reader.conn(), member, now, unused).await?;
    let reveals = agreements::reveals(&mut reader.conn(), member).await?;
    drop(reader);
    let (Some(account), Some(row)) = (account, row) else { return Ok(vec![]) };
    if devices.is_empty() {
        return Ok(vec![]);
    }
    let about = row.thread;
    let view = list::view(&mail::as_reader(&account), row);
    // A moderator looks at cases in circles that they do not read, too: nothing is said of those.
    if about.is_some() && view.thread.is_none() && view.kind != NoticeKind::Case {
        return Ok(vec![]);
    }
    // One thread rings in one place: what is new replaces what was there, without a sound. Not of a case: that it is
    // urgent now is to be heard. The push service reads this name: under the thread's own it would know which page the
    // device follows.
    let place = about.filter(|_| view.kind != NoticeKind::Case).unwrap_or(notice.0);
    let name = ctx.keys.find("push topic", &format!("{member} {place}"));
    let topic = domain::ids::to_base62(Uuid::from_bytes(name[..16].try_into().unwrap_or_default()));
    let text = words::push(account.locale, &view, reveals, &topic);
    let key = MemberKey::unwrap(ctx, account.wrapped.as_deref())?;
    let mut told = Vec::new();
    for (device, sealed) in devices {
        let to = serde_json::from_str(&key.open(SEALED_FOR, &sealed)?).map_err(crate::Fault::internal)?;
        told.push((device, Push { to, text: text.clone(), topic: topic.clone() }));
    }
    Ok(told)
}
