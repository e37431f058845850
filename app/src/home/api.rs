//! What the first page reads.

use crate::error::AppError;
use domain::threads::ThreadRow;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The latest of what open communities show everybody.
#[server(prefix = "/api", endpoint = "home/latest", input = GetUrl)]
pub async fn latest() -> Result<Vec<ThreadRow>, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::home::latest(&ctx, &actor).await)
}
