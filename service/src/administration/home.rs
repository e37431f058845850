//! Where administrators begin.

use crate::members::administers;
use crate::{Actor, Context, Outcome};
use domain::administration::Overview;

/// How much there is of what, and what waits.
pub async fn home(ctx: &Context, actor: &Actor) -> Outcome<Overview> {
    administers(ctx, actor)?;
    let counts = store::administration::counts(&mut ctx.store.read().await?.conn()).await?;
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Overview {
        members: count(counts.members),
        communities: count(counts.communities),
        claims: count(counts.claims),
        cases: count(counts.cases),
        sign_ups: super::sign_ups(ctx).await?,
    })
}
