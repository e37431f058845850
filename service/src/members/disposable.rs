//! Addresses that are given away for minutes. Somebody who signs up with one is not refused: people in danger have
//! reasons for it. Administrators see it, and the automatic look at texts takes longer to trust them. Services that pass
//! mail on for good (relays) are not among them: they protect people.

use crate::Context;

/// The best known services, a domain on each line. The operator adds others (`disposable_domains`).
const KNOWN: &str = include_str!("disposable/known.txt");

/// Whether the address belongs to such a service; `address` is as `domain::members::email` reads it.
pub(super) fn is(ctx: &Context, address: &str) -> bool {
    let Some((_, host)) = address.rsplit_once('@') else { return false };
    let listed = |domain: &str| {
        let domain = domain.trim();
        !domain.is_empty() && (host == domain || host.strip_suffix(domain).is_some_and(|before| before.ends_with('.')))
    };
    KNOWN.lines().any(listed) || ctx.settings.disposable_domains.iter().any(|domain| listed(domain))
}
