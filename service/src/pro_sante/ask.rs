//! Asking the provider who somebody is, and believing it as far as it proves it.

use super::SKEW;
use super::provider::{NotReached, Provider, Request, Response};
use super::start::{Kept, redirect};
use crate::{Context, Fault, Outcome};
use chrono::{DateTime, Utc};
use domain::Timestamp;
use domain::members::Profession;
use domain::pro_sante::{Trouble, profession_of};
use futures::future::BoxFuture;
use openidconnect::core::{
    CoreClient, CoreGenderClaim, CoreJsonWebKeySet, CoreJwsSigningAlgorithm, CoreProviderMetadata,
};
use openidconnect::{
    AccessTokenHash, AdditionalClaims, AsyncHttpClient, AuthorizationCode, ClaimsVerificationError, ClientId,
    ClientSecret, DiscoveryError, IssuerUrl, JsonWebKeySet, JsonWebKeySetUrl, Nonce, OAuth2TokenResponse,
    PkceCodeVerifier, RequestTokenError, TokenResponse, TokenUrl, UserInfoClaims, UserInfoError, UserInfoUrl,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// How the provider may sign. Never with a secret that both sides know, and never not at all.
const SIGNED_BY: [CoreJwsSigningAlgorithm; 5] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
];

/// Somebody whom the register knows.
pub(super) struct Person {
    /// Who, as the register says it.
    pub name_id: String,
    /// Their profession.
    pub profession: Profession,
}

/// What userinfo adds to OpenID Connect, as ANS documents it. The rest of it is not looked at.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Register {
    #[serde(rename = "SubjectNameID")]
    name_id: Option<String>,
    #[serde(rename = "SubjectRefPro")]
    professional: Option<Professional>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Professional {
    #[serde(default)]
    exercices: Vec<Practice>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Practice {
    #[serde(rename = "codeProfession", default)]
    profession: Value,
}

impl AdditionalClaims for Register {}

impl Practice {
    fn code(&self) -> String {
        self.profession.as_str().map_or_else(|| self.profession.to_string(), str::to_owned)
    }
}

/// The way out, as the library takes it.
struct Http(Arc<Provider>);

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = NotReached;
    type Future = BoxFuture<'c, Result<Response, NotReached>>;

    fn call(&'c self, request: Request) -> Self::Future {
        Box::pin(self.0.send(request))
    }
}

type Userinfo = UserInfoClaims<Register, CoreGenderClaim>;

/// Not believed: the log says which check failed, and nothing of what came.
fn doubtful(why: &'static str) -> Trouble {
    tracing::warn!(why, "Pro Santé Connect was not believed");
    Trouble::Doubtful
}

fn unreachable(NotReached(why): &NotReached) -> Trouble {
    tracing::warn!(why, "Pro Santé Connect was not reached");
    Trouble::Unreachable
}

fn moment(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(at.0).unwrap_or_default()
}

/// Which check a token did not pass.
fn check(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "expired",
        ClaimsVerificationError::InvalidAudience(_) => "audience",
        ClaimsVerificationError::InvalidAuthContext(_) => "acr",
        ClaimsVerificationError::InvalidAuthTime(_) => "time",
        ClaimsVerificationError::InvalidIssuer(_) => "issuer",
        ClaimsVerificationError::InvalidNonce(_) => "nonce",
        ClaimsVerificationError::InvalidSubject(_) => "subject",
        ClaimsVerificationError::SignatureVerification(_) => "signature",
        _ => "token",
    }
}

/// Where the provider is asked what, and the keys it signs with: asked anew each time, so that a key which was withdrawn
/// yesterday signs nothing today.
struct Places {
    token: TokenUrl,
    userinfo: UserInfoUrl,
    keys: CoreJsonWebKeySet,
}

fn not_discovered(error: &DiscoveryError<NotReached>) -> Trouble {
    match error {
        DiscoveryError::Request(error) => unreachable(error),
        DiscoveryError::Response(..) => unreachable(&NotReached("it answers with an error")),
        _ => doubtful("discovery"),
    }
}

async fn places(http: &Http, issuer: &IssuerUrl) -> Outcome<Result<Places, Trouble>> {
    let setup = &http.0.setup;
    let whole = ![&setup.token_url, &setup.userinfo_url, &setup.jwks_url].iter().any(|url| url.is_empty());
    let found = if whole {
        None
    } else {
        // The document's `issuer` is held against ours by the library (OpenID Connect Discovery §4.3).
        match CoreProviderMetadata::discover_async(issuer.clone(), http).await {
            Ok(found) => Some(found),
            Err(error) => return Ok(Err(not_discovered(&error))),
        }
    };
    let said = |configured: &str, discovered: Option<String>| match configured {
        "" => discovered.ok_or("an address is missing in the discovery document"),
        address => Ok(address.to_owned()),
    };
    let found = found.as_ref();
    let token = said(&setup.token_url, found.and_then(|found| found.token_endpoint()).map(ToString::to_string));
    let userinfo =
        said(&setup.userinfo_url, found.and_then(|found| found.userinfo_endpoint()).map(ToString::to_string));
    let (Ok(token), Ok(userinfo)) = (token, userinfo) else { return Ok(Err(doubtful("discovery"))) };
    let keys = match (setup.jwks_url.as_str(), found) {
        ("", Some(found)) => found.jwks().clone(),
        (address, _) => {
            let address = JsonWebKeySetUrl::new(address.to_owned()).map_err(Fault::internal)?;
            match JsonWebKeySet::fetch_async(&address, http).await {
                Ok(keys) => keys,
                Err(error) => return Ok(Err(not_discovered(&error))),
            }
        }
    };
    let token = TokenUrl::new(token).map_err(Fault::internal)?;
    let userinfo = UserInfoUrl::new(userinfo).map_err(Fault::internal)?;
    Ok(Ok(Places { token, userinfo, keys }))
}

/// Exchanges the code, looks at the ID token (signature, issuer, audience, nonce, times, `acr`, `at_hash`), then asks who
/// its subject is.
///
/// Boxed: that what the library gives back is `Send` has to be seen here, where its types are known.
pub(super) fn who<'a>(
    ctx: &'a Context,
    provider: &'a Arc<Provider>,
    code: &'a str,
    kept: Kept,
    began: Timestamp,
) -> BoxFuture<'a, Outcome<Result<Person, Trouble>>> {
    Box::pin(asked(ctx, provider, code, kept, began))
}

async fn asked(
    ctx: &Context,
    provider: &Arc<Provider>,
    code: &str,
    kept: Kept,
    began: Timestamp,
) -> Outcome<Result<Person, Trouble>> {
    let setup = &provider.setup;
    let issuer = IssuerUrl::new(setup.issuer.clone()).map_err(Fault::internal)?;
    let http = Http(provider.clone());
    let Places { token, userinfo, keys } = match places(&http, &issuer).await? {
        Ok(places) => places,
        Err(trouble) => return Ok(Err(trouble)),
    };
    let client = CoreClient::new(ClientId::new(setup.client_id.clone()), issuer, keys)
        .set_client_secret(ClientSecret::new(setup.client_secret.clone()))
        .set_redirect_uri(redirect(ctx)?)
        .set_token_uri(token)
        .set_user_info_url(userinfo);
    let exchange = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .set_pkce_verifier(PkceCodeVerifier::new(kept.verifier));
    let tokens = match exchange.request_async(&http).await {
        Ok(tokens) => tokens,
        Err(RequestTokenError::Request(error)) => return Ok(Err(unreachable(&error))),
        Err(RequestTokenError::ServerResponse(_)) => return Ok(Err(doubtful("the code was not taken"))),
        Err(_) => return Ok(Err(doubtful("the answer to the code"))),
    };
    let Some(id_token) = tokens.id_token() else { return Ok(Err(doubtful("no ID token"))) };
    let now = ctx.now();
    let (first, last) = (moment(began.plus(-SKEW)), moment(now.plus(SKEW)));
    let acr_values = setup.acr_values.clone();
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(SIGNED_BY)
        .set_time_fn(move || moment(now))
        .set_issue_time_verifier_fn(move |issued| {
            if (first..=last).contains(&issued) { Ok(()) } else { Err("not issued for this".into()) }
        })
        .set_auth_context_verifier_fn(move |acr| match acr {
            // A provider need not say it; one that says it must say what was asked for.
            Some(acr) if !acr_values.is_empty() && !acr_values.iter().any(|one| one == acr.as_str()) => {
                Err("another authentication".into())
            }
            _ => Ok(()),
        });
    let claims = match id_token.claims(&verifier, &Nonce::new(kept.nonce)) {
        Ok(claims) => claims,
        Err(error) => return Ok(Err(doubtful(check(&error)))),
    };
    if let Some(expected) = claims.access_token_hash() {
        let actual = match (id_token.signing_alg(), id_token.signing_key(&verifier)) {
            (Ok(algorithm), Ok(key)) => AccessTokenHash::from_token(tokens.access_token(), algorithm, key).ok(),
            _ => None,
        };
        if actual.as_ref() != Some(expected) {
            return Ok(Err(doubtful("at_hash")));
        }
    }
    // As JSON, or signed: then signature, issuer and audience are looked at too. Its subject must be the token's.
    let request = client.user_info(tokens.access_token().clone(), Some(claims.subject().clone()));
    let userinfo: Userinfo = match request.request_async(&http).await {
        Ok(userinfo) => userinfo,
        Err(UserInfoError::Request(error)) => return Ok(Err(unreachable(&error))),
        Err(UserInfoError::ClaimsVerification(error)) => return Ok(Err(doubtful(check(&error)))),
        Err(_) => return Ok(Err(doubtful("userinfo"))),
    };
    let register = userinfo.additional_claims();
    let Some(professional) = &register.professional else { return Ok(Err(Trouble::NotProfessional)) };
    let codes: Vec<String> = professional.exercices.iter().map(Practice::code).collect();
    let profession = match profession_of(codes.iter().map(String::as_str)) {
        Ok(profession) => profession,
        Err(trouble) => return Ok(Err(trouble)),
    };
    match register.name_id.as_deref().map(str::trim).filter(|name_id| !name_id.is_empty()) {
        Some(name_id) => Ok(Ok(Person { name_id: name_id.to_owned(), profession })),
        None => Ok(Err(doubtful("no register identity"))),
    }
}
