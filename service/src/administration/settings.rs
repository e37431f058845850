//! Settings: the operator's, which are shown, and those that an administrator changes while the instance runs.

use super::acts::{Act, record};
use crate::members::administers;
use crate::moderation::audit::Verb;
use crate::{Actor, Context, Outcome};
use domain::administration::{self, SettingsPage, SignUps};
use domain::fields::Errors;
use domain::{FieldError, Fields, Problem};

/// Under which name it is kept who may sign up.
const SIGN_UPS: &str = "sign_ups";

/// Who may sign up. Some seconds old at most, when another node changed it.
pub async fn sign_ups(ctx: &Context) -> Outcome<SignUps> {
    let value = ctx.store.instance_setting(SIGN_UPS, ctx.now()).await?;
    Ok(value.as_deref().and_then(SignUps::from_word).unwrap_or(SignUps::Open))
}

/// What holds: nothing of it is a secret.
pub async fn settings(ctx: &Context, actor: &Actor) -> Outcome<SettingsPage> {
    administers(ctx, actor)?;
    Ok(SettingsPage { sign_ups: sign_ups(ctx).await?, fixed: ctx.settings.shown.clone() })
}

/// Says who may sign up: fields `sign_ups` and `reason`.
pub async fn set_sign_ups(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<()> {
    let me = administers(ctx, actor)?;
    let mut errors = Errors::default();
    let to = errors.take("sign_ups", SignUps::from_word(fields.get("sign_ups")).ok_or(FieldError::NotAChoice));
    let reason = administration::reason(fields, &mut errors);
    errors.finish(fields)?;
    let (Some(to), Some(reason)) = (to, reason) else { return Err(Problem::BadRequest.into()) };
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::administration::set(&mut conn, SIGN_UPS, to.word(), ctx.now()).await?;
    let detail = format!("{SIGN_UPS} {}", to.word());
    let act = Act { by: me.id, verb: Verb::Setting, about: None, community: None, detail: &detail, reason: &reason };
    record(ctx, &mut conn, act).await?;
    tx.commit().await?;
    ctx.store.forget_settings();
    Ok(())
}
