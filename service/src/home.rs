//! The page a visitor begins at.

use crate::{Actor, Context, Outcome, feed};
use domain::feed::Order;
use domain::threads::ThreadRow;

/// Threads shown.
const LATEST: i64 = 5;

/// The latest of what open communities show everybody.
pub async fn latest(ctx: &Context, actor: &Actor) -> Outcome<Vec<ThreadRow>> {
    let rows = store::feed::public(&mut ctx.store.read().await?.conn(), Order::Active, None, LATEST).await?;
    Ok(rows.into_iter().map(|row| feed::view(actor, row)).collect())
}

/// Where vulnerabilities are reported, as an address that programs follow (RFC 9116, 2.5.3); nowhere unless the operator
/// says so.
pub fn security_contact(ctx: &Context) -> Option<String> {
    let contact = ctx.settings.security_contact.trim();
    if contact.is_empty() {
        return None;
    }
    let whole = ["mailto:", "https://", "tel:"].iter().any(|scheme| contact.starts_with(scheme));
    Some(if whole { contact.to_owned() } else { format!("mailto:{contact}") })
}
