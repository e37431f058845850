//! What the pages of communities read.

use crate::error::AppError;
use domain::communities as views;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The list, after the community that `after` names.
#[server(prefix = "/api", endpoint = "communities/list", input = GetUrl)]
pub async fn list(after: Option<String>) -> Result<views::CommunitiesPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    let after = after.and_then(|after| after.parse().ok());
    crate::ssr::answer(service::communities::list(&ctx, &actor, after).await)
}

/// A community's page.
#[server(prefix = "/api", endpoint = "communities/page", input = GetUrl)]
pub async fn page(slug: String, order: String, after: Option<String>) -> Result<views::CommunityPage, AppError> {
    use domain::feed::{Cursor, Order};
    let (ctx, actor) = crate::ssr::parts()?;
    let order = Order::from_word(&order).unwrap_or(Order::Active);
    let cursor = after.as_deref().and_then(Cursor::parse);
    crate::ssr::answer(service::communities::page(&ctx, &actor, &slug, order, cursor).await)
}

/// What the form that makes a community needs.
#[server(prefix = "/api", endpoint = "communities/create_page", input = GetUrl)]
pub async fn create_page() -> Result<views::CreatePage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::communities::create_page(&ctx, &actor).await)
}

/// What one should know before joining.
#[server(prefix = "/api", endpoint = "communities/join_page", input = GetUrl)]
pub async fn join_page(slug: String) -> Result<views::JoinPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::communities::join_page(&ctx, &actor, &slug).await)
}

/// A charter with all its versions.
#[server(prefix = "/api", endpoint = "communities/charter_page", input = GetUrl)]
pub async fn charter_page(slug: String) -> Result<views::CharterPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::communities::charter_page(&ctx, &actor, &slug).await)
}

/// What the form that changes a charter starts with, for its hosts.
#[server(prefix = "/api", endpoint = "communities/charter_edit_page", input = GetUrl)]
pub async fn charter_edit_page(slug: String) -> Result<views::CharterEditPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::communities::charter_edit_page(&ctx, &actor, &slug).await)
}

/// Who looks after a community, for its hosts.
#[server(prefix = "/api", endpoint = "communities/hosts_page", input = GetUrl)]
pub async fn hosts_page(slug: String) -> Result<views::HostsPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::communities::hosts_page(&ctx, &actor, &slug).await)
}
