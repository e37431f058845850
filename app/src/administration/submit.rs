//! The server's side of this feature's forms.

use crate::forms::Done;
use domain::{Fields, Problem};
use service::{Actor, Context, Outcome, administration};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        "decide" => {
            administration::decide(ctx, actor, fields).await?;
            Ok(Done::at("/admin/claims?done=decided"))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}
