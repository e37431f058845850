//! Reading letters: one's own, and nobody else's.

use super::{LETTER, between};
use crate::members::keys::MemberKey;
use crate::{Actor, Context, Outcome, markdown};
use domain::letters::{CorrespondencePage, CorrespondenceRow, CorrespondenceState, LetterView, LettersPage, Letting};
use domain::time::DAY;
use domain::{CorrespondenceId, LetterId, MemberId, Problem};
use store::letters::{self, LetterRow, ListedRow};

/// Correspondences listed.
const LISTED: i64 = 100;
/// Letters on a page.
const PAGE: usize = 30;
/// Rows asked for: one more than a page tells that there are older ones.
const ASKED: i64 = 31;

/// Everybody one writes with.
pub async fn list(ctx: &Context, actor: &Actor) -> Outcome<LettersPage> {
    let me = actor.signed_in()?;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let receives = letters::receives(&mut conn, me.id).await?;
    let blocked: Vec<_> =
        letters::blocked(&mut conn, me.id).await?.into_iter().filter_map(store::threads::AuthorRow::byline).collect();
    let rows = letters::of_member(&mut conn, me.id, LISTED).await?;
    drop(reader);
    let mut page = LettersPage { receives, requests: vec![], correspondences: vec![], blocked };
    for row in rows {
        let row = view(actor, me.id, row);
        let unwanted = row.with.as_ref().is_some_and(|with| page.blocked.iter().any(|one| one.id == with.id));
        match (row.state, row.mine) {
            // What one blocked or refused does not stand in the way.
            _ if unwanted => {}
            (CorrespondenceState::Refused, false) => {}
            (CorrespondenceState::Asked, false) => page.requests.push(row),
            // Nor is the asker told of a refusal.
            (CorrespondenceState::Refused, true) => {
                page.correspondences.push(CorrespondenceRow { state: CorrespondenceState::Asked, ..row });
            }
            _ => page.correspondences.push(row),
        }
    }
    Ok(page)
}

fn view(actor: &Actor, me: MemberId, row: ListedRow) -> CorrespondenceRow {
    CorrespondenceRow {
        id: row.id,
        with: row.with.byline(),
        state: row.state,
        mine: row.asked_by == me.0,
        last: actor.when(row.last),
        unread: u32::try_from(row.unread).unwrap_or_default(),
    }
}

/// One's correspondence with a member, or what it takes to begin one.
pub async fn with(
    ctx: &Context,
    actor: &Actor,
    other: MemberId,
    before: Option<LetterId>,
) -> Outcome<CorrespondencePage> {
    let me = actor.signed_in()?.id;
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let letting = between(&mut conn, me, other).await?.letting();
    let found = letters::between(&mut conn, me, other).await?;
    let Some(found) = found else {
        // Nobody learns who is here by trying: only members of one's communities are shown.
        if matches!(letting, Letting::Strangers) {
            return Err(Problem::NotFound.into());
        }
        let with = letters::byline(&mut conn, other).await?.and_then(store::threads::AuthorRow::byline);
        return Ok(CorrespondencePage { with, id: None, letting, letters: vec![], older: None, signs: vec![] });
    };
    let before = match before {
        None => None,
        Some(id) => match letters::letter(&mut conn, id).await? {
            Some(letter) if letters::author(&mut conn, id).await?.is_some_and(|(_, of)| of == found.id) => {
                Some((letter.created, id))
            }
            _ => return Err(Problem::NotFound.into()),
        },
    };
    let with = letters::byline(&mut conn, other).await?.and_then(store::threads::AuthorRow::byline);
    let mut rows = letters::letters(&mut conn, found.id, before, ASKED).await?;
    let mine = store::members::find(&mut conn, me).await?;
    let theirs = store::members::find(&mut conn, other).await?;
    drop(reader);
    let older = (rows.len() > PAGE).then(|| {
        rows.truncate(PAGE);
        rows[PAGE - 1].id
    });
    rows.reverse();
    let mut views = Vec::with_capacity(rows.len());
    // What the reader wrote within a day: help is shown to them alone, and nobody else reads a letter.
    let (since, mut said) = (ctx.now().plus(-DAY), String::new());
    for row in rows {
        let account = if row.author == me { mine.as_ref() } else { theirs.as_ref() };
        let wrapped = account.and_then(|account| account.wrapped.as_deref());
        let (own, created) = (row.author == me, row.created);
        let view = letter(ctx, actor, me, row, wrapped)?;
        if own && created >= since {
            said.push_str(&markdown::lines_of(&view.html));
            said.push('\n');
        }
        views.push(view);
    }
    let signs = domain::crisis::signs(&said);
    Ok(CorrespondencePage { with, id: Some(found.id), letting, letters: views, older, signs })
}

fn letter(ctx: &Context, actor: &Actor, me: MemberId, row: LetterRow, wrapped: Option<&[u8]>) -> Outcome<LetterView> {
    let deleted = row.sealed.is_none();
    let html = match (row.sealed, wrapped) {
        (Some(sealed), Some(_)) => markdown::render(&MemberKey::unwrap(ctx, wrapped)?.open(LETTER, &sealed)?),
        // Without the author's key nobody reads it any more.
        _ => String::new(),
    };
    Ok(LetterView {
        id: row.id,
        own: row.author == me,
        deleted: deleted || html.is_empty(),
        html,
        created: actor.when(row.created),
        read: row.read.is_some(),
    })
}

/// Notes that one has read what the other wrote: done by the page that shows it, never by fetching it.
pub async fn correspondence(ctx: &Context, actor: &Actor, id: CorrespondenceId) -> Outcome<()> {
    let me = actor.signed_in()?.id;
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    let found = letters::of(&mut conn, id).await?;
    let other = found.and_then(|found| found.with(me)).ok_or(Problem::NotFound)?;
    letters::read(&mut conn, id, me, ctx.now()).await?;
    letters::see(&mut conn, me, other, ctx.now()).await?;
    Ok(tx.commit().await?)
}
