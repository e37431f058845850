//! The server's side of the forms about copies.

use crate::forms::Done;
use domain::Problem;
use service::{Actor, Context, Outcome, exports};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str) -> Outcome<Done> {
    match verb {
        "ask" => {
            exports::ask(ctx, actor).await?;
            Ok(Done::at("/settings/data?done=export_asked#set-export"))
        }
        "open" => {
            exports::open(ctx, actor).await?;
            Ok(Done::at("/settings/data?done=export_open#set-export"))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}
