//! What the pages about members read.

use crate::error::AppError;
use domain::members::{AccountView, DataView, LinkView, ProfilePage, SessionView};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// One's own account.
#[server(prefix = "/api", endpoint = "members/account", input = GetUrl)]
pub async fn account() -> Result<AccountView, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::members::account(&ctx, &actor).await)
}

/// What the instance keeps of one.
#[server(prefix = "/api", endpoint = "members/data", input = GetUrl)]
pub async fn data() -> Result<DataView, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    let view = async {
        Ok(DataView {
            receipts: service::members::receipts(&ctx, &actor).await?,
            exports: service::exports::list(&ctx, &actor).await?,
            leaving: service::erasures::leaving(&ctx, &actor).await?,
        })
    };
    crate::ssr::answer(view.await)
}

/// Who may sign up.
#[server(prefix = "/api", endpoint = "members/joining", input = GetUrl)]
pub async fn joining() -> Result<domain::administration::SignUps, AppError> {
    let (ctx, _) = crate::ssr::parts()?;
    crate::ssr::answer(service::administration::sign_ups(&ctx).await)
}

/// One's own devices.
#[server(prefix = "/api", endpoint = "members/sessions", input = GetUrl)]
pub async fn sessions() -> Result<Vec<SessionView>, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::members::sessions::list(&ctx, &actor).await)
}

/// What a link from a mail would do; `None` when it opens no more.
#[server(prefix = "/api", endpoint = "members/link", input = GetUrl)]
pub async fn link(token: String) -> Result<Option<LinkView>, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    let kept = crate::ssr::cookies::kept_here(&ctx.settings);
    match service::members::link(&ctx, &actor, &token, &kept).await {
        Err(service::Fault::Problem(domain::Problem::NotFound)) => Ok(None),
        other => crate::ssr::answer(other.map(Some)),
    }
}

/// A member's page, from a cursor on.
#[server(prefix = "/api", endpoint = "members/profile", input = GetUrl)]
pub async fn profile(id: String, after: String) -> Result<ProfilePage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    let Ok(id) = id.parse::<domain::MemberId>() else {
        return crate::ssr::answer(Err(domain::Problem::NotFound.into()));
    };
    let after = domain::feed::Cursor::parse(&after);
    crate::ssr::answer(service::members::profile(&ctx, &actor, id, after).await)
}
