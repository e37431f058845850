//! What is due goes out by mail: one mail for all that is due to a member.

use super::{list, settings, words};
use crate::mail::Mail;
use crate::members::keys;
use crate::{Actor, Context, Me, Outcome};
use domain::MemberId;
use domain::notices::NoticeKind;
use domain::time::SECOND;
use store::members::Account;
use store::notices;
use uuid::Uuid;

/// Members looked after at once.
const MEMBERS: i64 = 50;
/// A mail that was begun and never noted as sent is tried again after this long.
const AGAIN: i64 = 600 * SECOND;

/// Sends what is due.
pub async fn send_due(ctx: &Context) -> Outcome<()> {
    loop {
        let members = notices::due(&mut ctx.store.read().await?.conn(), ctx.now(), MEMBERS).await?;
        if members.is_empty() {
            return Ok(());
        }
        let mut failed = false;
        for member in members {
            if let Err(fault) = send(ctx, member).await {
                // The log says that mail failed, never to whom.
                tracing::warn!(%fault, "a notice could not be sent by mail; tried again later");
                failed = true;
            }
        }
        if failed {
            return Ok(());
        }
    }
}

async fn send(ctx: &Context, member: MemberId) -> Outcome<()> {
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let Some(mail) = notices::gather(&mut tx.conn(), member, ctx.new_id::<Uuid>(), now, now.plus(AGAIN)).await? else {
        return Ok(tx.commit().await?);
    };
    tx.commit().await?;

    let mut reader = ctx.store.read().await?;
    let account = store::members::find(&mut reader.conn(), member).await?;
    let rows = notices::of_mail(&mut reader.conn(), member, mail).await?;
    drop(reader);
    if let Some(account) = account
        && let Some(to) = keys::email_of(ctx, &account)?
    {
        let actor = as_reader(&account);
        // What they may no longer read is not spoken of; of a case nothing is said but that it waits, and moderators look
        // at some in circles that they do not read.
        let told: Vec<_> = rows
            .into_iter()
            .map(|row| {
                let about_thread = row.thread.is_some();
                (about_thread, list::view(&actor, row))
            })
            .filter(|(about_thread, view)| !about_thread || view.thread.is_some() || view.kind == NoticeKind::Case)
            .map(|(_, view)| view)
            .collect();
        if !told.is_empty() {
            let mut kinds: Vec<_> = told.iter().map(|view| view.kind).collect();
            kinds.sort_unstable();
            kinds.dedup();
            let unsubscribe = settings::link(ctx, member, &kinds);
            let (subject, text) = words::mail(ctx, account.locale, &account.pseudonym, &told, &unsubscribe);
            let mail = Mail { id: Some(mail), unsubscribe: Some(unsubscribe), ..Mail::plain(to, subject, text) };
            ctx.mailer.deliver(mail).await.map_err(crate::Fault::internal)?;
        }
    }
    let mut tx = ctx.store.begin().await?;
    notices::sent(&mut tx.conn(), member, mail).await?;
    Ok(tx.commit().await?)
}

/// The account as somebody who reads, to ask the policy.
pub(super) fn as_reader(account: &Account) -> Actor {
    let mut actor = Actor::visitor(account.locale);
    actor.zone = crate::actor::zone(&account.zone);
    actor.me = Some(Me {
        id: account.id,
        pseudonym: account.pseudonym.clone(),
        role: account.role,
        organisation: None,
        badge: account.badge(),
        confirmed: account.confirmed.is_some(),
        administrator: false,
        moderator: false,
        suspended: false,
        hosts: false,
        session: domain::SessionId(Uuid::nil()),
        proved: domain::Timestamp(0),
        passkeys: false,
        unseen: 0,
    });
    actor
}
