//! The server's side of this feature's forms.

use crate::forms::{Done, ProofFile};
use domain::{Fields, Problem};
use leptos::prelude::use_context;
use service::{Actor, Context, Outcome, pro_sante};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, _fields: &Fields) -> Outcome<Done> {
    match verb {
        "start" => {
            let away = pro_sante::start(ctx, actor).await?;
            Ok(Done { away: Some(away), ..Done::at("/settings/profession") })
        }
        "proof" => {
            let file =
                use_context::<http::request::Parts>().and_then(|parts| parts.extensions.get::<ProofFile>().cloned());
            pro_sante::bring(ctx, actor, file.as_ref().map_or(&[], |file| &*file.0)).await?;
            Ok(Done::at("/settings/profession?done=proof"))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}
