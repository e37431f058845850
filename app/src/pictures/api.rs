//! Bringing a picture from a hydrated page.

use crate::forms::NotDone;
use domain::pictures::PictureView;
use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};

/// Takes one file; the picture waits for the text that will name it.
#[server(prefix = "/api", endpoint = "pictures/bring", input = MultipartFormData)]
pub async fn bring(data: MultipartData) -> Result<PictureView, NotDone> {
    use crate::error::AppError;
    use domain::Problem;
    let (ctx, actor) = crate::ssr::parts().map_err(NotDone::Error)?;
    let request = use_context::<http::request::Parts>();
    let request = request.ok_or(NotDone::Error(AppError::Problem(Problem::Internal)))?;
    let bad = || crate::ssr::answer(Err(Problem::BadRequest.into())).map_err(NotDone::Error);
    // Nobody else's bytes are read.
    let brought = match (actor.confirmed(), data.into_inner()) {
        (Err(fault), _) => Err(fault),
        (Ok(_), None) => return bad(),
        (Ok(_), Some(mut parts)) => match parts.next_field().await {
            Ok(Some(part)) => match part.bytes().await {
                // A file takes its time: it is kept for who asks now.
                Ok(file) => match crate::ssr::anew(&ctx, actor.clone(), &request.headers).await {
                    Ok(actor) => service::pictures::bring(&ctx, &actor, file.into()).await,
                    Err(fault) => Err(fault),
                },
                Err(_) => return bad(),
            },
            _ => return bad(),
        },
    };
    match brought {
        Err(service::Fault::Form(refused)) => {
            crate::ssr::set_status(422);
            Err(NotDone::Refused(refused))
        }
        other => crate::ssr::answer(other).map_err(NotDone::Error),
    }
}
