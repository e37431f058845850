//! The server's side of the tags' form.

use crate::forms::Done;
use domain::{Fields, Problem};
use service::{Actor, Context, Outcome};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        "follow" => {
            let tag = service::tags::follow(ctx, actor, fields.get("tag"), fields.get("follow") == "1").await?;
            Ok(Done::at(format!("/tags/{}#follow", tag.key)))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}
