//! Communities: making one, its page, belonging to it, looking after it.

mod create;
mod hosts;
mod join;
mod leave;
mod list;
mod page;

pub(crate) use create::EXCERPT;
pub use create::{create, create_page};
pub use hosts::{hosts_page, name_host, remove_host};
pub use join::{join, join_page};
pub use leave::leave;
pub use list::list;
pub use page::page;

use crate::crypto::sha256;
use crate::{Actor, Context, Outcome};
use domain::communities::{Visibility, consent};
use domain::conditions;
use domain::policy::Place;
use domain::{CommunityId, Locale, MemberId, Problem, Timestamp};
use store::communities::{CommunityRow, NewReceipt};
use store::{Conn, Tx};

/// The community of this address, or the answer that there is none.
pub(crate) async fn find(conn: &mut Conn<'_>, slug: &str) -> Outcome<CommunityRow> {
    Ok(store::communities::by_slug(conn, slug).await?.ok_or(Problem::NotFound)?)
}

/// What whoever asks is in a community.
pub async fn place(ctx: &Context, actor: &Actor, community: CommunityId) -> Outcome<Option<Place>> {
    let Some(me) = &actor.me else { return Ok(None) };
    let mut reader = ctx.store.read().await?;
    Ok(store::communities::belonging(&mut reader.conn(), community, me.id).await?.map(|belonging| belonging.place))
}

/// Names of conditions as the reader reads them; a code that the vocabulary lost is shown as it is.
fn condition_names(codes: impl Iterator<Item = String>, locale: Locale) -> Vec<String> {
    codes
        .map(|code| {
            conditions::by_code(&code).map_or_else(|| code.clone(), |condition| condition.name(locale).to_owned())
        })
        .collect()
}

/// Keeps the proof of what joining was agreed to.
async fn give_receipt(
    ctx: &Context,
    tx: &mut Tx,
    member: MemberId,
    community: CommunityId,
    visibility: Visibility,
    locale: Locale,
    given: Timestamp,
) -> Outcome<()> {
    let receipt = NewReceipt {
        id: ctx.new_id(),
        member,
        community,
        text_version: &consent::version(visibility, locale),
        text_hash: sha256(&consent::text(visibility, locale)),
        given,
    };
    Ok(store::communities::give_receipt(&mut tx.conn(), &receipt).await?)
}
