//! What the page about one's profession reads.

use crate::error::AppError;
use domain::pro_sante::ProfessionPage;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// One's own profession, and how it may be proved here.
#[server(prefix = "/api", endpoint = "pro_sante/page", input = GetUrl)]
pub async fn page() -> Result<ProfessionPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::pro_sante::page(&ctx, &actor).await)
}
