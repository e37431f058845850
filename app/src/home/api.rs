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

/// Where vulnerabilities are reported.
#[server(prefix = "/api", endpoint = "home/security", input = GetUrl)]
pub async fn security() -> Result<super::security::Contact, AppError> {
    let (ctx, _) = crate::ssr::parts()?;
    let contact = service::home::security_contact(&ctx).map(|to| {
        let shown = to.strip_prefix("mailto:").unwrap_or(&to).to_owned();
        (to, shown)
    });
    // A server function is asynchronous, also where nothing is waited for.
    std::future::ready(Ok(super::security::Contact(contact))).await
}
