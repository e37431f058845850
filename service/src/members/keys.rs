//! What is sealed for one member: under a key of their own, which erasure destroys.

use crate::crypto::{mac, open, seal};
use crate::{Context, Fault, Outcome};
use store::members::Account;

/// A member's own key, opened.
pub struct MemberKey(pub [u8; 32]);

impl MemberKey {
    /// Draws a key; what is stored of it is wrapped.
    pub fn draw(ctx: &Context) -> (Self, Vec<u8>) {
        let key: [u8; 32] = ctx.random_bytes();
        let wrapped = ctx.keys.wrap(ctx, &key);
        (Self(key), wrapped)
    }

    /// Unwraps a stored key.
    pub fn unwrap(ctx: &Context, wrapped: Option<&[u8]>) -> Outcome<Self> {
        let wrapped = wrapped.ok_or_else(|| Fault::internal("a member without a key"))?;
        ctx.keys.unwrap(wrapped).map(Self)
    }

    /// Seals a text for one use.
    pub fn seal(&self, ctx: &Context, purpose: &str, text: &str) -> Vec<u8> {
        seal(ctx, &self.0, purpose.as_bytes(), text.as_bytes())
    }

    /// What stands for the member where they are not to be named: nobody makes it without their key.
    pub fn shadow(&self, member: domain::MemberId) -> [u8; 32] {
        mac(&self.0, b"vecu shadow v1", member.0.as_bytes())
    }

    /// Opens a text sealed for that use.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Outcome<String> {
        String::from_utf8(open(&self.0, purpose.as_bytes(), sealed)?).map_err(Fault::internal)
    }
}

/// What an e-mail address is sealed for.
pub const EMAIL: &str = "email";
/// What a new address that waits is sealed for.
pub const NEW_EMAIL: &str = "new email";
/// What a register number is sealed for.
pub const NUMBER: &str = "claim number";
/// What a place of work is sealed for.
pub const WORKPLACE: &str = "claim workplace";

/// The hash an address is found by.
pub fn email_hash(ctx: &Context, address: &str) -> [u8; 32] {
    ctx.keys.find("email", address)
}

/// The address of an account, if it has one that can be read: a member restored from a backup after their
/// key was destroyed has none.
pub fn email_of(ctx: &Context, account: &Account) -> Outcome<Option<String>> {
    match (account.email_sealed.as_deref(), account.wrapped.as_deref()) {
        (Some(sealed), Some(wrapped)) => MemberKey::unwrap(ctx, Some(wrapped))?.open(EMAIL, sealed).map(Some),
        _ => Ok(None),
    }
}
