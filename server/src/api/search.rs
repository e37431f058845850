//! Finding threads: by tag, by words, in the asker's feed.

use super::input::{Ctx, OfName, Params, Reader};
use super::problem::Refusal;
use super::shapes::{
    Answered, Corrected, Feed, Kind, Order, Page, PageCursor, SearchResult, SearchResults, ThreadSummary, Threads,
    Voice,
};
use axum::Json;
use domain::fields::Errors;
use domain::{FieldError, Fields};
use serde::Deserialize;
use service::search::Wanted;
use utoipa::IntoParams;

/// Longest question, in characters.
const QUESTION_MAX: u32 = 200;
/// The last page of what is found.
const LAST_PAGE: u32 = 9;

/// Which page of a tag's threads.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TaggedAsked {
    /// The `next` of the page before.
    cursor: Option<PageCursor>,
}

/// Threads of a tag
///
/// Those that the asker reads, latest first, 20 on a page. A tag of which they read nothing does not exist.
#[utoipa::path(
    get, path = "/tags/{key}/threads", tag = "finding", operation_id = "list_threads_of_tag",
    params(("key" = String, Path, description = "The tag, as it stands in addresses.", example = "fatigue"), TaggedAsked),
    security((), ("token" = ["read"])),
    responses((status = 200, body = Threads, description = "One page of threads."))
)]
pub async fn of_tag(
    ctx: Ctx,
    Reader(actor): Reader,
    OfName(key): OfName,
    Params(asked): Params<TaggedAsked>,
) -> Result<Json<Threads>, Refusal> {
    let page = service::tags::page(&ctx.0, &actor, &key, asked.cursor.map(|cursor| cursor.0)).await?;
    Ok(Json(Page::of(page.threads, |row| ThreadSummary::of(ctx.root(), row))))
}

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchAsked {
    /// The words.
    #[param(min_length = 1, max_length = 200, example = "fatigue")]
    q: String,
    /// Only in the community of this name in addresses.
    #[param(pattern = "^[a-z0-9-]{1,60}$")]
    community: Option<String>,
    /// Only threads of this kind.
    kind: Option<Kind>,
    /// Only questions that are answered, or not.
    answered: Option<Answered>,
    /// Only where a reply of this voice was found.
    voice: Option<Voice>,
    /// Which page, from 0.
    #[param(minimum = 0, maximum = 9)]
    page: Option<u32>,
}

/// Search
///
/// Threads that the asker reads, best first, 20 on a page.
#[utoipa::path(
    get, path = "/search", tag = "finding", operation_id = "search", params(SearchAsked),
    security((), ("token" = ["read"])),
    responses((status = 200, body = SearchResults, description = "What was found."))
)]
pub async fn find(
    ctx: Ctx,
    Reader(actor): Reader,
    Params(asked): Params<SearchAsked>,
) -> Result<Json<SearchResults>, Refusal> {
    let mut errors = Errors::default();
    let have = u32::try_from(asked.q.chars().count()).unwrap_or(u32::MAX);
    match have {
        0 => errors.add("q", FieldError::Missing),
        _ if have > QUESTION_MAX => errors.add("q", FieldError::TooLong { max: QUESTION_MAX, have }),
        _ => {}
    }
    let slug = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if asked.community.as_deref().is_some_and(|name| !(1..=60).contains(&name.len()) || !name.bytes().all(slug)) {
        errors.add("community", FieldError::NotAChoice);
    }
    let page = asked.page.unwrap_or_default();
    if page > LAST_PAGE {
        errors.add("page", FieldError::NotANumber { min: 0, max: i32::try_from(LAST_PAGE).unwrap_or_default() });
    }
    errors.finish(&Fields::default())?;
    let wanted = Wanted {
        words: asked.q,
        community: asked.community,
        kind: asked.kind.map(|kind| kind.0),
        answered: asked.answered.map(|answered| answered.0),
        voice: asked.voice.map(|voice| voice.0),
        since: None,
        page,
    };
    let found = service::search::find(&ctx.0, &actor, &wanted).await?;
    Ok(Json(SearchResults {
        items: found.found.into_iter().map(|one| SearchResult::of(ctx.root(), one)).collect(),
        next: found.next,
        corrected: found.corrected.into_iter().map(|one| Corrected { asked: one.asked, used: one.used }).collect(),
    }))
}

/// Which page of the feed, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FeedAsked {
    /// In which order; by latest activity when left out. What waits for a professional is always latest first.
    order: Option<Order>,
    /// For a verified professional: what members see, instead of the questions that wait.
    everything: Option<bool>,
    /// The `next` of the page before, in the same order.
    cursor: Option<PageCursor>,
}

/// The feed
///
/// A member's communities, followed threads and tags; for a verified professional the questions that wait; for
/// a visitor what open communities show. 20 on a page.
#[utoipa::path(
    get, path = "/feed", tag = "finding", operation_id = "read_feed", params(FeedAsked),
    security((), ("token" = ["read"])),
    responses((status = 200, body = Feed, description = "One page of threads."))
)]
pub async fn feed(ctx: Ctx, Reader(actor): Reader, Params(asked): Params<FeedAsked>) -> Result<Json<Feed>, Refusal> {
    let order = asked.order.map_or(domain::feed::Order::Active, |order| order.0);
    let everything = asked.everything.unwrap_or_default();
    let page = service::feed::read(&ctx.0, &actor, order, everything, asked.cursor.map(|cursor| cursor.0)).await?;
    let shape = |row| ThreadSummary::of(ctx.root(), row);
    Ok(Json(Feed {
        first: page.first.into_iter().map(shape).collect(),
        items: page.threads.rows.into_iter().map(shape).collect(),
        next: page.threads.next,
    }))
}
