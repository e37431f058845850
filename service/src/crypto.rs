//! Secrets: keyed hashes to find by, sealed values to read back, tokens, passwords.

use crate::context::Context;
use crate::fault::{Fault, Outcome};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// The instance's secret of 32 bytes, and what is derived from it.
pub struct Keys {
    find: [u8; 32],
    wrap: [u8; 32],
    push: [u8; 32],
    moderation: [u8; 32],
}

impl Keys {
    /// Derives the keys from the instance's secret.
    pub fn new(secret: &[u8; 32]) -> Self {
        Self {
            find: mac(secret, b"vecu find v1", b""),
            wrap: mac(secret, b"vecu wrap v1", b""),
            push: mac(secret, b"vecu push v1", b""),
            moderation: mac(secret, b"vecu moderation v1", b""),
        }
    }

    /// The seed of the key that the instance signs with towards push services (VAPID, RFC 8292).
    pub fn push_seed(&self) -> &[u8; 32] {
        &self.push
    }

    /// What moderation keeps of the words of those without an account is sealed under this.
    pub fn moderation(&self) -> &[u8; 32] {
        &self.moderation
    }

    /// A keyed hash to find a value by (an e-mail address, an IP address) without storing it.
    /// `domain` keeps hashes of one value for different uses apart.
    pub fn find(&self, domain: &str, value: &str) -> [u8; 32] {
        mac(&self.find, domain.as_bytes(), value.as_bytes())
    }

    /// Wraps a member's own key.
    pub fn wrap(&self, ctx: &Context, key: &[u8; 32]) -> Vec<u8> {
        seal(ctx, &self.wrap, b"member key", key)
    }

    /// Unwraps a member's own key.
    pub fn unwrap(&self, wrapped: &[u8]) -> Outcome<[u8; 32]> {
        let key = open(&self.wrap, b"member key", wrapped)?;
        key.try_into().map_err(|_| Fault::internal("a member's key has the wrong length"))
    }
}

pub(crate) fn mac(key: &[u8], domain: &[u8], value: &[u8]) -> [u8; 32] {
    let mut mac =
        <Hmac<Sha256> as Mac>::new_from_slice(key).unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
    mac.update(&(domain.len() as u64).to_be_bytes());
    mac.update(domain);
    mac.update(value);
    mac.finalize().into_bytes().into()
}

/// Encrypts with XChaCha20-Poly1305 under a random nonce, which stands before the text.
/// `purpose` is bound to it: a value sealed for one use opens for no other.
pub fn seal(ctx: &Context, key: &[u8; 32], purpose: &[u8], value: &[u8]) -> Vec<u8> {
    let nonce: [u8; 24] = ctx.random_bytes();
    let cipher = XChaCha20Poly1305::new(key.into());
    let sealed = cipher
        .encrypt(XNonce::from_slice(&nonce), Payload { msg: value, aad: purpose })
        .unwrap_or_else(|_| unreachable!("sealing in memory does not fail"));
    [nonce.as_slice(), &sealed].concat()
}

/// Opens what `seal` made.
pub fn open(key: &[u8; 32], purpose: &[u8], sealed: &[u8]) -> Outcome<Vec<u8>> {
    let (nonce, text) = sealed.split_at_checked(24).ok_or_else(|| Fault::internal("a sealed value is too short"))?;
    XChaCha20Poly1305::new(key.into())
        .decrypt(XNonce::from_slice(nonce), Payload { msg: text, aad: purpose })
        .map_err(|_| Fault::internal("a sealed value does not open: wrong secret key?"))
}

/// A secret for a cookie or a mail link: 256 random bits. Only its hash is stored.
pub struct Token {
    /// What travels.
    pub text: String,
    /// What is stored.
    pub hash: [u8; 32],
}

impl Token {
    /// Draws a token.
    pub fn draw(ctx: &Context) -> Self {
        let bytes: [u8; 32] = ctx.random_bytes();
        Self { text: URL_SAFE_NO_PAD.encode(bytes), hash: Sha256::digest(bytes).into() }
    }

    /// The hash under which a token that came back is looked up. Looking up by hash takes the same
    /// time for every wrong token; nothing secret is compared byte by byte.
    pub fn hash_of(text: &str) -> Option<[u8; 32]> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| bytes.len() == 32)?;
        Some(Sha256::digest(bytes).into())
    }
}

/// SHA-256 of a text, for receipts.
pub fn sha256(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}
