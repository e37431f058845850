//! Server functions that read notices.

use super::lead::Lead;
use crate::error::AppError;
use domain::notices::{NoticeKind, NoticeSettings, NoticesPage};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// One's own notices.
#[server(prefix = "/api", endpoint = "notices/list", input = GetUrl)]
pub async fn read_notices(after: Option<String>) -> Result<NoticesPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    let cursor = after.as_deref().and_then(domain::feed::Cursor::parse);
    crate::ssr::answer(service::notices::list(&ctx, &actor, cursor).await)
}

/// Where one of them leads.
#[server(prefix = "/api", endpoint = "notices/lead", input = GetUrl)]
pub async fn read_lead(id: String) -> Result<Lead, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    let Ok(id) = id.parse::<domain::NoticeId>() else {
        return crate::ssr::answer(Err(domain::Problem::NotFound.into()));
    };
    crate::ssr::answer(service::notices::lead(&ctx, &actor, id).await.map(Lead))
}

/// How many of them are new.
#[server(prefix = "/api", endpoint = "notices/unseen", input = GetUrl)]
#[allow(clippy::unused_async, reason = "the browser's side of it waits")]
pub async fn count_unseen() -> Result<u32, AppError> {
    let (_, actor) = crate::ssr::parts()?;
    Ok(actor.me.map_or(0, |me| me.unseen))
}

/// How one wants to be told.
#[server(prefix = "/api", endpoint = "notices/settings", input = GetUrl)]
pub async fn read_settings() -> Result<NoticeSettings, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::notices::settings(&ctx, &actor).await)
}

/// Which mails a link would end.
#[server(prefix = "/api", endpoint = "notices/unsubscribe", input = GetUrl)]
#[allow(clippy::unused_async, reason = "the browser's side of it waits")]
pub async fn read_unsubscribe(member: String, kinds: String, proof: String) -> Result<Vec<NoticeKind>, AppError> {
    let (ctx, _) = crate::ssr::parts()?;
    let fields = [("member", member), ("kinds", kinds), ("proof", proof)].into_iter().collect();
    crate::ssr::answer(service::notices::unsubscribe_what(&ctx, &fields).map(|(_, kinds)| kinds))
}
