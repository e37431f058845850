//! Versions of a charter: making one, and what one changes, word by word.

use super::{find, hosts::hosts};
use crate::{Actor, Context, Fault, Outcome};
use domain::communities::charters::{
    AskedAgain, Change, CharterEditPage, CharterPage, CharterPart, CharterVersion, OWNER_CHANGE_SAID, OwnerChange,
    Piece, VERSIONS_SHOWN, parts_changed,
};
use domain::communities::{Charter, CharterDraft};
use domain::{CommunityId, MemberId, Timestamp};
use similar::{ChangeTag, TextDiff};
use store::Conn;
use store::communities::{CharterRow, CommunityRow, NewCharter};
use uuid::Uuid;

/// Inserts a version, which follows `before`.
pub(crate) async fn insert_version(
    ctx: &Context,
    conn: &mut Conn<'_>,
    (community, version): (CommunityId, i32),
    before: Option<&CharterDraft>,
    charter: &CharterDraft,
    created: Timestamp,
) -> Outcome<()> {
    let parts = before.map(|before| parts_changed(before, charter)).unwrap_or_default();
    let another = parts.contains(&CharterPart::Owner) || parts.contains(&CharterPart::OwnerType);
    let new = NewCharter {
        id: ctx.new_id(),
        community,
        version,
        charter,
        material: parts.iter().any(|part| part.is_material()),
        owner_before: before.filter(|_| another).map(|before| before.owner.as_str()),
        created,
    };
    Ok(store::communities::insert_charter(conn, &new).await?)
}

/// A charter as it is shown.
pub(super) fn charter_view(
    actor: &Actor,
    row: CharterRow,
    sources: Vec<domain::communities::FundingSource>,
) -> Charter {
    Charter {
        version: u32::try_from(row.version).unwrap_or_default(),
        owner: row.owner,
        owner_type: row.owner_type,
        funding: row.funding,
        sources,
        advertising: row.advertising,
        objectives: row.objectives,
        data_use: row.data_use,
        moderation: row.moderation,
        created: actor.when(Timestamp(row.created)),
    }
}

/// Who owned a community before, where that changed lately.
pub(super) async fn owner_change(
    ctx: &Context,
    actor: &Actor,
    conn: &mut Conn<'_>,
    community: CommunityId,
) -> Outcome<Option<OwnerChange>> {
    let after = ctx.now().plus(-OWNER_CHANGE_SAID);
    let found = store::communities::owner_change(conn, community, after).await?;
    Ok(found.map(|(before, since)| OwnerChange { before, since: actor.when(since) }))
}

/// A charter with its latest versions: everybody may read them, one must know what one joins. `name` is the address part,
/// or the id, which is what a question that was refused leads by.
pub async fn charter_page(ctx: &Context, actor: &Actor, name: &str) -> Outcome<CharterPage> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let community = named(&mut conn, name).await?;
    let id = CommunityId(community.id);
    // One more than are shown tells what the oldest of them changed, and that there are others.
    let asked = i64::try_from(VERSIONS_SHOWN + 1).unwrap_or(i64::MAX);
    let rows = store::communities::latest_charters(&mut conn, id, asked).await?;
    let versions = drafts(&mut conn, rows).await?;
    let owner_change = owner_change(ctx, actor, &mut conn, id).await?;
    let (mut place, mut theirs) = (None, None);
    if let Some(me) = &actor.me {
        place = store::communities::belonging(&mut conn, id, me.id).await?.map(|here| here.place);
        theirs = passed_by(&mut conn, id, me.id).await?;
    }
    drop(reader);
    let (latest, latest_draft) = versions.first().ok_or_else(|| Fault::internal("a community without a charter"))?;
    let asked = theirs.map(|theirs| AskedAgain {
        version: u32::try_from(latest.version).unwrap_or_default(),
        changes: changes(&theirs, latest_draft),
    });
    let charter = charter_view(actor, latest.clone(), latest_draft.sources.clone());
    let shown = versions.iter().take(VERSIONS_SHOWN).enumerate().map(|(place, (row, draft))| CharterVersion {
        version: u32::try_from(row.version).unwrap_or_default(),
        created: actor.when(Timestamp(row.created)),
        material: row.material,
        changes: versions.get(place + 1).map(|(_, before)| changes(before, draft)).unwrap_or_default(),
    });
    Ok(CharterPage {
        versions: shown.collect(),
        older: versions.len() > VERSIONS_SHOWN,
        link: community.link(),
        charter,
        owner_change,
        place,
        asked,
    })
}

/// What a member agreed to, where a later version changed that: however long ago it was.
async fn passed_by(conn: &mut Conn<'_>, community: CommunityId, member: MemberId) -> Outcome<Option<CharterDraft>> {
    let Some(agreed) = store::communities::agreed(conn, community, member).await? else { return Ok(None) };
    if !store::communities::material_since(conn, community, agreed).await? {
        return Ok(None);
    }
    let row = store::communities::charter_up_to(conn, community, agreed).await?;
    Ok(drafts(conn, row.into_iter().collect()).await?.pop().map(|(_, draft)| draft))
}

/// What the form that changes a charter starts with; for the hosts.
pub async fn charter_edit_page(ctx: &Context, actor: &Actor, slug: &str) -> Outcome<CharterEditPage> {
    let me = actor.confirmed()?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let community = find(&mut conn, slug).await?;
    let id = CommunityId(community.id);
    hosts(&mut conn, id, me.id).await?;
    let (row, draft) = latest(&mut conn, id).await?;
    Ok(CharterEditPage { link: community.link(), charter: charter_view(actor, row, draft.sources) })
}

/// The version in force, without its sources.
pub(super) async fn in_force(conn: &mut Conn<'_>, community: CommunityId) -> Outcome<CharterRow> {
    let row = store::communities::charter(conn, community).await?;
    row.ok_or_else(|| Fault::internal("a community without a charter"))
}

/// The version in force.
pub(super) async fn latest(conn: &mut Conn<'_>, community: CommunityId) -> Outcome<(CharterRow, CharterDraft)> {
    let row = in_force(conn, community).await?;
    let sources = store::communities::sources_of(conn, &[row.id]).await?;
    let draft = row.draft(sources.into_iter().map(|(_, source)| source).collect());
    Ok((row, draft))
}

/// Versions with what they say.
async fn drafts(conn: &mut Conn<'_>, rows: Vec<CharterRow>) -> Outcome<Vec<(CharterRow, CharterDraft)>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let sources = store::communities::sources_of(conn, &ids).await?;
    let of =
        |id: Uuid| sources.iter().filter(|(charter, _)| *charter == id).map(|(_, source)| source.clone()).collect();
    Ok(rows
        .into_iter()
        .map(|row| {
            let draft = row.draft(of(row.id));
            (row, draft)
        })
        .collect())
}

async fn named(conn: &mut Conn<'_>, name: &str) -> Outcome<CommunityRow> {
    if let Ok(id) = name.parse::<CommunityId>()
        && let Some(slug) = store::communities::slug_of(conn, id).await?
    {
        return find(conn, &slug).await;
    }
    find(conn, name).await
}

/// What became of each part that differs.
fn changes(before: &CharterDraft, after: &CharterDraft) -> Vec<Change> {
    parts_changed(before, after)
        .into_iter()
        .map(|part| match part {
            CharterPart::OwnerType => Change::OwnerType(before.owner_type, after.owner_type),
            CharterPart::Sources => Change::Sources(before.sources.clone(), after.sources.clone()),
            CharterPart::Advertising => Change::Advertising(after.advertising),
            CharterPart::Owner => Change::Text(part, pieces(&before.owner, &after.owner)),
            CharterPart::Funding => Change::Text(part, pieces(&before.funding, &after.funding)),
            CharterPart::Objectives => Change::Text(part, pieces(&before.objectives, &after.objectives)),
            CharterPart::DataUse => Change::Text(part, pieces(&before.data_use, &after.data_use)),
            CharterPart::Moderation => Change::Text(part, pieces(&before.moderation, &after.moderation)),
        })
        .collect()
}

/// Above this share of words that stay, two texts are shown as one; below, one after the other: a text of which every
/// third word changed cannot be read.
const ALIKE: f32 = 0.5;

/// Two texts as one, word by word.
fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let diff = TextDiff::from_words(before, after);
    if diff.ratio() < ALIKE {
        let whole = [(before, false), (after, true)].into_iter().filter(|(text, _)| !text.is_empty());
        return whole.map(|(text, new)| if new { Piece::New(text.into()) } else { Piece::Gone(text.into()) }).collect();
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let word = change.value();
        match (change.tag(), pieces.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Same(text)))
            | (ChangeTag::Delete, Some(Piece::Gone(text)))
            | (ChangeTag::Insert, Some(Piece::New(text))) => text.push_str(word),
            (ChangeTag::Equal, _) => pieces.push(Piece::Same(word.into())),
            (ChangeTag::Delete, _) => pieces.push(Piece::Gone(word.into())),
            (ChangeTag::Insert, _) => pieces.push(Piece::New(word.into())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_changes_is_shown_within_its_sentence() {
        let pieces = pieces("Jamais vendues, hébergées en France.", "Jamais vendues, hébergées en Belgique.");
        assert_eq!(
            pieces,
            [
                Piece::Same("Jamais vendues, hébergées en ".into()),
                Piece::Gone("France.".into()),
                Piece::New("Belgique.".into())
            ]
        );
    }

    #[test]
    fn another_text_is_shown_after_the_one_before() {
        assert_eq!(
            pieces("Jamais vendues.", "Tout est cédé à nos partenaires industriels."),
            [Piece::Gone("Jamais vendues.".into()), Piece::New("Tout est cédé à nos partenaires industriels.".into())]
        );
        assert_eq!(pieces("", "Relue."), [Piece::New("Relue.".into())]);
    }
}
