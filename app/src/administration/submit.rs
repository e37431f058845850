//! The server's side of this feature's forms.

use crate::forms::Done;
use crate::ssr::cookies;
use domain::{FieldError, Fields, Problem, Refused};
use service::members::Decided;
use service::{Actor, Context, Outcome, administration};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        "decide" => Ok(Done::at(match administration::decide(ctx, actor, fields).await? {
            Decided::FirstYes => "/admin/claims?done=first_yes",
            Decided::Whole => "/admin/claims?done=decided",
        })),
        "member" => member(ctx, actor, fields).await,
        "host" => {
            administration::name_host(ctx, actor, fields).await?;
            Ok(Done::at("/admin/communities?done=saved"))
        }
        "suspend" => {
            administration::suspend(ctx, actor, fields).await?;
            Ok(Done::at(format!("/admin/members/{}?done=saved#content", fields.get("about"))))
        }
        "lift" => {
            administration::lift(ctx, actor, fields).await?;
            Ok(Done::at(format!("/admin/members/{}?done=saved#content", fields.get("about"))))
        }
        "sign_ups" => {
            administration::set_sign_ups(ctx, actor, fields).await?;
            Ok(Done::at("/admin/settings?done=saved"))
        }
        "invite" => {
            let secret = administration::invite(ctx, actor, fields).await?;
            let mut done = Done::at("/admin/invitations?done=invited#made");
            done.cookies.push(cookies::invited(&ctx.settings, &secret));
            Ok(done)
        }
        "uninvite" => {
            administration::uninvite(ctx, actor, fields).await?;
            Ok(Done::at("/admin/invitations?done=saved"))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}

/// What one of the buttons on a member's page does: one reason, several buttons.
async fn member(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<Done> {
    let mut fields = fields.clone();
    let oneself = match fields.get("act") {
        "resend" => {
            administration::resend(ctx, actor, &fields).await?;
            false
        }
        "sign_out" => administration::sign_out(ctx, actor, &fields).await?,
        act => {
            let Some((right, to)) = act.rsplit_once('_') else {
                return Err(Refused::one("right", FieldError::NotAChoice, &fields).into());
            };
            let (right, to) = (right.to_owned(), to.to_owned());
            if right == "person" {
                fields.set("organisation", "none");
                fields.set("person", to);
                administration::set_organisation(ctx, actor, &fields).await?
            } else if right == "organisation" {
                fields.set("organisation", to);
                administration::set_organisation(ctx, actor, &fields).await?
            } else {
                fields.set("right", right);
                fields.set("to", to);
                administration::set_right(ctx, actor, &fields).await?
            }
        }
    };
    if oneself {
        // One's own sessions ended with it.
        let cookies = vec![cookies::no_session(&ctx.settings)];
        return Ok(Done { reload: true, cookies, wipe: true, ..Done::at("/sign-in") });
    }
    Ok(Done::at(format!("/admin/members/{}?done=saved#content", fields.get("about"))))
}
