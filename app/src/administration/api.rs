//! What the administration reads.

use crate::error::AppError;
use domain::members::{ClaimsPage, KeptMail};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The claims that wait, and those that gave a badge.
#[server(prefix = "/api", endpoint = "administration/claims", input = GetUrl)]
pub async fn claims() -> Result<ClaimsPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::administration::claims(&ctx, &actor).await)
}

/// The mails that a development server kept.
#[server(prefix = "/api", endpoint = "administration/mail", input = GetUrl)]
pub async fn mail() -> Result<Vec<KeptMail>, AppError> {
    let (ctx, _) = crate::ssr::parts()?;
    crate::ssr::answer(service::administration::kept_mail(&ctx).await)
}
