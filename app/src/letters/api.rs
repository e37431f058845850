//! Server functions that read letters.

use crate::error::AppError;
use domain::letters::{CorrespondencePage, LettersPage};
use domain::{LetterId, MemberId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// Everybody one writes with.
#[server(prefix = "/api", endpoint = "letters/list", input = GetUrl)]
pub async fn read_letters() -> Result<LettersPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::letters::list(&ctx, &actor).await)
}

/// One's correspondence with a member.
#[server(prefix = "/api", endpoint = "letters/with", input = GetUrl)]
pub async fn read_with(member: MemberId, before: Option<LetterId>) -> Result<CorrespondencePage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::letters::with(&ctx, &actor, member, before).await)
}
