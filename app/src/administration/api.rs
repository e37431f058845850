//! What the administration reads.

use crate::error::AppError;
use domain::administration::{
    AuditPage, CommunitiesPage, InvitationsPage, MemberPage, MembersPage, Overview, SettingsPage, SuspensionsPage,
};
use domain::members::{ClaimsPage, KeptMail};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// How much there is of what, and what waits.
#[server(prefix = "/api", endpoint = "administration/home", input = GetUrl)]
pub async fn home() -> Result<Overview, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::administration::home(&ctx, &actor).await)
}

/// Members by the beginning of their pseudonym, or the one with exactly this address.
#[server(prefix = "/api", endpoint = "administration/members", input = GetUrl)]
pub async fn members(q: String, after: String) -> Result<MembersPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::administration::members(&ctx, &actor, &q, after.parse().ok()).await)
}

/// One member.
#[server(prefix = "/api", endpoint = "administration/member", input = GetUrl)]
pub async fn member(id: String) -> Result<MemberPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    let Ok(id) = id.parse::<domain::MemberId>() else {
        return crate::ssr::answer(Err(domain::Problem::NotFound.into()));
    };
    crate::ssr::answer(service::administration::member(&ctx, &actor, id).await)
}

/// Suspended accounts by the beginning of their pseudonym.
#[server(prefix = "/api", endpoint = "administration/suspensions", input = GetUrl)]
pub async fn suspensions(q: String, after: String) -> Result<SuspensionsPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::administration::suspensions(&ctx, &actor, &q, after.parse().ok()).await)
}

/// Communities in whose name this stands.
#[server(prefix = "/api", endpoint = "administration/communities", input = GetUrl)]
pub async fn communities(q: String, after: String) -> Result<CommunitiesPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::administration::communities(&ctx, &actor, &q, after.parse().ok()).await)
}

/// Entries of the audit log, latest first; with `verify` the whole chain is read.
#[server(prefix = "/api", endpoint = "administration/audit", input = GetUrl)]
pub async fn audit(verb: String, since: String, before: String, verify: bool) -> Result<AuditPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    let filter = service::administration::Filter { verb, since, before: before.parse().ok(), verify };
    crate::ssr::answer(service::administration::audit(&ctx, &actor, &filter).await)
}

/// The settings that hold.
#[server(prefix = "/api", endpoint = "administration/settings", input = GetUrl)]
pub async fn settings() -> Result<SettingsPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::administration::settings(&ctx, &actor).await)
}

/// Invitations by their note or who made them; the link of the one just made with them, once.
#[server(prefix = "/api", endpoint = "administration/invitations", input = GetUrl)]
pub async fn invitations(q: String, after: String) -> Result<InvitationsPage, AppError> {
    use crate::ssr::cookies;
    let (ctx, actor) = crate::ssr::parts()?;
    let brought = use_context::<http::request::Parts>().and_then(|parts| {
        let mut cookies = parts.headers.get_all(http::header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        cookies.find_map(|header| cookies::read(header, cookies::INVITED)).map(str::to_owned)
    });
    if brought.is_some()
        && let Some(options) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(value) = http::HeaderValue::from_str(&cookies::no_invited(&ctx.settings))
    {
        options.append_header(http::header::SET_COOKIE, value);
    }
    let after = after.parse().ok();
    crate::ssr::answer(service::administration::invitations(&ctx, &actor, &q, after, brought.as_deref()).await)
}

/// The claims that wait, and those that gave a badge: by pseudonym, or by the profession's name in either language.
#[server(prefix = "/api", endpoint = "administration/claims", input = GetUrl)]
pub async fn claims(q: String, after: String, verified: String) -> Result<ClaimsPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    let sought = service::administration::Sought {
        professions: super::claims::called(&q),
        typed: q,
        after: after.parse().ok(),
        after_verified: verified.parse().ok(),
    };
    crate::ssr::answer(service::administration::claims(&ctx, &actor, &sought).await)
}

/// The mails that a development server kept.
#[server(prefix = "/api", endpoint = "administration/mail", input = GetUrl)]
pub async fn mail() -> Result<Vec<KeptMail>, AppError> {
    let (ctx, _) = crate::ssr::parts()?;
    crate::ssr::answer(service::administration::kept_mail(&ctx).await)
}
