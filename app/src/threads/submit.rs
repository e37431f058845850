//! The server's side of the threads' forms.

use crate::forms::Done;
use domain::threads::Reaction;
use domain::{Fields, Problem, ReplyId, ThreadId};
use service::{Actor, Context, Outcome, threads};

fn thread(fields: &Fields) -> Result<ThreadId, Problem> {
    fields.get("thread").parse().map_err(|_| Problem::BadRequest)
}

fn reply(fields: &Fields) -> Result<ReplyId, Problem> {
    fields.get("reply").parse().map_err(|_| Problem::BadRequest)
}

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        "ask" => {
            let id = threads::ask(ctx, actor, fields).await?;
            Ok(Done::at(format!("/t/{id}?done=posted#content")))
        }
        "reply" => {
            let (thread, reply) = threads::reply(ctx, actor, fields).await?;
            Ok(Done::at(format!("/t/{thread}?at={reply}&done=replied#r-{reply}")))
        }
        "react" => {
            let thread = thread(fields)?;
            let subject = if fields.has("reply") { Some(reply(fields)?) } else { None };
            let (given, word) = match fields.get("reaction").strip_prefix('-') {
                Some(word) => (false, word),
                None => (true, fields.get("reaction")),
            };
            let reaction = Reaction::from_word(word).ok_or(Problem::BadRequest)?;
            threads::react(ctx, actor, thread, subject, reaction, given).await?;
            Ok(Done::at(match subject {
                Some(reply) => format!("/t/{thread}?at={reply}#r-{reply}"),
                None => format!("/t/{thread}"),
            }))
        }
        "helped" => {
            let (thread, reply) = (thread(fields)?, reply(fields)?);
            threads::mark_helped(ctx, actor, thread, reply, fields.get("helped") == "1").await?;
            Ok(Done::at(format!("/t/{thread}?at={reply}#r-{reply}")))
        }
        "follow" => {
            let thread = thread(fields)?;
            threads::follow(ctx, actor, thread, fields.get("follow") == "1").await?;
            Ok(Done::at(format!("/t/{thread}#follow")))
        }
        "pin" => {
            let thread = thread(fields)?;
            let asked = match fields.get("pin") {
                "on" => threads::Pin::On,
                "off" => threads::Pin::Off,
                "up" => threads::Pin::Up,
                _ => return Err(Problem::BadRequest.into()),
            };
            threads::pin(ctx, actor, thread, asked, fields).await?;
            Ok(Done::at(format!("/t/{thread}?done=saved#content")))
        }
        "close" => {
            let thread = thread(fields)?;
            threads::close(ctx, actor, thread, fields.get("closed") == "1").await?;
            Ok(Done::at(format!("/t/{thread}?done=saved#content")))
        }
        "narrow" => {
            let thread = thread(fields)?;
            threads::narrow(ctx, actor, thread, fields).await?;
            Ok(Done::at(format!("/t/{thread}?done=saved#content")))
        }
        "edit" => {
            let thread = thread(fields)?;
            threads::edit_thread(ctx, actor, thread, fields).await?;
            Ok(Done::at(format!("/t/{thread}?done=saved#content")))
        }
        "edit_reply" => {
            let reply = reply(fields)?;
            let thread = threads::edit_reply(ctx, actor, reply, fields).await?;
            Ok(Done::at(format!("/t/{thread}?at={reply}&done=saved#r-{reply}")))
        }
        "delete" => {
            let thread = thread(fields)?;
            let (slug, trace) = threads::delete_thread(ctx, actor, thread).await?;
            Ok(Done::at(if trace {
                format!("/t/{thread}?done=deleted#content")
            } else {
                format!("/c/{slug}?done=deleted#content")
            }))
        }
        "delete_reply" => {
            let thread = threads::delete_reply(ctx, actor, reply(fields)?).await?;
            Ok(Done::at(format!("/t/{thread}?done=deleted#content")))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}
