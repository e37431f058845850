//! The server's side of this feature's forms.

use crate::forms::{Done, ProofFile};
use domain::{Fields, Problem};
use service::{Actor, Context, Outcome, pro_sante};

/// Carries out the verb.
pub async fn carry_out(ctx: &Context, actor: &Actor, verb: &str, fields: &Fields) -> Outcome<Done> {
    match verb {
        "start" => {
            let away = pro_sante::start(ctx, actor, fields).await?;
            Ok(Done { away: Some(away), ..Done::at("/settings/profession") })
        }
        "proof" => {
            pro_sante::bring(ctx, actor, &ProofFile::brought()).await?;
            Ok(Done::at("/settings/profession?done=proof"))
        }
        _ => Err(Problem::BadRequest.into()),
    }
}
