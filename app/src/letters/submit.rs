//! The server's side of the letters' forms.

use crate::forms::Done;
use domain::{Fields, Problem};
use service::{Actor, Context, Outcome, letters};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        "write" => {
            let to = letters::write(ctx, actor, fields).await?;
            Ok(Done::at(format!("/letters/{to}?done=sent_letter#content")))
        }
        "read" => {
            let id = fields.get("correspondence").parse().map_err(|_| Problem::NotFound)?;
            letters::correspondence(ctx, actor, id).await?;
            Ok(Done::at("/letters"))
        }
        "refuse" => {
            letters::refuse(ctx, actor, fields).await?;
            Ok(Done::at("/letters?done=saved#content"))
        }
        "block" => {
            letters::block(ctx, actor, fields).await?;
            Ok(Done::at("/letters?done=blocked#content"))
        }
        "unblock" => {
            letters::unblock(ctx, actor, fields).await?;
            Ok(Done::at("/letters?done=saved#content"))
        }
        "receive" => {
            letters::receive(ctx, actor, fields).await?;
            Ok(Done::at("/letters?done=saved#content"))
        }
        "erase" => {
            let with = letters::erase(ctx, actor, fields).await?;
            Ok(Done::at(format!("/letters/{with}?done=deleted#content")))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}
