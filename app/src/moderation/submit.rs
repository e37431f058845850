//! The server's side of moderation's forms.

use crate::forms::Done;
use domain::{Fields, Problem};
use service::{Actor, Context, Outcome, moderation};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        "report" => {
            let back = moderation::report(ctx, actor, fields).await?;
            let (path, at) = back.split_once('#').unwrap_or((&back, "content"));
            let sign = if path.contains('?') { '&' } else { '?' };
            Ok(Done::at(format!("{path}{sign}done=reported#{at}")))
        }
        "claim" => Ok(Done::at(format!("/moderation/{}#content", moderation::claim(ctx, actor, fields).await?))),
        "release" => {
            moderation::release(ctx, actor, fields).await?;
            Ok(Done::at("/moderation?done=saved#content"))
        }
        "note" => Ok(Done::at(format!("/moderation/{}#notes", moderation::note(ctx, actor, fields).await?))),
        "decide" => {
            moderation::decide(ctx, actor, fields).await?;
            Ok(Done::at("/moderation?done=decided#content"))
        }
        "appeal" => {
            moderation::appeal(ctx, actor, fields).await?;
            Ok(Done::at("/decisions?done=saved#content"))
        }
        "answer" => {
            moderation::answer(ctx, actor, fields).await?;
            Ok(Done::at("/moderation?tab=appeals&done=decided#content"))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}
