//! Finding: the words of a question, the texts that hold them, the threads they stand in.

use super::gather::{Hit, gather};
use super::long::LOOKED_AT;
use super::lookup::look_up;
use crate::{Actor, Context, Outcome, feed, limits, markdown};
use domain::search::{Answered, Found, Piece, SearchPage, Snippets, Suggested};
use domain::tags::Tag;
use domain::text::{bind, fold};
use domain::threads::{Kind, Voice};
use domain::{ReplyId, Timestamp};
use std::collections::HashMap;
use store::search::{self, ShownRow};

/// Threads on a page of what was found.
const PAGE: usize = 20;
/// Texts ranked: more than a page, because several may stand in one thread and filters leave some out.
const RANKED: usize = 600;
/// Texts ranked where a few threads are enough.
pub(super) const RANKED_FOR_FEW: usize = 60;
/// Characters of a text that are looked through first for what to show of it.
const BEGINNING: usize = 2_000;
/// Pages there are at most: whoever looks further asks otherwise.
const PAGES: u32 = 10;
/// Similar threads shown while writing.
const SIMILAR: usize = 5;
/// The longest question that is read, in characters.
const LONGEST: usize = 2_000;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The question, as it was typed.
    pub words: String,
    /// Only in the community at this address.
    pub community: Option<String>,
    /// Only discussions, or questions.
    pub kind: Option<Kind>,
    /// Only questions that are answered, or not.
    pub answered: Option<Answered>,
    /// Only where a reply of this voice was found.
    pub voice: Option<Voice>,
    /// Only threads that something happened in since.
    pub since: Option<Timestamp>,
    /// Which page, from 0.
    pub page: u32,
}

/// Finds threads. Whatever the index holds, only what the reader may read is ranked, and each thread is
/// asked for again under the policy of every list before it is shown.
pub async fn find(ctx: &Context, actor: &Actor, wanted: &Wanted) -> Outcome<SearchPage> {
    limits::check_actor(ctx, "search", actor, limits::SEARCHES).await?;
    let question: String = wanted.words.chars().take(LONGEST).collect();
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let mut page = SearchPage::default();
    let communities = store::communities::names(&mut conn).await?;
    page.choices = communities.iter().map(|(_, link)| link.clone()).collect();
    let folded = fold(&question);
    if folded.is_empty() {
        return Ok(page);
    }
    if wanted.page == 0 && folded.len() >= 3 {
        let named = page.choices.iter().filter(|one| fold(&one.name).contains(&folded));
        page.communities = named.take(5).cloned().collect();
        let tags = search::tags_beginning(&mut conn, actor.reading(), &domain::text::slug(&question), 5).await?;
        page.members = super::suggest::members(&mut conn, actor, &folded).await?;
        page.tags = tags.into_iter().map(|(key, label)| Tag { key, label }).collect();
    }
    let within = match &wanted.community {
        None => None,
        Some(slug) => match communities.iter().find(|(_, one)| &one.slug == slug) {
            Some((id, _)) => Some(*id),
            None => return Ok(page),
        },
    };
    let lookup = look_up(&mut conn, actor, &question, within).await?;
    let scored = lookup.best(RANKED);
    page.corrected.clone_from(&lookup.corrected);

    let skipped = usize::try_from(wanted.page.min(PAGES)).unwrap_or_default() * PAGE;
    let mut hits = gather(&mut conn, actor, wanted, &scored, lookup.long(), skipped + PAGE + 1).await?;
    hits.drain(..skipped.min(hits.len()));
    if hits.len() > PAGE {
        hits.truncate(PAGE);
        page.next = Some(wanted.page.saturating_add(1)).filter(|&next| next < PAGES);
    }
    let docs: Vec<i32> = hits.iter().map(|hit| hit.row.doc).collect();
    let shown = search::shown(&mut conn, actor.reading(), &docs).await?;
    let mut shown: HashMap<i32, ShownRow> = shown.into_iter().map(|one| (one.doc, one)).collect();
    let terms = lookup.terms();
    let mut snippets = Snippets::new(&terms);
    for hit in hits {
        let Some(text) = shown.remove(&hit.row.doc) else { continue };
        page.found.push(Found {
            reply: hit.voice.map(|voice| (ReplyId(text.subject), voice)),
            snippet: snippet(&mut snippets, &text),
            thread: feed::view(actor, text.row),
        });
    }
    Ok(page)
}

/// The part of a text that shows why it was found: of its beginning where that holds anything that was asked for,
/// because a long text is long to look through.
fn snippet(snippets: &mut Snippets<'_>, text: &ShownRow) -> Vec<Piece> {
    let mut of = |body: &str| snippets.of(&markdown::plain(body), text.locale);
    if let Some((end, _)) = text.body.char_indices().nth(BEGINNING) {
        let end = text.body[..end].rfind(char::is_whitespace).unwrap_or(end);
        let pieces = of(&text.body[..end]);
        if pieces.iter().any(|piece| piece.marked) {
            return pieces;
        }
    }
    of(&text.body)
}

/// Threads like what is being written, before it is posted.
pub async fn similar(ctx: &Context, actor: &Actor, text: &str) -> Outcome<Vec<Suggested>> {
    limits::check_actor(ctx, "search", actor, limits::SEARCHES).await?;
    let question: String = text.chars().take(LONGEST).collect();
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let lookup = look_up(&mut conn, actor, &question, None).await?;
    // One word in common says little.
    if lookup.words.len() < 2 {
        return Ok(Vec::new());
    }
    let long = lookup.long();
    let best = lookup.best(if long.is_some() { LOOKED_AT } else { RANKED_FOR_FEW });
    let hits = gather(&mut conn, actor, &Wanted::default(), &best, long, SIMILAR).await?;
    Ok(hits.into_iter().take(SIMILAR).map(suggested).collect())
}

/// A thread that could be meant.
pub(super) fn suggested(hit: Hit) -> Suggested {
    let count = |n: i32| u32::try_from(n).unwrap_or_default();
    let row = hit.row;
    Suggested {
        id: row.thread,
        title: bind(&row.title),
        lived: count(row.lived),
        professional: count(row.professional),
        company: row.company,
    }
}
