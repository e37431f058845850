//! Coming back.

use super::start::{opened, professional};
use super::{ask, vouch};
use crate::crypto::Token;
use crate::members::keys::MemberKey;
use crate::{Actor, Context, Outcome};
use domain::pro_sante::Trouble;
use domain::{Fields, Problem};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finished {
    /// The badge is given, or given anew.
    Proved,
    /// It is not, and why.
    Not(Trouble),
}

/// Takes what the browser brings back from the provider: `code` or `error`, with `state`, and `iss` where the provider
/// says it (RFC 9207). The attempt is gone, whatever comes of it.
pub async fn finish(ctx: &Context, actor: &Actor, brought: &Fields) -> Outcome<Finished> {
    let me = professional(actor)?;
    let provider = ctx.pro_sante.as_ref().ok_or(Problem::NotFound)?;
    let not = |trouble| Ok(Finished::Not(trouble));
    let Some(hash) = Token::hash_of(brought.get("state")) else { return not(Trouble::Stale) };
    let mut tx = ctx.store.begin().await?;
    let attempt = store::pro_sante::take_attempt(&mut tx.conn(), &hash).await?;
    tx.commit().await?;
    let now = ctx.now();
    let fitting =
        |one: &store::pro_sante::Attempt| one.member == me.id && one.session == me.session && one.expires > now;
    let Some(attempt) = attempt.filter(fitting) else { return not(Trouble::Stale) };
    if brought.has("iss") && brought.get("iss") != provider.setup.issuer {
        tracing::warn!(why = "another issuer", "Pro Santé Connect was not believed");
        return not(Trouble::Doubtful);
    }
    if brought.has("error") || !brought.has("code") {
        return not(Trouble::Cancelled);
    }
    let account = store::members::find(&mut ctx.store.read().await?.conn(), me.id).await?.ok_or(Problem::NotFound)?;
    let key = MemberKey::unwrap(ctx, account.wrapped.as_deref())?;
    let kept = opened(&key, &attempt)?;
    let person = match ask::who(ctx, provider, brought.get("code"), kept, attempt.created).await? {
        Ok(person) => person,
        Err(trouble) => return not(trouble),
    };
    Ok(vouch::vouch(ctx, me.id, &person).await?.map_or_else(Finished::Not, |()| Finished::Proved))
}
