//! The server's side of this feature's forms.

use crate::forms::Done;
use domain::{Fields, Problem};
use service::{Actor, Context, Outcome};

/// Carries out the verb.
pub async fn carry_out(_ctx: &Context, _actor: &Actor, verb: &str, _fields: &Fields) -> Outcome<Done> {
    match verb {
        _ => Err(Problem::BadRequest.into()),
    }
}
