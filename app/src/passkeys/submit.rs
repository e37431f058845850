//! The server's side of the passkeys' forms.

use crate::forms::Done;
use crate::ssr::{cookies, user_agent};
use domain::text::encode;
use domain::{Fields, Problem};
use service::members::sessions::SignedIn;
use service::{Actor, Context, Outcome, members, passkeys};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        // Nothing signed yet: it was proved who asks, and the page now shows the button that adds one.
        "add" if !fields.has(passkeys::ANSWER) => {
            members::proved(ctx, actor)?;
            Ok(Done::at(format!("/settings/passkeys?name={}#add-passkey", encode(fields.trimmed("name")))))
        }
        "add" => {
            passkeys::add(ctx, actor, fields).await?;
            Ok(Done::at("/settings/passkeys?done=passkey#own-passkeys"))
        }
        "rename" => {
            passkeys::rename(ctx, actor, fields).await?;
            Ok(Done::at("/settings/passkeys?done=saved#own-passkeys"))
        }
        "remove" => {
            passkeys::remove(ctx, actor, fields).await?;
            Ok(Done::at("/settings/passkeys?done=passkey_removed#own-passkeys"))
        }
        "codes" => {
            let codes = passkeys::make_codes(ctx, actor).await?;
            let mut done = Done::at("/settings/passkeys?done=codes#codes");
            done.cookies.push(cookies::codes(&ctx.settings, &codes));
            Ok(done)
        }
        "sign_in" => {
            let session = passkeys::sign_in(ctx, actor, fields, &user_agent()).await?;
            let to = crate::members::submit::begins_at(ctx, &session, fields).await?;
            Ok(entered(ctx, to, &session))
        }
        "recover" => {
            let session = passkeys::recover(ctx, actor, fields, &user_agent()).await?;
            Ok(entered(ctx, "/settings/passkeys?done=recovered", &session))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}

/// Signed in: the page is loaded whole.
fn entered(ctx: &Context, to: &str, session: &SignedIn) -> Done {
    Done {
        to: to.into(),
        reload: true,
        cookies: vec![cookies::session(&ctx.settings, &session.token)],
        ..Done::default()
    }
}
