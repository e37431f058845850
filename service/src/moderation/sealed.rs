//! What moderation keeps of people's words is sealed under the key of whom it concerns, and ends with it. Words of
//! those without an account, and of texts without an author, are under a key of the instance.

use crate::crypto;
use crate::members::keys::MemberKey;
use crate::{Context, Fault, Outcome};
use domain::MemberId;
use store::Conn;

/// What a report's words are sealed for.
pub(crate) const REPORT: &str = "report";
/// What a visitor's address is sealed for.
pub(crate) const CONTACT: &str = "report contact";
/// What the reasons of a decision are sealed for.
pub(crate) const REASONS: &str = "decision reasons";
/// What the text that a decision is about is sealed for.
pub(crate) const EXCERPT: &str = "decision excerpt";
/// What a note among handlers is sealed for.
pub(crate) const NOTE: &str = "case note";
/// What an appeal is sealed for.
pub(crate) const APPEAL: &str = "appeal";
/// What the answer to an appeal is sealed for.
pub(crate) const ANSWER: &str = "appeal answer";
/// What the reason of something that an administrator did is sealed for.
pub(crate) const ACT: &str = "administration act";
/// What a text that was taken out is sealed for.
pub(crate) const VEIL: &str = "veil";

/// Seals and opens for one member, or for nobody in particular.
pub(crate) enum Sealer {
    /// Under their own key.
    Member(MemberKey),
    /// Under the instance's.
    Instance,
    /// They have no key: they never signed in, or it was destroyed, and with it what was sealed under it.
    Gone,
}

impl Sealer {
    /// For this member.
    pub(crate) async fn of(ctx: &Context, conn: &mut Conn<'_>, member: Option<MemberId>) -> Outcome<Self> {
        let whole = Self::if_whole(ctx, conn, member).await?;
        whole.ok_or_else(|| Fault::internal("a member's key that opens no more"))
    }

    /// For whom something of theirs is to be opened; `None` where their key opens no more: what is sealed under it is
    /// read by nobody.
    pub(crate) async fn if_whole(
        ctx: &Context,
        conn: &mut Conn<'_>,
        member: Option<MemberId>,
    ) -> Outcome<Option<Self>> {
        let Some(member) = member else { return Ok(Some(Self::Instance)) };
        let account = store::members::find(conn, member).await?;
        Ok(match account.and_then(|account| account.wrapped) {
            Some(wrapped) => MemberKey::unwrap(ctx, Some(&wrapped)).ok().map(Self::Member),
            None => Some(Self::Gone),
        })
    }

    /// Seals a text.
    pub(crate) fn seal(&self, ctx: &Context, purpose: &str, text: &str) -> Vec<u8> {
        match self {
            Self::Member(key) => key.seal(ctx, purpose, text),
            Self::Instance | Self::Gone => {
                crypto::seal(ctx, ctx.keys.moderation(), purpose.as_bytes(), text.as_bytes())
            }
        }
    }

    /// Opens a text; empty when there is none, or nothing to open it with any more.
    pub(crate) fn open(&self, ctx: &Context, purpose: &str, sealed: Option<&[u8]>) -> Outcome<String> {
        let instance = |sealed| {
            let text = crypto::open(ctx.keys.moderation(), purpose.as_bytes(), sealed)?;
            String::from_utf8(text).map_err(Fault::internal)
        };
        match (self, sealed) {
            (_, None) => Ok(String::new()),
            (Self::Member(key), Some(sealed)) => key.open(purpose, sealed),
            (Self::Instance, Some(sealed)) => instance(sealed),
            (Self::Gone, Some(sealed)) => Ok(instance(sealed).unwrap_or_default()),
        }
    }

    /// The same of what may have been sealed before the member had a key: it is under the instance's then.
    pub(crate) fn open_either(&self, ctx: &Context, purpose: &str, sealed: &[u8]) -> Outcome<String> {
        self.open(ctx, purpose, Some(sealed)).or_else(|_| Self::Instance.open(ctx, purpose, Some(sealed)))
    }
}

/// What a note says about the case of this member, as it is kept: sealed, or in clear where it was written before notes
/// were sealed. Empty when nothing opens it any more.
pub(crate) async fn note(
    ctx: &Context,
    conn: &mut Conn<'_>,
    concerned: Option<MemberId>,
    (sealed, clear): (Option<&[u8]>, &str),
) -> Outcome<String> {
    let Some(sealed) = sealed else { return Ok(clear.to_owned()) };
    let sealer = Sealer::of(ctx, conn, concerned).await?;
    Ok(sealer.open_either(ctx, NOTE, sealed).unwrap_or_default())
}
