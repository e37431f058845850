//! Opening an account that was imported: the demo's three, given an address and a password.

use super::keys::{self, MemberKey};
use super::passwords;
use crate::{Context, Outcome};
use domain::MemberId;

/// Gives an imported member an address and a password to sign in with, both already confirmed.
pub async fn open_account(
    ctx: &Context,
    member: MemberId,
    email: &str,
    password: &str,
    administrator: bool,
) -> Outcome<()> {
    let hash = passwords::hash(ctx, password).await?;
    let (own, wrapped) = MemberKey::draw(ctx);
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::members::insert_key(&mut conn, member, &wrapped).await?;
    store::members::open_account(
        &mut conn,
        member,
        &keys::email_hash(ctx, email),
        &own.seal(ctx, keys::EMAIL, email),
        &hash,
        ctx.now(),
    )
    .await?;
    if administrator {
        store::members::set_administrator(&mut conn, member).await?;
    }
    tx.commit().await?;
    Ok(())
}
