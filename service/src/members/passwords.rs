//! Passwords: judged by how hard they are to guess, stored as Argon2id.

use super::sessions::SignedIn;
use super::{keys, mails, proof};
use crate::refusals::Unshown;
use crate::{Actor, Context, Fault, Outcome, limits};
use argon2::password_hash::SaltString;
use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use domain::events::EventKind;
use domain::fields::Errors;
use domain::members::{LinkPurpose, PASSWORD_MAX};
use domain::{FieldError, Fields, Problem};
use std::sync::LazyLock;
use store::events::{self, Event};
use tokio::sync::Semaphore;

/// Guesses grow by a factor of a hundred per score; 3 of 4 stands ten billion of them (zxcvbn).
const STRONG: zxcvbn::Score = zxcvbn::Score::Three;

/// Each hashing takes 19 MiB: more at once than this wait, so that a flood of sign-ins fills no
/// memory.
static SLOTS: Semaphore = Semaphore::const_new(8);

/// OWASP's Argon2id parameters (Password Storage Cheat Sheet): 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19_456, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash checked when there is no account, so that both answers take the same time.
static DUMMY: LazyLock<String> = LazyLock::new(|| hash_with("nobody has this password", &[7; 16]).unwrap_or_default());

fn hash_with(password: &str, salt: &[u8; 16]) -> Result<String, argon2::password_hash::Error> {
    let salt = SaltString::encode_b64(salt)?;
    Ok(argon2().hash_password(password.as_bytes(), &salt)?.to_string())
}

/// Passwords that were checked against a hash: how long that takes is measured by nobody, whether it is done is tested.
#[cfg(feature = "testing")]
pub(crate) static CHECKED: std::sync::Mutex<Vec<String>> = std::sync::Mutex::new(Vec::new());

fn opens(password: &str, hash: &PasswordHash<'_>) -> bool {
    #[cfg(feature = "testing")]
    CHECKED.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(password.to_owned());
    argon2().verify_password(password.as_bytes(), hash).is_ok()
}

/// Runs slow work off the threads that answer requests.
async fn slowly<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Outcome<T> {
    let _slot = SLOTS.acquire().await.map_err(Fault::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Fault::internal)
}

/// Whether a password is hard enough to guess for somebody who knows the name and the address.
pub async fn strong(password: &str, pseudonym: &str, email: &str) -> Outcome<bool> {
    let local = email.split('@').next().unwrap_or_default();
    let known: Vec<String> = [pseudonym, email, local, "vecu", "vécu"].into_iter().map(str::to_owned).collect();
    let password = password.to_owned();
    slowly(move || {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        zxcvbn::zxcvbn(&password, &known).score() >= STRONG
    })
    .await
}

/// Hashes a new password.
pub async fn hash(ctx: &Context, password: &str) -> Outcome<String> {
    let (password, salt) = (password.to_owned(), ctx.random_bytes::<16>());
    slowly(move || hash_with(&password, &salt)).await?.map_err(|error| Fault::internal(error.to_string()))
}

/// Whether this is the password; takes as long when there is no account.
pub async fn verify(stored: Option<&str>, password: &str) -> Outcome<bool> {
    let known = stored.is_some();
    let stored = stored.map(str::to_owned);
    // No password longer than this was ever accepted; hashing a longer one only costs.
    let password: String = password.chars().take(PASSWORD_MAX as usize + 1).collect();
    slowly(move || {
        let dummy: &str = &DUMMY;
        let stored = stored.as_deref().unwrap_or(dummy);
        let right = PasswordHash::new(stored).is_ok_and(|hash| opens(&password, &hash));
        right && known
    })
    .await
}

/// Changes one's own password; every other device is signed out, and tokens end. This one goes on under another secret:
/// whoever copied its cookie has nothing.
pub async fn change_password(ctx: &Context, actor: &Actor, fields: &Fields) -> Outcome<SignedIn> {
    let me = actor.signed_in()?;
    let account = store::members::find(&mut ctx.store.read().await?.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    let mut errors = Errors::default();
    let new =
        errors.take("password_new", domain::members::password(fields.get("password_new"), ctx.settings.password_min));
    if fields.get("password_current").is_empty() {
        errors.add("password_current", FieldError::Missing);
    }
    let Some(new) = new.filter(|_| errors.is_empty()) else { return Err(errors.refuse(fields).into()) };
    limits::check(ctx, "password", &me.id.to_string(), limits::SIGN_IN_ACCOUNT).await?;
    let email = keys::email_of(ctx, &account)?.unwrap_or_default();
    if !verify(account.password.as_deref(), fields.get("password_current")).await? {
        ctx.refusals.note(Unshown::Proof);
        errors.add("password_current", FieldError::WrongPassword);
    } else if !strong(&new, &me.pseudonym, &email).await? {
        errors.add("password_new", FieldError::WeakPassword);
    }
    errors.finish(fields)?;
    let hash = hash(ctx, &new).await?;
    let now = ctx.now();
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    store::members::set_password(&mut conn, me.id, &hash).await?;
    store::members::delete_sessions(&mut conn, me.id, Some(me.session)).await?;
    store::tokens::delete_all(&mut conn, me.id).await?;
    // Whoever knew the password before may have asked for another address, or made codes with it.
    for purpose in LinkPurpose::ALL {
        store::members::delete_tokens(&mut conn, me.id, *purpose).await?;
    }
    store::passkeys::replace_codes(&mut conn, me.id, &[], now).await?;
    let passkeys = store::passkeys::of_member(&mut conn, me.id).await?.len();
    // The password typed proved who it is.
    let signed_in = proof::renew(ctx, &mut conn, me).await?;
    events::append(
        &mut conn,
        EventKind::PasswordChanged,
        now,
        Event { actor: Some(me.id), member: Some(me.id), ..Event::default() },
    )
    .await?;
    tx.commit().await?;
    if !email.is_empty() {
        ctx.mailer.send(mails::password_changed(ctx, account.locale, &email, &account.pseudonym, passkeys)).await;
    }
    Ok(signed_in)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_an_acquaintance_would_guess_is_weak() {
        assert!(!strong("maryvonne1952", "Maryvonne", "maryvonne@exemple.fr").await.unwrap());
        assert!(!strong("motdepasse123", "Maryvonne", "maryvonne@exemple.fr").await.unwrap());
        assert!(strong("théière octobre vélo cuivre", "Maryvonne", "maryvonne@exemple.fr").await.unwrap());
    }

    #[tokio::test]
    async fn only_the_right_password_opens() {
        let stored = hash_with("théière octobre vélo", &[1; 16]).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify(Some(&stored), "théière octobre vélo").await.unwrap());
        assert!(!verify(Some(&stored), "théière octobre velo").await.unwrap());
        assert!(!verify(None, "nobody has this password").await.unwrap());
        assert!(DUMMY.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "as much work: {}", *DUMMY);
    }
}
