//! The server's side: who asks, how faults become answers.

pub mod cookies;

use crate::boot::Boot;
use crate::error::AppError;
use domain::Problem;
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use service::{Actor, Context, Fault};

/// Sets the status of the response being made.
pub fn set_status(status: u16) {
    if let (Some(options), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        options.set_status(status);
    }
}

/// The service's context and whoever asks, put there by the server for each request.
pub fn parts() -> Result<(Context, Actor), AppError> {
    match (use_context::<Context>(), use_context::<Actor>()) {
        (Some(ctx), Some(actor)) => Ok((ctx, actor)),
        _ => Err(AppError::Problem(Problem::Internal)),
    }
}

/// Whoever asks, looked up anew once the body of a command has come in: it may have taken its time, and meanwhile the
/// session have ended or its rights have changed. Whose session ended is a visitor.
pub async fn anew(ctx: &Context, mut actor: Actor, headers: &http::HeaderMap) -> service::Outcome<Actor> {
    if actor.me.is_some() {
        let token = cookies::of(headers, cookies::session_name(&ctx.settings)).unwrap_or_default();
        actor.me = service::members::sessions::authenticate(ctx, token).await?.map(|(me, _)| me);
    }
    Ok(actor)
}

/// A fault as it crosses the wire; its cause goes to the log under the correlation id.
pub fn problem(fault: Fault) -> Problem {
    match fault {
        Fault::Problem(problem) => problem,
        // A form's refusal is answered by `forms`; anywhere else the request was malformed.
        Fault::Form(_) => Problem::BadRequest,
        Fault::Internal(cause) => {
            let correlation = with_context::<Boot, _>(|boot| boot.correlation.clone()).unwrap_or_default();
            tracing::error!(correlation, %cause, "a use case failed");
            Problem::Internal
        }
    }
}

/// The answer of a reading server function, its status set when it fails.
pub fn answer<T>(outcome: service::Outcome<T>) -> Result<T, AppError> {
    outcome.map_err(|fault| {
        let problem = problem(fault);
        set_status(problem.status());
        AppError::Problem(problem)
    })
}

/// What the browser says of itself, to name the device by; empty when it says nothing.
pub fn user_agent() -> String {
    use_context::<http::request::Parts>()
        .and_then(|parts| {
            parts.headers.get(http::header::USER_AGENT).and_then(|value| value.to_str().ok().map(str::to_owned))
        })
        .unwrap_or_default()
}
