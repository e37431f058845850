//! Agreements for one purpose each: given at the moment of the choice, taken back where their receipt stands, with effect
//! at once.

use crate::crypto::sha256;
use crate::{Actor, Context, Outcome};
use domain::members::{
    FINDABLE_CONSENT_VERSION, LOCK_SCREEN_CONSENT_VERSION, PROFESSION_CONSENT_VERSION, PUSH_CONSENT_VERSION, Purpose,
    account_consent, findable_consent, lock_screen_consent, profession_consent, push_consent,
};
use domain::{Fields, Locale, MemberId, Problem, Timestamp};
use store::Conn;
use store::members::NewReceipt;

/// A text that is agreed to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Agreement {
    purpose: Purpose,
    version: &'static str,
    text: &'static [&'static str],
}

/// To have one's profession verified.
pub(crate) fn profession(locale: Locale) -> Agreement {
    let text = profession_consent(locale);
    Agreement { purpose: Purpose::Profession, version: PROFESSION_CONSENT_VERSION, text }
}

/// To lock screens that say who and where.
pub(crate) fn lock_screen(locale: Locale) -> Agreement {
    let text = lock_screen_consent(locale);
    Agreement { purpose: Purpose::LockScreen, version: LOCK_SCREEN_CONSENT_VERSION, text }
}

/// To be found by one's pseudonym.
pub(crate) fn findable(locale: Locale) -> Agreement {
    Agreement { purpose: Purpose::Findable, version: FINDABLE_CONSENT_VERSION, text: findable_consent(locale) }
}

/// To devices that ring.
pub(crate) fn push(locale: Locale) -> Agreement {
    Agreement { purpose: Purpose::Push, version: PUSH_CONSENT_VERSION, text: push_consent(locale) }
}

/// In which language a text was agreed to that has this fingerprint; `None` where that is not known word for word any more,
/// or stands on pages of its own.
pub(super) fn read_in(purpose: Purpose, hash: &[u8]) -> Option<Locale> {
    let text = match purpose {
        Purpose::Account => account_consent,
        Purpose::Profession => profession_consent,
        Purpose::LockScreen => lock_screen_consent,
        Purpose::Findable => findable_consent,
        Purpose::Push => push_consent,
        Purpose::Membership | Purpose::Charter => return None,
    };
    Locale::ALL.iter().copied().find(|&locale| sha256(&text(locale).join("\n")) == hash)
}

/// Keeps the proof that a member agrees, in the transaction that carries out what they chose. One receipt stands for a
/// version, however often it is chosen.
pub(crate) async fn give(
    ctx: &Context,
    conn: &mut Conn<'_>,
    member: MemberId,
    agreement: &Agreement,
    given: Timestamp,
) -> Outcome<()> {
    if store::members::agrees(conn, member, agreement.purpose, agreement.version).await? {
        return Ok(());
    }
    let receipt = NewReceipt {
        id: ctx.new_id(),
        member,
        purpose: agreement.purpose,
        community: None,
        text_version: agreement.version.into(),
        text_hash: sha256(&agreement.text.join("\n")),
        given,
    };
    Ok(store::members::insert_receipt(conn, &receipt).await?)
}

/// Whether a member's lock screens may say who and where: it was chosen, and what was agreed to by that still stands.
/// Chosen before there were receipts, it is off until it is chosen again.
pub(crate) async fn reveals(conn: &mut Conn<'_>, member: MemberId) -> Outcome<bool> {
    Ok(store::notices::reveals(conn, member).await?
        && store::members::agrees(conn, member, Purpose::LockScreen, LOCK_SCREEN_CONSENT_VERSION).await?)
}

/// Takes an agreement back (`purpose`); what it let happen ends in the same transaction.
pub async fn withdraw(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.signed_in()?.id;
    // The others are taken back by leaving, and by being erased.
    let purpose = Purpose::from_word(fields.get("purpose")).ok_or(Problem::BadRequest)?;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    // Who is vouched for at this moment waits, and finds that it is not wanted any more.
    store::tokens::lock(&mut conn, me).await?;
    match purpose {
        Purpose::Profession => store::members::forget_claims(&mut conn, me).await?,
        Purpose::LockScreen => store::notices::set_reveals(&mut conn, me, false).await?,
        Purpose::Findable => store::members::set_findable(&mut conn, me, false).await?,
        Purpose::Push => store::notices::unsubscribe_all(&mut conn, me).await?,
        Purpose::Account | Purpose::Membership | Purpose::Charter => return Err(Problem::BadRequest.into()),
    }
    store::members::withdraw(&mut conn, me, purpose, ctx.now()).await?;
    Ok(tx.commit().await?)
}
