//! Proving again that it is oneself, before what an unlocked phone in other hands must not do.

use crate::members::passwords;
use crate::{Actor, Context, Outcome, limits};
use domain::{FieldError, Fields, Problem, Refused};

/// The field of the password.
const PASSWORD: &str = "password_current";

/// Whether it is the member who asks, by their password.
pub(crate) async fn prove(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = actor.signed_in()?;
    if fields.get(PASSWORD).is_empty() {
        return Err(Refused::one(PASSWORD, FieldError::Missing, fields).into());
    }
    limits::check(ctx, "password", &me.id.to_string(), limits::SIGN_IN_ACCOUNT).await?;
    let account = store::members::find(&mut ctx.store.read().await?.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    if passwords::verify(account.password.as_deref(), fields.get(PASSWORD)).await? {
        Ok(())
    } else {
        Err(Refused::one(PASSWORD, FieldError::WrongPassword, fields).into())
    }
}
