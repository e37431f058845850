//! Proving again that it is oneself, before what an unlocked phone in other hands must not do.
//!
//! A session knows when it was last proved: by password, passkey or recovery code, never by a link from a
//! mail. Verbs that need it call [`proved`] first; pages turn its [`Problem::ProofNeeded`] into a small form
//! that goes on with what was asked.

use super::passwords;
use super::sessions::SignedIn;
use crate::crypto::Token;
use crate::refusals::Unshown;
use crate::{Actor, Context, Me, Outcome, limits, passkeys};
use domain::passkeys::Ceremony;
use domain::time::SECOND;
use domain::{FieldError, Fields, Problem, Refused};

/// The member, when this session proved lately that it is them.
pub fn proved<'a>(ctx: &Context, actor: &'a Actor) -> Outcome<&'a Me> {
    let me = actor.signed_in()?;
    let lasts = i64::from(ctx.settings.proof_minutes) * 60 * SECOND;
    if ctx.now().0 - me.proved.0 < lasts { Ok(me) } else { Err(Problem::ProofNeeded { passkey: me.passkeys }.into()) }
}

/// The administrator, when this session proved lately that it is them.
pub fn administers<'a>(ctx: &Context, actor: &'a Actor) -> Outcome<&'a Me> {
    actor.administrator()?;
    proved(ctx, actor)
}

/// The field of the password; what is wrong with either proof is said there.
const PASSWORD: &str = "password_proof";

/// Proves that it is the member who asks, by password or by one of their passkeys. The session goes on under another
/// secret: whoever had the one before has nothing.
pub async fn prove(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<SignedIn> {
    let me = actor.signed_in()?;
    if fields.has(passkeys::PROOF) {
        limits::check(ctx, "passkey", &me.id.to_string(), limits::SIGN_IN_ADDRESS).await?;
        let signed = passkeys::signed(ctx, actor, Ceremony::Prove, PASSWORD, fields).await;
        let signed = ctx.refusals.of(Unshown::Proof, signed)?;
        let mut tx = ctx.store.begin().await?;
        if !signed.note(ctx, &mut tx.conn()).await? {
            ctx.refusals.note(Unshown::Proof);
            return Err(Refused::one(PASSWORD, FieldError::PasskeyRefused, fields).into());
        }
        let signed_in = renew(ctx, &mut tx.conn(), me).await?;
        tx.commit().await?;
        return Ok(signed_in);
    }
    let typed = fields.get(PASSWORD);
    if typed.is_empty() {
        return Err(Refused::one(PASSWORD, FieldError::Missing, fields).into());
    }
    limits::check(ctx, "password", &me.id.to_string(), limits::SIGN_IN_ACCOUNT).await?;
    let account = store::members::find(&mut ctx.store.read().await?.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    if !passwords::verify(account.password.as_deref(), typed).await? {
        ctx.refusals.note(Unshown::Proof);
        return Err(Refused::one(PASSWORD, FieldError::WrongPassword, fields).into());
    }
    let mut tx = ctx.store.begin().await?;
    let signed_in = renew(ctx, &mut tx.conn(), me).await?;
    tx.commit().await?;
    Ok(signed_in)
}

/// Notes the proof, inside a transaction.
pub(super) async fn renew(ctx: &Context, conn: &mut store::Conn<'_>, me: &Me) -> Outcome<SignedIn> {
    let token = Token::draw(ctx);
    if store::members::prove_session(conn, me.id, me.session, &token.hash, ctx.now()).await? {
        Ok(SignedIn { member: me.id, token: token.text })
    } else {
        Err(Problem::SignInNeeded.into())
    }
}
