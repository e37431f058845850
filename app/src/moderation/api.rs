//! Server functions that read moderation.

use crate::error::AppError;
use domain::moderation::{CasePage, DecisionView, DecisionsPage, LogPage, QueuePage, ReportPage, Subject, Tab};
use domain::{CaseId, DecisionId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// What somebody is about to report.
#[server(prefix = "/api", endpoint = "moderation/report", input = GetUrl)]
pub async fn read_report(subject: Subject, id: String) -> Result<ReportPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::moderation::report_page(&ctx, &actor, subject, &id).await)
}

/// A list of the queue, by the beginning of a member's or a community's name.
#[server(prefix = "/api", endpoint = "moderation/queue", input = GetUrl)]
pub async fn read_queue(tab: Tab, q: String, after: String) -> Result<QueuePage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    let sought = service::moderation::Sought { tab, typed: q, after: domain::feed::Cursor::parse(&after) };
    crate::ssr::answer(service::moderation::queue(&ctx, &actor, sought).await)
}

/// A case.
#[server(prefix = "/api", endpoint = "moderation/case", input = GetUrl)]
pub async fn read_case(id: CaseId) -> Result<CasePage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::moderation::case(&ctx, &actor, id).await)
}

/// A decision that is appealed against.
#[server(prefix = "/api", endpoint = "moderation/appeal", input = GetUrl)]
pub async fn read_appeal(id: DecisionId) -> Result<DecisionView, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::moderation::appealed(&ctx, &actor, id).await)
}

/// What was decided about oneself.
#[server(prefix = "/api", endpoint = "moderation/decisions", input = GetUrl)]
pub async fn read_decisions() -> Result<DecisionsPage, AppError> {
    let (ctx, actor) = crate::ssr::parts()?;
    crate::ssr::answer(service::moderation::decisions(&ctx, &actor).await)
}

/// The public log.
#[server(prefix = "/api", endpoint = "moderation/log", input = GetUrl)]
pub async fn read_log(community: Option<String>) -> Result<LogPage, AppError> {
    let (ctx, _) = crate::ssr::parts()?;
    crate::ssr::answer(service::moderation::log(&ctx, community.as_deref()).await)
}
