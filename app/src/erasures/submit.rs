//! The server's side of the forms about leaving.

use crate::forms::Done;
use crate::ssr::cookies;
use domain::erasures::Moment;
use domain::{Fields, Problem};
use service::{Actor, Context, Outcome, erasures};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        "request" => Ok(match erasures::request(ctx, actor, fields).await? {
            Moment::Later => Done::at("/settings/data?done=erasure_asked"),
            // Nobody is signed in any more, and what the device keeps goes too.
            Moment::Now => Done {
                to: "/?done=erased".into(),
                reload: true,
                cookies: vec![cookies::no_session(&ctx.settings)],
                wipe: true,
                away: None,
            },
        }),
        "cancel" => {
            erasures::cancel(ctx, actor).await?;
            Ok(Done::at("/settings/data?done=erasure_kept"))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}
