//! The server's side of this feature's forms.

use crate::forms::Done;
use domain::{Fields, Problem};
use service::{Actor, Context, Outcome, communities};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    // The community's part of an address comes from the form: only a plain one is led back to.
    let slug = domain::text::slug(fields.get("community"));
    match verb {
        "create" => {
            let slug = communities::create(ctx, actor, fields).await?;
            Ok(Done::at(format!("/c/{slug}?done=opened")))
        }
        "join" => {
            communities::join(ctx, actor, fields).await?;
            Ok(Done::at(format!("/c/{slug}?done=joined")))
        }
        "leave" => {
            communities::leave(ctx, actor, fields).await?;
            Ok(Done::at("/communities?done=left"))
        }
        "change_charter" => {
            communities::change_charter(ctx, actor, fields).await?;
            Ok(Done::at(format!("/c/{slug}/charter?done=charter_published")))
        }
        "agree_to_charter" => {
            communities::agree_to_charter(ctx, actor, fields).await?;
            Ok(Done::at(format!("/c/{slug}?done=charter_agreed")))
        }
        "hold_first" => {
            service::moderation::hold_first(ctx, actor, fields).await?;
            Ok(Done::at(format!("/c/{slug}/hosts?done=saved")))
        }
        "name_host" => {
            communities::name_host(ctx, actor, fields).await?;
            Ok(Done::at(format!("/c/{slug}/hosts?done=saved")))
        }
        "remove_host" => {
            let stepped_down = communities::remove_host(ctx, actor, fields).await?;
            // Whoever stepped down no longer sees the page of hosts.
            Ok(Done::at(if stepped_down {
                format!("/c/{slug}?done=saved")
            } else {
                format!("/c/{slug}/hosts?done=saved")
            }))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}
