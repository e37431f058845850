//! The pictures of a text.

use super::input::{Ctx, Of, Reader};
use super::problem::Refusal;
use axum::http::header;
use axum::response::IntoResponse;
use domain::pictures::Size;
use domain::tokens::Trouble;
use service::pictures;

/// A picture
///
/// Whoever reads the text it stands with sees it. It holds pixels and nothing else: no place, no date, no device.
#[utoipa::path(
    get, path = "/pictures/{id}/{file}", tag = "threads", operation_id = "see_picture",
    params(
        ("id" = super::shapes::Id, Path, description = "The picture."),
        ("file" = super::shapes::PictureFile, Path, description = "Which of its files."),
    ),
    security((), ("token" = ["read"])),
    responses((status = 200, description = "The picture.", content(
        (Vec<u8> = "image/webp"), (Vec<u8> = "image/jpeg")
    )))
)]
pub async fn see(
    ctx: Ctx,
    Reader(actor): Reader,
    Of((id, file)): Of<(String, String)>,
) -> Result<impl IntoResponse, Refusal> {
    let (Ok(id), Some(size)) = (id.parse(), Size::from_file(&file)) else { return Err(Trouble::NotFound.into()) };
    let seen = pictures::see(&ctx.0, &actor, id, size).await?;
    Ok(([(header::CONTENT_TYPE, size.content_type())], seen.file))
}
