//! The list of communities, by name.

use super::condition_names;
use crate::{Actor, Context, Outcome};
use domain::communities::{
    CommunitiesPage, CommunityCard, CommunityLink, MEMBERS_COUNTED, OWNER_CHANGE_SAID, OwnerChange, OwnerType,
};
use domain::feed::Page;
use domain::{CommunityId, Timestamp};

/// Communities on one page of the list.
const PAGE: usize = 20;
/// One more is asked for: it tells that there is a next page.
const ASKED: i64 = 21;

/// One page of the list, after the community that `after` names. Everybody sees every community's
/// name, charter and conditions: one must know what one joins.
pub async fn list(ctx: &Context, actor: &Actor, after: Option<CommunityId>) -> Outcome<CommunitiesPage> {
    let mut reader = ctx.store.read().await?;
    let me = actor.me.as_ref().map(|me| me.id);
    let mut rows =
        store::communities::list(&mut reader.conn(), me, after, ASKED, ctx.now().plus(-OWNER_CHANGE_SAID)).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| CommunityId(row.id).to_string());
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let conditions = store::communities::conditions_of(&mut reader.conn(), &ids).await?;
    let cards = rows
        .into_iter()
        .map(|row| {
            let codes = conditions.iter().filter(|(id, _)| *id == row.id).map(|(_, code)| code.clone());
            CommunityCard {
                link: CommunityLink { slug: row.slug, name: row.name, company: row.owner_type == OwnerType::Company },
                excerpt: domain::text::bind(&row.excerpt),
                visibility: row.visibility,
                locale: row.locale,
                owner_type: row.owner_type,
                owner: row.owner,
                owner_change: row
                    .owner_before
                    .zip(row.owner_since)
                    .map(|(before, since)| OwnerChange { before, since: actor.when(Timestamp(since)) }),
                industry_share: row.stated.then(|| u32::try_from(row.industry_share).unwrap_or_default()),
                advertising: row.advertising,
                members: u32::try_from(row.members).unwrap_or(MEMBERS_COUNTED),
                conditions: condition_names(codes, actor.locale),
                joined: row.joined,
            }
        })
        .collect();
    Ok(CommunitiesPage { communities: Page { rows: cards, next } })
}
