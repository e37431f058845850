//! How often things may be done, per account and per address. What is written is held back further for new accounts:
//! `writing`.

mod writing;

pub use writing::check_writing;

use crate::{Actor, Context, Outcome};
use domain::Problem;
use store::limits::Rate;

/// Signing in, by address asked from.
pub const SIGN_IN_ADDRESS: Rate = Rate::per(20, 600);
/// Signing in, by account tried.
pub const SIGN_IN_ACCOUNT: Rate = Rate::per(8, 900);
/// Signing up, by address.
pub const SIGN_UP: Rate = Rate::per(10, 3_600);
/// The same over days: after the first few of a household or a waiting room, one each two hours.
pub const SIGN_UP_DAYS: Rate = Rate::per(6, 6 * 7_200);
/// Mails asked for (confirmation, forgotten password), by account and by address.
pub const MAIL: Rate = Rate::per(5, 3_600);
/// What a passkey is to sign, asked for.
pub const CHALLENGES: Rate = Rate::per(30, 600);
/// Threads started.
pub const THREADS: Rate = Rate::per(10, 3_600);
/// Replies written.
pub const REPLIES: Rate = Rate::per(30, 1_800);
/// Texts changed: each change is looked at, kept and told.
pub const EDITS: Rate = Rate::per(40, 1_800);
/// Whatever a form does, all together: for verbs without a limit of their own.
pub const WRITES: Rate = Rate::per(400, 600);
/// Reading the whole audit log.
pub const AUDITS: Rate = Rate::per(6, 600);
/// Pictures brought: each takes a moment of computing.
pub const PICTURES: Rate = Rate::per(40, 1_800);
/// Reactions, follows and other small things.
pub const SMALL: Rate = Rate::per(120, 600);
/// Communities joined: nobody has thirty illnesses, and whoever joins all reads all.
pub const JOINS: Rate = Rate::per(12, 86_400);
/// Communities made.
pub const COMMUNITIES: Rate = Rate::per(5, 86_400);
/// Versions of a charter published: each is kept, shown and told to every member.
pub const CHARTERS: Rate = Rate::per(6, 86_400);
/// Live streams opened: phones lose the network often.
pub const LIVE: Rate = Rate::per(120, 600);
/// Searches, and similar questions while writing.
pub const SEARCHES: Rate = Rate::per(120, 60);
/// Suggestions: several for each search.
pub const SUGGESTIONS: Rate = Rate::per(600, 60);
/// Letters written.
pub const LETTERS: Rate = Rate::per(60, 3_600);
/// Members asked for the first time.
pub const LETTER_REQUESTS: Rate = Rate::per(10, 86_400);
/// Reports, and appeals.
pub const REPORTS: Rate = Rate::per(20, 86_400);
/// Files that prove a profession.
pub const PROOFS: Rate = Rate::per(10, 86_400);
/// Copies of all that concerns one asked for: each reads everything.
pub const EXPORTS: Rate = Rate::per(3, 86_400);
/// Previews while writing.
pub const PREVIEWS: Rate = Rate::per(60, 60);

/// Requests of programs, by address: a household or an office has several.
pub const API_ADDRESS: Rate = Rate::per(1_200, 60);
/// Requests of one token.
pub const API_TOKEN: Rate = Rate::per(300, 60);

/// Counts one arrival in the bucket of `who` for `what`; says how long to wait when it is too many.
/// `who` is hashed with the instance's key: the limiter stores no address and no account.
pub async fn check(ctx: &Context, what: &str, who: &str, rate: Rate) -> Outcome<()> {
    let factor = ctx.settings.limits_factor.max(1);
    let rate = Rate { burst: rate.burst * factor, interval: (rate.interval / i64::from(factor)).max(1) };
    let bucket = format!("{what}{}", ending(ctx, who));
    match ctx.store.arrive(&bucket, rate, ctx.now()).await? {
        0 => Ok(()),
        seconds => {
            ctx.refusals.limited(what);
            Err(Problem::TooMany { seconds }.into())
        }
    }
}

/// What the buckets of `who` end in, whatever is counted there.
fn ending(ctx: &Context, who: &str) -> String {
    let hash = ctx.keys.find("limit", who);
    format!(":{:032x}", u128::from_be_bytes(hash[..16].try_into().unwrap_or_default()))
}

/// Forgets how often `who` did anything.
pub async fn forget(ctx: &Context, who: &str) -> Outcome<()> {
    Ok(ctx.store.forget_arrivals(&ending(ctx, who)).await?)
}

/// The same by the member who asks, or the address for a visitor.
pub async fn check_actor(ctx: &Context, what: &str, actor: &Actor, rate: Rate) -> Outcome<()> {
    let who = actor.me.as_ref().map_or_else(|| actor.address.clone(), |me| me.id.to_string());
    check(ctx, what, &who, rate).await
}
