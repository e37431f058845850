//! What a passkey signed, looked at: by whom, for what, and whether it is the first time.

use super::{ANSWER, CHALLENGE, PROOF, PROOF_CHALLENGE, credential_hash, handle, open, refused, relying, seal};
use crate::crypto::Token;
use crate::members::keys::MemberKey;
use crate::{Actor, Context, Outcome};
use domain::passkeys::Ceremony;
use domain::{Fields, MemberId, PasskeyId, SessionId};
use serde::de::DeserializeOwned;
use store::Conn;
use store::members::Account;
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential, WebauthnError};

/// A passkey that signed rightly; its use is still to be noted.
pub(crate) struct Signed {
    /// Whose it is.
    pub account: Account,
    passkey: PasskeyId,
    sealed: Vec<u8>,
    counter: u32,
}

impl Signed {
    /// Notes the use, inside a transaction. False when another use came first: then it must not count.
    pub async fn note(&self, ctx: &Context, conn: &mut Conn<'_>) -> Outcome<bool> {
        let noted = store::passkeys::note_use(conn, self.passkey, self.counter, &self.sealed, ctx.now()).await?;
        if !noted {
            tracing::warn!("a passkey signed with a number that was used, or is gone");
        }
        Ok(noted)
    }
}

/// Takes the state of what was to be signed: it is gone now, whatever comes of it. `None` when it is too old, was
/// for something else or asked for by another session.
pub(super) async fn taken<T: DeserializeOwned>(
    ctx: &Context,
    actor: &Actor,
    ceremony: Ceremony,
    fields: &Fields,
) -> Outcome<Option<T>> {
    let token = if ceremony == Ceremony::Prove { PROOF_CHALLENGE } else { CHALLENGE };
    let Some(hash) = Token::hash_of(fields.get(token)) else { return Ok(None) };
    let mut tx = ctx.store.begin().await?;
    let challenge = store::passkeys::take_challenge(&mut tx.conn(), &hash).await?;
    tx.commit().await?;
    let asker: Option<(MemberId, SessionId)> = match ceremony {
        Ceremony::SignIn => None,
        Ceremony::Register | Ceremony::Prove => actor.me.as_ref().map(|me| (me.id, me.session)),
    };
    let fitting =
        |one: &store::passkeys::Challenge| one.ceremony == ceremony && one.expires > ctx.now() && one.asker() == asker;
    Ok(challenge.filter(fitting).and_then(|one| serde_json::from_str(&one.state).ok()))
}

/// Whose passkey signed what it was asked to. Everything that is wrong is answered alike, at this field.
pub(crate) async fn signed(
    ctx: &Context,
    actor: &Actor,
    ceremony: Ceremony,
    field: &str,
    fields: &Fields,
) -> Outcome<Signed> {
    let no = || refused(field, fields);
    let state: DiscoverableAuthentication = taken(ctx, actor, ceremony, fields).await?.ok_or_else(no)?;
    let answer = if ceremony == Ceremony::Prove { PROOF } else { ANSWER };
    let answer: PublicKeyCredential = serde_json::from_str(fields.get(answer)).map_err(|_| no())?;
    let hash = credential_hash(ctx, answer.get_credential_id());
    let mut reader = ctx.store.read().await?;
    let row = store::passkeys::find(&mut reader.conn(), &hash).await?.ok_or_else(no)?;
    let account = store::members::find(&mut reader.conn(), row.member).await?.ok_or_else(no)?;
    drop(reader);
    // Without its member's key (a backup, read back after they left) nothing of it can be read.
    if account.confirmed.is_none() || account.wrapped.is_none() {
        return Err(no());
    }
    let theirs = handle(ctx, row.member);
    let same = answer.get_user_unique_id().map(|id| id == theirs.as_bytes());
    let right = match ceremony {
        // Nobody was named before: the authenticator does (WebAuthn, 7.2, step 6).
        Ceremony::SignIn => same == Some(true),
        Ceremony::Prove => same != Some(false) && actor.me.as_ref().is_some_and(|me| me.id == row.member),
        Ceremony::Register => false,
    };
    if !right {
        return Err(no());
    }
    let key = MemberKey::unwrap(ctx, account.wrapped.as_deref())?;
    let mut credential = open(&key, &row)?;
    let result = match relying(ctx)?.finish_discoverable_authentication_v2(&answer, state, &credential) {
        Ok(result) if result.user_verified() => result,
        Err(WebauthnError::CredentialPossibleCompromise) => {
            tracing::warn!("a passkey's counter did not go forwards: there may be a copy of it");
            return Err(no());
        }
        _ => return Err(no()),
    };
    credential.update_credential(&result);
    let sealed = seal(ctx, &key, row.id, &credential)?;
    Ok(Signed { account, passkey: row.id, sealed, counter: result.counter() })
}
