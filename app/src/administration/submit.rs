//! The server's side of this feature's forms.

use crate::forms::Done;
use domain::{Fields, Problem};
use service::members::Decided;
use service::{Actor, Context, Outcome, administration};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        "decide" => Ok(Done::at(match administration::decide(ctx, actor, fields).await? {
            Decided::FirstYes => "/admin/claims?done=first_yes",
            Decided::Whole => "/admin/claims?done=decided",
        })),
        _ => Err(Problem::BadRequest.into()),
    }
}
