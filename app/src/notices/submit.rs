//! The server's side of the notices' forms.

use crate::forms::Done;
use domain::{Fields, Problem};
use service::{Actor, Context, Outcome, notices};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        "see" => {
            let thread = match fields.get("thread") {
                "" => None,
                id => Some(id.parse().map_err(|_| Problem::NotFound)?),
            };
            notices::see(ctx, actor, thread).await?;
            Ok(Done::at("/notices?done=seen"))
        }
        "choose" => {
            notices::choose(ctx, actor, fields).await?;
            Ok(Done::at("/settings/notices?done=saved"))
        }
        "ring" => {
            notices::ring(ctx, actor, fields).await?;
            Ok(Done::at("/settings/notices"))
        }
        "silence" => {
            notices::silence(ctx, actor, fields).await?;
            Ok(Done::at("/settings/notices"))
        }
        "unsubscribe" => {
            notices::unsubscribe(ctx, fields).await?;
            Ok(Done::at("/unsubscribe?done=unsubscribed"))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}
