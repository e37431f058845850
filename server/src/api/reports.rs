//! Reporting: anybody what they can read, also without an account (Digital Services Act, article 16).

use super::input::{Anybody, Ctx, Told};
use super::problem::Refusal;
use super::shapes::NewReport;
use axum::http::StatusCode;

/// Report something
///
/// What the asker can read, also without a token. Somebody reads it; a receipt goes to the member's address, or to the
/// one that is given. What a member reports twice is reported once, until it is decided.
#[utoipa::path(
    post, path = "/reports", tag = "reports", operation_id = "report", request_body = NewReport,
    security((), ("token" = ["write"])),
    responses(
        (status = 204, description = "It is received."),
        (status = 404, description = "Nothing of this kind has this id, or nothing that the asker may read.")
    )
)]
pub async fn report(ctx: Ctx, _: Anybody, Told(new, actor): Told<NewReport>) -> Result<StatusCode, Refusal> {
    let community = match new.community() {
        Some(slug) => Some(service::communities::id_of(&ctx.0, slug).await?),
        None => None,
    };
    let fields = new.into_fields(community)?;
    service::moderation::report(&ctx.0, &actor, &fields).await?;
    Ok(StatusCode::NO_CONTENT)
}
