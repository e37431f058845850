//! Server functions that search.

use crate::error::AppError;
use domain::search::{SearchPage, Suggested, Suggestions};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// What is found for a question. `since` is a number of days.
#[server(prefix = "/api", endpoint = "search/find", input = GetUrl)]
pub async fn find(
    q: String,
    community: String,
    kind: String,
    answered: String,
    voice: String,
    since: String,
    page: u32,
) -> Result<SearchPage, AppError> {
    use domain::search::Answered;
    use domain::threads::{Kind, Voice};
    let (ctx, actor) = crate::ssr::parts()?;
    let days = since.parse::<i64>().ok().filter(|days| (1..=3_660).contains(days));
    let wanted = service::search::Wanted {
        words: q,
        community: Some(community).filter(|slug| !slug.is_empty()),
        kind: Kind::from_word(&kind),
        answered: Answered::from_word(&answered),
        voice: Voice::from_word(&voice),
        since: days.map(|days| ctx.now().plus(-days * domain::time::DAY)),
        page,
    };
    crate::ssr::answer(service::search::find(&ctx, &actor, &wanted).await)
}

/// Threads like what is being written. Takes the text in the body of a POST because it may be long, and
/// because what is not posted yet must not stand in a log; changes nothing.
#[server(prefix = "/api", endpoint = "search/similar")]
pub async fn similar(text: String) -> Result<Vec<Suggested>, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::search::similar(&ctx, &actor, &text).await)
}

/// What could be meant. In the body of a POST for the same reasons; changes nothing.
#[server(prefix = "/api", endpoint = "search/suggest")]
pub async fn suggest(typed: String) -> Result<Suggestions, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::search::suggest(&ctx, &actor, &typed).await)
}
