//! The server's side of vigilance's forms.

use crate::forms::Done;
use domain::{Fields, Problem};
use service::{Actor, Context, Outcome, vigilance};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        // Nothing is done: what was typed goes back to the page, which draws the summary of it.
        "summarise" => Err(vigilance::summarise(ctx, actor, fields).await?.into()),
        "decide" => {
            let slug = vigilance::decide(ctx, actor, fields).await?;
            Ok(Done::at(format!("/c/{slug}/vigilance?done=saved#content")))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}
