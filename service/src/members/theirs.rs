//! Whether it is the member who opens a link from a mail. Mail is read by programs, forwarded, typed wrong: the link
//! alone proves an address, not whose hands it came into.
//!
//! Whoever signs up with somebody else's address waits for them to confirm it, and would then share an account with
//! them; whoever mistypes their new address would hand theirs over. So the account opens where it was made, where its
//! member is signed in, or with its password.

use super::{keys, passwords};
use crate::refusals::Unshown;
use crate::{Actor, Context, Outcome, limits};
use domain::members::LinkPurpose;
use domain::{FieldError, Fields, Refused};
use store::members::Account;
use subtle::ConstantTimeEq as _;

/// The field of what the browser kept of signing up, which its cookie brings.
pub const HERE: &str = "signed_up_here";
/// The field of the password.
const PASSWORD: &str = "password";

/// What a browser keeps of signing up with this address: nobody else can make it, and it tells nothing.
pub(super) fn here(ctx: &Context, email: &str) -> String {
    ctx.keys.find("signed up here", email).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// Whether the browser or its session show already that it is them.
pub(super) fn shows(
    ctx: &Context,
    actor: &Actor,
    account: &Account,
    purpose: LinkPurpose,
    kept: &str,
) -> Outcome<bool> {
    if actor.me.as_ref().is_some_and(|me| me.id == account.id) {
        return Ok(true);
    }
    if purpose != LinkPurpose::Confirm {
        return Ok(false);
    }
    let email = keys::email_of(ctx, account)?.unwrap_or_default();
    Ok(!email.is_empty() && here(ctx, &email).as_bytes().ct_eq(kept.as_bytes()).into())
}

/// Asks for the password where nothing shows it.
pub(super) async fn prove(
    ctx: &Context,
    actor: &Actor,
    account: &Account,
    purpose: LinkPurpose,
    fields: &Fields,
) -> Outcome<()> {
    if shows(ctx, actor, account, purpose, fields.get(HERE))? {
        return Ok(());
    }
    let typed = fields.get(PASSWORD);
    if typed.is_empty() {
        return Err(Refused::one(PASSWORD, FieldError::Missing, fields).into());
    }
    limits::check(ctx, "password", &account.id.to_string(), limits::SIGN_IN_ACCOUNT).await?;
    if !passwords::verify(account.password.as_deref(), typed).await? {
        ctx.refusals.note(Unshown::Proof);
        return Err(Refused::one(PASSWORD, FieldError::WrongPassword, fields).into());
    }
    Ok(())
}
