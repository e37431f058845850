//! What a passkey is to sign.

use super::{CHALLENGE_LASTS, handle, open, relying};
use crate::crypto::Token;
use crate::members::keys::MemberKey;
use crate::members::proved;
use crate::{Actor, Context, Fault, Me, Outcome, limits};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Problem;
use domain::passkeys::{Asked, Ceremony};
use serde_json::{Value, json};
use store::passkeys::NewChallenge;

/// Draws what a passkey is to sign. Signing in needs no name: the authenticator knows who it belongs to, and nobody
/// learns who has an account.
pub async fn ask(ctx: &Context, actor: &Actor, ceremony: Ceremony) -> Outcome<Asked> {
    let me = match ceremony {
        Ceremony::SignIn => None,
        Ceremony::Prove => Some(actor.signed_in()?),
        Ceremony::Register => {
            actor.addressed()?;
            Some(proved(ctx, actor)?)
        }
    };
    limits::check_actor(ctx, "passkey_challenge", actor, limits::CHALLENGES).await?;
    let relying = relying(ctx)?;
    // The library draws the challenge itself; it takes no other source of randomness.
    let (options, state) = match ceremony {
        Ceremony::Register => {
            let me = me.ok_or(Problem::SignInNeeded)?;
            let (options, state) = relying
                .start_passkey_registration(handle(ctx, me.id), &me.pseudonym, &me.pseudonym, None)
                .map_err(Fault::internal)?;
            let mut options = json_of(&options)?;
            // Found without a name typed: the passkey itself must know its member.
            options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("required");
            options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(true);
            options["publicKey"]["excludeCredentials"] = own(ctx, me).await?;
            (options, serde_json::to_string(&state))
        }
        Ceremony::SignIn | Ceremony::Prove => {
            let (options, state) = relying.start_discoverable_authentication().map_err(Fault::internal)?;
            let mut options = json_of(&options)?;
            // It is asked for by a button.
            options["mediation"] = Value::Null;
            if let Some(me) = me {
                options["publicKey"]["allowCredentials"] = own(ctx, me).await?;
            }
            (options, serde_json::to_string(&state))
        }
    };
    let token = Token::draw(ctx);
    let now = ctx.now();
    let challenge = NewChallenge {
        token_hash: token.hash,
        ceremony,
        asker: me.map(|me| (me.id, me.session)),
        state: state.map_err(Fault::internal)?,
        expires: now.plus(CHALLENGE_LASTS),
    };
    let mut tx = ctx.store.begin().await?;
    store::passkeys::insert_challenge(&mut tx.conn(), &challenge, now).await?;
    tx.commit().await?;
    Ok(Asked { token: token.text, options: options.to_string() })
}

fn json_of(options: &impl serde::Serialize) -> Outcome<Value> {
    serde_json::to_value(options).map_err(Fault::internal)
}

/// A member's credentials, as the browser is told of them.
async fn own(ctx: &Context, me: &Me) -> Outcome<Value> {
    let mut reader = ctx.store.read().await?;
    let account = store::members::find(&mut reader.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    let rows = store::passkeys::of_member(&mut reader.conn(), me.id).await?;
    if rows.is_empty() {
        return Ok(json!([]));
    }
    let key = MemberKey::unwrap(ctx, account.wrapped.as_deref())?;
    let ids = rows.iter().map(|row| {
        let id = URL_SAFE_NO_PAD.encode(open(&key, row)?.cred_id());
        Ok(json!({ "type": "public-key", "id": id }))
    });
    ids.collect::<Outcome<Vec<Value>>>().map(Value::Array)
}
