//! The server's side of this feature's forms.

use crate::forms::{Done, ProofFile};
use crate::ssr::{cookies, user_agent};
use domain::members::{LinkPurpose, Theme};
use domain::text::local_path;
use domain::{FieldError, Fields, Locale, Problem, Refused};
use service::members::{self, sessions};
use service::{Actor, Context, Outcome};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        "sign_up" => {
            let here = members::sign_up(ctx, actor, fields).await?;
            Ok(Done { cookies: vec![cookies::here(&ctx.settings, &here)], ..Done::at("/sign-up?done=sent") })
        }
        "resend" => {
            members::resend(ctx, actor, fields).await?;
            Ok(Done::at(if actor.me.is_some() { "/settings?done=sent" } else { "/sign-up?done=sent" }))
        }
        "confirm" => {
            let mut fields = fields.clone();
            fields.set(members::HERE, cookies::kept_here(&ctx.settings));
            let (purpose, session) = members::confirm(ctx, actor, &fields, &user_agent()).await?;
            let to = if purpose == LinkPurpose::Email { "/settings?done=email" } else { "/feed?done=confirmed" };
            Ok(entered(ctx, to, &session))
        }
        "sign_in" => {
            let session = members::sign_in(ctx, actor, fields, &user_agent()).await?;
            Ok(entered(ctx, begins_at(ctx, &session, fields).await?, &session))
        }
        "sign_out" => {
            members::sign_out(ctx, actor).await?;
            Ok(left(ctx))
        }
        "forgotten" => {
            members::forgotten(ctx, actor, fields).await?;
            Ok(Done::at("/forgotten?done=sent"))
        }
        "reset" => {
            let session = members::reset(ctx, actor, fields, &user_agent()).await?;
            Ok(entered(ctx, "/feed?done=password", &session))
        }
        // The proof itself was taken before.
        "prove" if fields.has("password_proof") || fields.has("passkey_proof") => {
            Ok(Done::at(local_path(fields.get("_back")).unwrap_or("/settings")))
        }
        "prove" => Err(Refused::one("password_proof", FieldError::Missing, fields).into()),
        "password" => {
            let session = members::change_password(ctx, actor, fields).await?;
            let mut done = Done::at("/settings?done=password");
            done.cookies.push(cookies::session(&ctx.settings, &session.token));
            Ok(done)
        }
        "email" => {
            members::request_email_change(ctx, actor, fields).await?;
            Ok(Done::at("/settings?done=email_sent"))
        }
        "about" => {
            members::about(ctx, actor, fields).await?;
            Ok(Done::at("/settings?done=saved"))
        }
        // Whether a badge shows is part of what frames every page.
        "withdraw" if fields.has("purpose") => {
            members::withdraw(ctx, actor, fields).await?;
            Ok(Done { reload: true, ..Done::at("/settings/data?done=taken_back") })
        }
        "withdraw" => {
            service::communities::leave(ctx, actor, fields).await?;
            Ok(Done::at("/settings/data?done=withdrawn"))
        }
        "claim" => {
            members::claim(ctx, actor, fields, &ProofFile::brought()).await?;
            Ok(Done::at("/settings/profession?done=claimed"))
        }
        "revoke" => revoke(ctx, actor, fields).await,
        "revoke_others" => {
            sessions::revoke_others(ctx, actor).await?;
            Ok(Done::at("/settings/sessions?done=revoked_others"))
        }
        "preferences" => {
            let (locale, theme) = members::preferences(ctx, actor, fields).await?;
            Ok(Done {
                to: "/settings/display?done=saved".into(),
                reload: true,
                cookies: vec![cookies::locale(&ctx.settings, locale), cookies::theme(&ctx.settings, theme)],
                ..Done::default()
            })
        }
        "language" => {
            let locale = Locale::parse(fields.get("locale")).ok_or_else(|| not_a_choice("locale", fields))?;
            members::set_locale(ctx, actor, locale).await?;
            Ok(back(fields, cookies::locale(&ctx.settings, locale)))
        }
        "theme" => {
            let theme = Theme::from_word(fields.get("theme")).ok_or_else(|| not_a_choice("theme", fields))?;
            members::set_theme(ctx, actor, theme).await?;
            Ok(back(fields, cookies::theme(&ctx.settings, theme)))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}

fn not_a_choice(field: &str, fields: &Fields) -> Refused {
    Refused::one(field, FieldError::NotAChoice, fields)
}

/// Where somebody who signed in begins: where they wanted to go, or, where their account is suspended, at why.
pub(crate) async fn begins_at<'a>(ctx: &Context, session: &sessions::SignedIn, fields: &'a Fields) -> Outcome<&'a str> {
    if members::suspended(ctx, session.member).await? {
        return Ok("/decisions");
    }
    Ok(local_path(fields.get("next")).unwrap_or("/feed"))
}

/// Signed in: the page is loaded whole.
fn entered(ctx: &Context, to: &str, session: &sessions::SignedIn) -> Done {
    Done {
        to: to.into(),
        reload: true,
        cookies: vec![cookies::session(&ctx.settings, &session.token)],
        ..Done::default()
    }
}

/// Signed out: the page is loaded whole.
fn left(ctx: &Context) -> Done {
    let cookies = vec![cookies::no_session(&ctx.settings)];
    Done { to: "/?done=signed_out".into(), reload: true, cookies, wipe: true, ..Done::default() }
}

/// To the page one was on, drawn anew.
fn back(fields: &Fields, cookie: String) -> Done {
    let to = local_path(fields.get("_back")).unwrap_or("/").to_owned();
    Done { to, reload: true, cookies: vec![cookie], ..Done::default() }
}

async fn revoke(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<Done> {
    let id = fields.get("session").parse().map_err(|_| Problem::NotFound)?;
    sessions::revoke(ctx, actor, id).await?;
    if actor.me.as_ref().is_some_and(|me| me.session == id) {
        return Ok(left(ctx));
    }
    Ok(Done::at("/settings/sessions?done=revoked"))
}
