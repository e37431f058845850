//! How a member reads: language, colours, time zone.

use crate::{Actor, Context, Me, Outcome};
use domain::fields::Errors;
use domain::members::{Theme, zone_offered};
use domain::{FieldError, Fields, Locale, Problem};

/// Sets language, colours and zone together; gives back language and colours, for the cookies.
pub async fn preferences(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<(Locale, Theme)> {
    let me = actor.signed_in()?;
    let mut errors = Errors::default();
    let locale = errors.take("locale", Locale::parse(fields.get("locale")).ok_or(FieldError::NotAChoice));
    let theme = errors.take("theme", Theme::from_word(fields.get("theme")).ok_or(FieldError::NotAChoice));
    let zone = errors.take("zone", zone_offered(fields.get("zone")).ok_or(FieldError::NotAChoice));
    let (Some(locale), Some(theme), Some(zone)) = (locale, theme, zone) else {
        return Err(errors.refuse(fields).into());
    };
    save(ctx, me, locale, theme, zone).await?;
    Ok((locale, theme))
}

/// Sets the language; a visitor's stays in their cookie alone.
pub async fn set_locale(ctx: &Context, actor: &Actor, locale: Locale) -> Outcome<()> {
    let Some(me) = &actor.me else { return Ok(()) };
    let account = store::members::find(&mut ctx.store.read().await?.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    save(ctx, me, locale, account.theme, &account.zone).await
}

/// Sets the colours; a visitor's stay in their cookie alone.
pub async fn set_theme(ctx: &Context, actor: &Actor, theme: Theme) -> Outcome<()> {
    let Some(me) = &actor.me else { return Ok(()) };
    let account = store::members::find(&mut ctx.store.read().await?.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    save(ctx, me, account.locale, theme, &account.zone).await
}

async fn save(ctx: &Context, me: &Me, locale: Locale, theme: Theme, zone: &str) -> Outcome<()> {
    let mut tx = ctx.store.begin().await?;
    store::members::set_preferences(&mut tx.conn(), me.id, locale, theme, zone).await?;
    Ok(tx.commit().await?)
}
