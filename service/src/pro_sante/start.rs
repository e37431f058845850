//! Going there.

use super::{ATTEMPT_LASTS, CALLBACK};
use crate::crypto::Token;
use crate::members::agreements;
use crate::members::keys::MemberKey;
use crate::{Actor, Context, Fault, Me, Outcome, limits};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::members::{PROFESSION_CONSENT, Role};
use domain::{FieldError, Fields, Problem, Refused};
use openidconnect::core::{CoreClient, CoreResponseType};
use openidconnect::{
    AuthUrl, AuthenticationContextClass, AuthenticationFlow, ClientId, CsrfToken, IssuerUrl, JsonWebKeySet, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
};
use serde::{Deserialize, Serialize};
use store::pro_sante::Attempt;

/// What nonce and verifier are sealed for.
const ATTEMPT: &str = "pro sante attempt";

/// What is kept until somebody comes back.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub nonce: String,
    pub verifier: String,
}

/// The professional who asks.
pub(super) fn professional(actor: &Actor) -> Outcome<&Me> {
    let me = actor.addressed()?;
    if me.role == Role::Professional { Ok(me) } else { Err(Problem::Forbidden.into()) }
}

/// Where the provider leads back to.
pub(super) fn redirect(ctx: &Context) -> Outcome<RedirectUrl> {
    RedirectUrl::new(format!("{}{CALLBACK}", ctx.settings.public_url)).map_err(Fault::internal)
}

/// Begins a proof: the address that the browser goes on at. `NotFound` where there is no provider. Nothing is asked of
/// the provider yet. Whoever goes agrees to what is kept of it.
pub async fn start(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<String> {
    let me = professional(actor)?;
    let provider = ctx.pro_sante.as_ref().ok_or(Problem::NotFound)?;
    if !fields.has(PROFESSION_CONSENT) {
        return Err(Refused::one(PROFESSION_CONSENT, FieldError::MustAgree, fields).into());
    }
    limits::check_actor(ctx, "pro_sante", actor, limits::CHALLENGES).await?;
    let setup = &provider.setup;
    let state = Token::draw(ctx);
    let kept = Kept { nonce: drawn(ctx), verifier: drawn(ctx) };
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(kept.verifier.clone()));
    let issuer = IssuerUrl::new(setup.issuer.clone()).map_err(Fault::internal)?;
    let client = CoreClient::new(ClientId::new(setup.client_id.clone()), issuer, JsonWebKeySet::new(Vec::new()))
        .set_auth_uri(AuthUrl::new(setup.authorization_url.clone()).map_err(Fault::internal)?)
        .set_redirect_uri(redirect(ctx)?);
    let (text, nonce) = (state.text, kept.nonce.clone());
    let mut request = client
        .authorize_url(
            AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
            || CsrfToken::new(text),
            || Nonce::new(nonce),
        )
        .set_pkce_challenge(challenge)
        .add_scopes(setup.scopes.iter().filter(|scope| *scope != "openid").cloned().map(Scope::new));
    for value in &setup.acr_values {
        request = request.add_auth_context_value(AuthenticationContextClass::new(value.clone()));
    }
    let (address, _, _) = request.url();

    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let account = store::members::find(&mut tx.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    let key = MemberKey::unwrap(ctx, account.wrapped.as_deref())?;
    let sealed = key.seal(ctx, ATTEMPT, &serde_json::to_string(&kept).map_err(Fault::internal)?);
    let attempt =
        Attempt { member: me.id, session: me.session, sealed, created: now, expires: now.plus(ATTEMPT_LASTS) };
    store::pro_sante::insert_attempt(&mut tx.conn(), &state.hash, &attempt).await?;
    agreements::give(ctx, &mut tx.conn(), me.id, &agreements::profession(actor.locale), now).await?;
    tx.commit().await?;
    Ok(address.to_string())
}

/// What was kept of an attempt of this member.
pub(super) fn opened(key: &MemberKey, attempt: &Attempt) -> Outcome<Kept> {
    serde_json::from_str(&key.open(ATTEMPT, &attempt.sealed)?).map_err(Fault::internal)
}

/// 256 random bits as 43 letters: what PKCE asks for at least (RFC 7636 §4.1).
fn drawn(ctx: &Context) -> String {
    URL_SAFE_NO_PAD.encode(ctx.random_bytes::<32>())
}
