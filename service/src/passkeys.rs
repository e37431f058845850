//! Passkeys (WebAuthn): added, used to sign in without a password or to prove again that it is oneself, removed;
//! and recovery codes for when nothing else is at hand.
//!
//! What a passkey is to sign lies in the database, so that any node takes the answer: once, for minutes, for one
//! purpose, and from the session that asked. A credential is sealed under its member's key and goes with it; it is
//! found by a keyed hash. What the authenticator knows of its member is a keyed hash, too.

mod add;
mod ask;
mod codes;
mod mails;
mod manage;
mod sign_in;
mod signed;

pub use add::add;
pub use ask::ask;
pub use codes::{make_codes, recover};
pub use manage::{list, remove, rename};
pub use sign_in::sign_in;
pub(crate) use signed::signed;

use crate::members::keys::MemberKey;
use crate::{Context, Fault, Outcome};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::time::SECOND;
use domain::{FieldError, Fields, MemberId, PasskeyId, Problem, Refused};
use webauthn_rs::prelude::{Passkey, Url, Uuid, Webauthn, WebauthnBuilder};

/// How long a passkey has to sign, in microseconds.
const CHALLENGE_LASTS: i64 = 300 * SECOND;
/// The field of what a passkey signed.
pub const ANSWER: &str = "passkey_answer";
/// The field of the token of what it was to sign.
pub const CHALLENGE: &str = "passkey_challenge";
/// The same of a proof, which may stand in any form.
pub const PROOF: &str = "passkey_proof";
/// The token of what was to be signed for a proof.
pub const PROOF_CHALLENGE: &str = "passkey_proof_challenge";

/// The instance as passkeys know it: bound to the host of its address. Browsers refuse a bare IP address.
fn relying(ctx: &Context) -> Outcome<Webauthn> {
    let origin = Url::parse(&ctx.settings.public_url).map_err(Fault::internal)?;
    let id = origin.domain().ok_or(Problem::NotFound)?;
    WebauthnBuilder::new(id, &origin).and_then(|builder| builder.rp_name("Vécu").build()).map_err(Fault::internal)
}

/// What an authenticator knows its member by: nothing that stands in an address.
fn handle(ctx: &Context, member: MemberId) -> Uuid {
    let hash = ctx.keys.find("passkey member", &member.to_string());
    Uuid::from_bytes(hash[..16].try_into().unwrap_or_default())
}

/// The hash that a credential is found by.
fn credential_hash(ctx: &Context, id: &[u8]) -> [u8; 32] {
    ctx.keys.find("passkey", &URL_SAFE_NO_PAD.encode(id))
}

/// What a credential is sealed for: this passkey and no other.
fn purpose(id: PasskeyId) -> String {
    format!("passkey {id}")
}

fn seal(ctx: &Context, key: &MemberKey, id: PasskeyId, credential: &Passkey) -> Outcome<Vec<u8>> {
    let text = serde_json::to_string(credential).map_err(Fault::internal)?;
    Ok(key.seal(ctx, &purpose(id), &text))
}

fn open(key: &MemberKey, row: &store::passkeys::PasskeyRow) -> Outcome<Passkey> {
    serde_json::from_str(&key.open(&purpose(row.id), &row.credential_sealed)?).map_err(Fault::internal)
}

/// Nothing more is said of a passkey that is not accepted.
fn refused(field: &str, fields: &Fields) -> Fault {
    Refused::one(field, FieldError::PasskeyRefused, fields).into()
}
