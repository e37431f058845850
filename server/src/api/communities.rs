//! Communities, as programs read them.

use super::input::{Ctx, OfName, Params, Reader};
use super::problem::Refusal;
use super::shapes::{Community, CommunitySummary, Id, Order, Page, PageCursor, ThreadSummary, Threads};
use axum::Json;
use domain::CommunityId;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which page of the communities.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CommunitiesAsked {
    /// The `next` of the page before.
    cursor: Option<Id>,
}

/// Communities
///
/// Every community there is, by name, 20 on a page: one must know what one joins.
#[utoipa::path(
    get, path = "/communities", tag = "communities", operation_id = "list_communities", params(CommunitiesAsked),
    security((), ("token" = ["read"])),
    responses((status = 200, body = Page<CommunitySummary>, description = "One page of communities."))
)]
pub async fn list(
    ctx: Ctx,
    Reader(actor): Reader,
    Params(asked): Params<CommunitiesAsked>,
) -> Result<Json<Page<CommunitySummary>>, Refusal> {
    let after = asked.cursor.map(|id| CommunityId(id.0));
    let page = service::communities::list(&ctx.0, &actor, after).await?;
    Ok(Json(Page::of(page.communities, |card| CommunitySummary::of(ctx.root(), card))))
}

/// A community
///
/// Its description, charter, hosts and conditions, and what the asker is in it.
#[utoipa::path(
    get, path = "/communities/{slug}", tag = "communities", operation_id = "read_community",
    params(("slug" = String, Path, description = "Its name in addresses.", example = "reins-au-quotidien")),
    security((), ("token" = ["read"])),
    responses((status = 200, body = Community, description = "The community."))
)]
pub async fn one(ctx: Ctx, Reader(actor): Reader, OfName(slug): OfName) -> Result<Json<Community>, Refusal> {
    let page = service::communities::page(&ctx.0, &actor, &slug, domain::feed::Order::Active, None).await?;
    Ok(Json(Community::of(ctx.root(), page)))
}

/// Which page of threads, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ThreadsAsked {
    /// In which order; by latest activity when left out.
    order: Option<Order>,
    /// The `next` of the page before, in the same order.
    cursor: Option<PageCursor>,
}

/// Threads of a community
///
/// Those that the asker reads, 20 on a page.
#[utoipa::path(
    get, path = "/communities/{slug}/threads", tag = "communities", operation_id = "list_threads_of_community",
    params(("slug" = String, Path, description = "Its name in addresses.", example = "reins-au-quotidien"), ThreadsAsked),
    security((), ("token" = ["read"])),
    responses((status = 200, body = Threads, description = "One page of threads."))
)]
pub async fn threads(
    ctx: Ctx,
    Reader(actor): Reader,
    OfName(slug): OfName,
    Params(asked): Params<ThreadsAsked>,
) -> Result<Json<Threads>, Refusal> {
    let order = asked.order.map_or(domain::feed::Order::Active, |order| order.0);
    let cursor = asked.cursor.map(|cursor| cursor.0);
    let page = service::feed::of_community(&ctx.0, &actor, &slug, order, cursor).await?;
    Ok(Json(Page::of(page, |row| ThreadSummary::of(ctx.root(), row))))
}
