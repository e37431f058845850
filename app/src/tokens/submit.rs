//! The server's side of the tokens' forms.

use crate::forms::Done;
use crate::ssr::cookies;
use domain::{Fields, Problem};
use service::{Actor, Context, Outcome, tokens};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        "make" => {
            let secret = tokens::make(ctx, actor, fields).await?;
            let mut done = Done::at("/settings/tokens?done=token#made");
            done.cookies.push(cookies::made(&ctx.settings, &secret));
            Ok(done)
        }
        "revoke" => {
            tokens::revoke(ctx, actor, fields.get("token").parse().map_err(|_| Problem::NotFound)?).await?;
            Ok(Done::at("/settings/tokens?done=token_revoked"))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}
