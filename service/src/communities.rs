//! Communities: making one, its page, belonging to it, looking after it.

mod charters;
mod create;
mod hosts;
mod join;
mod leave;
mod list;
mod page;
mod versions;

pub(crate) use charters::has_agreed;
pub use charters::{agree_to_charter, change_charter};
pub(crate) use create::EXCERPT;
pub use create::{create, create_page};
pub(crate) use hosts::hosts as hosted_by;
pub use hosts::{hosts_page, name_host, remove_host};
pub use join::{join, join_page};
pub use leave::leave;
pub use list::list;
pub use page::page;
pub(crate) use versions::insert_version;
pub use versions::{charter_edit_page, charter_page};

use crate::crypto::sha256;
use crate::{Actor, Context, Outcome};
use domain::communities::{CharterDraft, Visibility, charters as charters_text, consent};
use domain::conditions;
use domain::members::Purpose;
use domain::policy::Place;
use domain::{CommunityId, Locale, MemberId, Problem, Timestamp};
use store::communities::{CommunityRow, NewReceipt};
use store::{Conn, Tx};

/// The community of this address, or the answer that there is none.
pub(crate) async fn find(conn: &mut Conn<'_>, slug: &str) -> Outcome<CommunityRow> {
    Ok(store::communities::by_slug(conn, slug).await?.ok_or(Problem::NotFound)?)
}

/// The community of this name in addresses. That it is there, everybody may know.
pub async fn id_of(ctx: &Context, slug: &str) -> Outcome<CommunityId> {
    let mut reader = ctx.store.read().await?;
    Ok(CommunityId(find(&mut reader.conn(), slug).await?.id))
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

/// Keeps the proofs of what joining was agreed to: belonging, and the charter in force.
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
        purpose: Purpose::Membership,
        community,
        text_version: &consent::version(visibility, locale),
        text_hash: sha256(&consent::text(visibility, locale)),
        given,
    };
    store::communities::give_receipt(&mut tx.conn(), &receipt).await?;
    let (row, draft) = versions::latest(&mut tx.conn(), community).await?;
    store::communities::agree(&mut tx.conn(), community, member, row.version).await?;
    give_charter_receipt(ctx, &mut tx.conn(), member, community, (row.version, &draft), given).await
}

/// Keeps the proof of which version of a charter was agreed to.
async fn give_charter_receipt(
    ctx: &Context,
    conn: &mut Conn<'_>,
    member: MemberId,
    community: CommunityId,
    (version, charter): (i32, &CharterDraft),
    given: Timestamp,
) -> Outcome<()> {
    let receipt = NewReceipt {
        id: ctx.new_id(),
        member,
        purpose: Purpose::Charter,
        community,
        text_version: &charters_text::version(version),
        text_hash: sha256(&charters_text::text(charter)),
        given,
    };
    Ok(store::communities::give_receipt(conn, &receipt).await?)
}
