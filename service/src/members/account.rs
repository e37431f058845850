//! One's own account, as the settings show it.

use super::agreements;
use super::keys::{self, MemberKey};
use crate::{Actor, Context, Outcome, limits};
use domain::members::{ABOUT_MAX, AccountView, LinkPurpose, Purpose, ReceiptView, Role, labelled};
use domain::{Fields, Problem, Refused, Timestamp, text};
use std::fmt::Write as _;

/// Everything the settings show of the account.
pub async fn account(ctx: &Context, actor: &Actor) -> Outcome<AccountView> {
    let me = actor.signed_in()?;
    let mut reader = ctx.store.read().await?;
    let account = store::members::find(&mut reader.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    let pending = store::members::waiting_token(&mut reader.conn(), me.id, LinkPurpose::Email, ctx.now()).await?;
    let claim = if me.role == Role::Professional {
        crate::pro_sante::own_claim(ctx, actor, &mut reader.conn(), me.id).await?
    } else {
        None
    };
    let email_pending = pending
        .and_then(|token| token.payload_sealed)
        .zip(account.wrapped.as_deref())
        .map(|(sealed, wrapped)| MemberKey::unwrap(ctx, Some(wrapped))?.open(keys::NEW_EMAIL, &sealed))
        .transpose()?;
    Ok(AccountView {
        email: keys::email_of(ctx, &account)?.unwrap_or_default(),
        email_pending,
        about: account.about,
        findable: account.findable,
        locale: account.locale,
        theme: account.theme,
        zone: account.zone,
        claim,
    })
}

/// What one agreed to, latest first.
pub async fn receipts(ctx: &Context, actor: &Actor) -> Outcome<Vec<ReceiptView>> {
    let me = actor.signed_in()?;
    let rows = store::members::receipts(&mut ctx.store.read().await?.conn(), me.id).await?;
    Ok(rows
        .into_iter()
        .map(|receipt| ReceiptView {
            purpose: receipt.purpose,
            subject: receipt.subject.map(|name| labelled(&name, receipt.company == Some(true), actor.locale)),
            community: receipt.community,
            locale: agreements::read_in(receipt.purpose, &receipt.text_hash),
            text_version: receipt.text_version,
            text_hash: hex(&receipt.text_hash),
            given: actor.when(receipt.given),
            withdrawn: receipt.withdrawn.map(|at| actor.when(Timestamp(at))),
        })
        .collect())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Sets the line about oneself, empty to take it away, and whether one is found by pseudonym, which is an agreement of its
/// own.
pub async fn about(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.signed_in()?;
    let about = text::line(fields.get("about"), 0, ABOUT_MAX).map_err(|error| Refused::one("about", error, fields))?;
    limits::check_actor(ctx, "about", actor, limits::SMALL).await?;
    let mut tx = ctx.store.begin().await?;
    // A suspended member may be found no more, or take the line away; another line would be writing.
    let account = store::members::find(&mut tx.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    if !about.is_empty() && about != account.about {
        actor.active()?;
    }
    store::members::set_about(&mut tx.conn(), me.id, &about).await?;
    let findable = fields.has("findable");
    store::members::set_findable(&mut tx.conn(), me.id, findable).await?;
    if findable {
        agreements::give(ctx, &mut tx.conn(), me.id, &agreements::findable(actor.locale), ctx.now()).await?;
    } else {
        store::members::withdraw(&mut tx.conn(), me.id, Purpose::Findable, ctx.now()).await?;
    }
    Ok(tx.commit().await?)
}
